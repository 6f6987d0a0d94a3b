const SMALL_TALK =
  /^\s*(?:(?:hi|hello|hey|hola|hallo|bonjour|salut|ciao|ol[aá]|good (?:morning|afternoon|evening|night)|guten tag|thanks?|thank you|thx|danke|merci|gracias|grazie|obrigad[oa]|bye|goodbye|see you|ok(?:ay)?|cool|great|nice|how are you|how do you do|what'?s up|who are you|are you there)(?:\s+(?:there|all|everyone|team|again|so much|very much|a lot|doing|today|mundo|world|claude|gemini|chatgpt|assistant|bot))*[\s,.!?]*)+$/i

/** Whether a text is a greeting, thanks or a farewell and nothing else. */
export function isSmallTalk(text: string): boolean {
  return (
    (text.length < 120 && SMALL_TALK.test(text)) ||
    (text.length < 60 && /^\s*(?:many )?(?:thanks|thank you|thx)\b[^?]*$/i.test(text))
  )
}
