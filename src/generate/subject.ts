import { isStopWord } from './words.ts'

/** Words of requests that say nothing about the subject. */
const ASKING = new Set(
  `about answer between briefly bullet code could detail details could example examples explain explanation describe give hello list make markdown maybe need one
  paragraph paragraphs please question reply say sentence sentences short something step steps summarise summarize summary thanks thank think title translate want word words write show
  respond json keys key like translate classify find search look using like following text only with does know want would help today there let get tell create generate provide function implement python typescript javascript
  point points two three four five six seven eight nine ten again here cannot many much really very every also around most more`.split(
    /\s+/,
  ),
)

/** Words that carry the subject, in order, without repeats. */
export function topicsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}'’-]{2,}/gu) ?? []
  const telling = words.map((word) => word.replace(/['’].*$/, '')).filter((word) => word.length > 2)
  return [...new Set(telling)].filter((word) => !isStopWord(word) && !ASKING.has(word)).slice(0, 40)
}

const LEADS: readonly RegExp[] = [
  /\b(?:about|regarding|concerning|on the (?:topic|subject) of)\s+(.+)/i,
  /\b(?:search(?: the web| online)?(?: for)?|look up|google|information on)\s+(.+)/i,
  /\b(?:explain|describe|define|discuss|review|research|outline|compare|summari[sz]e|introduce|analy[sz]e)\s+(?:to me |me |briefly )?(.+)/i,
  /(?:^|\s)(?:explique(?:-moi)?|décris|erkläre?(?: mir)?|beschreibe?|explica(?:me)?|explícame|describe|spiega(?:mi)?)\s+(?:bitte\s+)?(.+)/iu,
  /\b(?:history|benefits|advantages|meaning|importance|use|future|basics|causes) of\s+(.+)/i,
  /\b(?:what|who|where)(?:'s|’s| is| are| was| were)\s+(?:meant by )?(.+)/i,
  /\bwhy (?:is|are|was|were|do|does|did|can|should)\s+((?:(?:the|a|an|my|our|some) )?[\p{L}-]+)/iu,
  /\b(?:tips|ideas|advice|guide|poem|story|essay|article|email|recipe|song|haiku)s? (?:for|to|on|of)\s+(.+)/i,
]

/** Where a subject ends: at punctuation, at the next order, at the form that is asked for. */
const END =
  /[.?!,;:\n"“”()]|\s(?:and|then|but)\s+(?:then\s+)?(?:summari|tell|write|send|list|explain|give|answer|email|book|translate|show|let|what|how|why|include|keep|compare)|\s(?:in|with|using)\s+(?:one|two|three|four|five|at most|no more|under|less|about|around|exactly|precisely|at least|more than|a few|a single|an? (?:markdown|table|list|short|sentence|paragraph|poem|tweet|way|few)|\d+|detail|short|brief|simple|markdown|json|english|german|french|spanish|italian|portuguese|bullet|plain)\b|\s(?:en (?:français|español)|auf deutsch|in italiano|em português)(?!\p{L})|\s(?:briefly|please|for me|as a|as json|to me|work|works|today|tomorrow|right now|to a)\b/iu

/** What a prompt is about, as a phrase of at most eight words; empty where that is not clear. */
export function subjectOf(prompt: string): string {
  const text = prompt.slice(0, 1_000)
  for (const lead of LEADS) {
    const rest = lead.exec(text)?.[1]
    if (rest === undefined) continue
    const end = rest.search(END)
    const phrase = (end === -1 ? rest : rest.slice(0, end)).trim()
    const isClause = /^\s*works?\b/.test(rest.slice(Math.max(end, 0)))
    const words = (isClause ? phrase.replace(/^(?:how|why|what|when) /i, '') : phrase).split(/\s+/).slice(0, 8)
    if (words.some((word) => word.length > 2 && !isStopWord(word.toLowerCase()) && !ASKING.has(word.toLowerCase())))
      return words.join(' ')
  }
  return ''
}
