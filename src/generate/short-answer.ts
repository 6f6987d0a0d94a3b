import type { Random } from '../random.ts'
import { evaluate } from './arithmetic.ts'
import { isSmallTalk } from './greeting.ts'
import { LANGUAGES, type Language } from './languages.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { capitalised } from './property-names.ts'
import { isSentiment, sentimentOf } from './sentiment.ts'
import { stemOf, wordsOf } from './words.ts'

/** What an answer of a fixed form is made from. */
export interface Question {
  readonly facts: PromptFacts
  readonly system: string
  readonly random: Random
  readonly language: Language | undefined
}

/** The answer to what has one: an echo, a sum, a choice, a greeting, a translation; undefined where prose is asked for. */
export function shortAnswer(question: Question): string | undefined {
  return (
    echo(question) ??
    joke(question) ??
    choice(question) ??
    arithmetic(question) ??
    greeting(question) ??
    translation(question)
  )
}

function echo({ facts: { text } }: Question): string | undefined {
  const asked =
    /^\s*(?:please\s+)?(?:(?:say|repeat|reply|respond|answer|write|output|print|return|echo)\b(?:\s+(?:back|with|only|just|exactly|the|following|this|word|words|text|phrase|sentence|single|after me|to me))*)\s*:\s*["“'`]?([^]+?)["”'`]?\s*$/i.exec(
      text,
    ) ??
    /\b(?:say|reply|respond|answer|output|print|return)\b(?:\s+(?:with|only|just|exactly|the|following|word|phrase|text|single))*\s+(?:"([^"]+)"|“([^”]+)”|'([^']+)'|`([^`]+)`)/i.exec(
      text,
    ) ??
    /^\s*(?:please )?(?:say|repeat|echo|(?:reply|respond|answer) with(?: only| just| exactly)?(?: the words?)?)\s+((?!something|anything|more|a |an |the |it\b|your|what|how|why|in |yes or)[\p{L}\p{N}' ]{1,60}?)(?:\s+and nothing else)?[.!]?\s*$/iu.exec(
      text,
    )
  const said = asked?.slice(1).find((one) => one !== undefined)
  // `Say hi` asks for a greeting.
  if (said === undefined || (isSmallTalk(said) && !/["“'`:]|exactly|only|just/i.test(text))) return undefined
  return /^say /i.test(text.trim()) ? capitalised(said) : said
}

function joke({ facts: { text }, random }: Question): string | undefined {
  if (!/\b(?:tell|give|know|share|write)\b[^.?!]{0,30}\bjoke\b/i.test(text)) return undefined
  return random.pick([
    'Why did the developer go broke? Because he used up all his cache.',
    'I told my computer that I needed a break, and it said: no problem, I will go to sleep.',
    'Why do seagulls fly over the sea? If they flew over the bay, they would be bagels.',
  ])
}

function arithmetic({ facts }: Question): string | undefined {
  const [expression] = facts.expressions
  const rest = wordsOf(facts.text).filter(
    (word) =>
      !/^\d|^(?:plus|minus|times|divided|multiplied|squared|sum|product|square|root|what|is|s|by|of|calculate|compute|evaluate|add|x|the|how|much|equals?|solve|please|result|answer|just|number|only|with|and|to|give|me)$/.test(
        word,
      ),
  )
  if (expression === undefined || rest.length > 3) return undefined
  const value = evaluate(expression)
  return /\b(?:just|only) (?:with |give )?(?:the |a )?(?:number|result|answer)\b/i.test(facts.text)
    ? String(value)
    : `${expression} = ${value}.`
}

function greeting({ facts, random, language }: Question): string | undefined {
  if (!isSmallTalk(facts.text.replace(/^\s*(?:please )?say /i, ''))) return undefined
  if (language) return language.greeting
  const foreign = LANGUAGES.find(
    ({ greeting }) =>
      facts.text.length > 3 &&
      greeting
        .toLowerCase()
        .replace(/^¡/, '')
        .startsWith(facts.text.toLowerCase().replaceAll(/[\s!.?¡]/g, '')),
  )
  if (foreign) return foreign.greeting
  if (/thank|thx/i.test(facts.text))
    return random.pick([
      'You are welcome! Let me know if there is anything else that I can help you with.',
      'Glad to help! If another question comes up, just ask.',
    ])
  if (/bye|see you|night/i.test(facts.text))
    return 'Goodbye, and take care! Come back whenever you have another question.'
  return random.pick([
    'Hello! It is good to hear from you. What would you like to talk about or work on today?',
    'Hi there! I am here to help with questions, writing, or code. How can I help you today?',
    'Hello! How can I help you today? I can explain things, write or review text, or look at a problem with you.',
  ])
}

const DICTIONARY: Readonly<Record<string, readonly string[]>> = {
  hello: ['Hallo', 'Bonjour', 'Hola', 'Ciao', 'Olá'],
  'good morning': ['Guten Morgen', 'Bonjour', 'Buenos días', 'Buongiorno', 'Bom dia'],
  'thank you': ['Danke', 'Merci', 'Gracias', 'Grazie', 'Obrigado'],
  goodbye: ['Auf Wiedersehen', 'Au revoir', 'Adiós', 'Arrivederci', 'Adeus'],
  please: ['Bitte', 'S’il vous plaît', 'Por favor', 'Per favore', 'Por favor'],
  yes: ['Ja', 'Oui', 'Sí', 'Sì', 'Sim'],
  no: ['Nein', 'Non', 'No', 'No', 'Não'],
  'hello world': ['Hallo Welt', 'Bonjour le monde', 'Hola mundo', 'Ciao mondo', 'Olá mundo'],
  'good night': ['Gute Nacht', 'Bonne nuit', 'Buenas noches', 'Buonanotte', 'Boa noite'],
  'how are you': ['Wie geht es Ihnen', 'Comment allez-vous', 'Cómo estás', 'Come stai', 'Como vai você'],
}

function translation({ facts: { text, quoted } }: Question): string | undefined {
  const asked =
    /\btranslate\b([^]*?)\b(?:in)?to (\p{L}+)\b\s*:?\s*([^]*)$/iu.exec(text) ??
    /\bhow do you say\b([^]*?)\bin (\p{L}+)()/iu.exec(text)
  if (!asked) return undefined
  const [, between = '', language = '', after = ''] = asked
  const source = (
    quoted[0] ??
    (after.trim() || between.replace(/^\s*(?:the )?(?:following|this|text|sentence|phrase)?\s*/i, ''))
  ).trim()
  const index = LANGUAGES.findIndex(({ name }) => name.test(language))
  const known = DICTIONARY[source.toLowerCase().replaceAll(/[^a-z ]/g, '')]?.[index]
  if (known) return `${known}${/[.!?]$/.exec(source)?.[0] ?? ''}`
  return `${capitalised(language)}: “${source}” (this simulated model keeps the words as they are).`
}

/** One of the labels that the instructions list. */
function choice({ facts, system, random, language }: Question): string | undefined {
  const instructions = `${system}\n${facts.text}`
  const isYesNo = /\b(?:answer|reply|respond|say)\b[^.\n]{0,30}\b(?:yes|true)["']? or ["']?(?:no|false)\b/i.exec(
    instructions,
  )
  if (isYesNo) {
    const isTrue = /true/i.test(isYesNo[0])
    return random.chance(0.5) ? (isTrue ? 'True' : (language?.yes ?? 'Yes')) : isTrue ? 'False' : (language?.no ?? 'No')
  }
  const labels = labelsIn(instructions)
  if (labels.length < 2) return undefined
  // What is to be judged stands outside of the list.
  const text = facts.quoted.find((one) => one.includes(' ')) ?? facts.text.replace(labels.join(', '), '')
  if (isSentiment(labels)) return labels[sentimentOf(text, labels)]
  const stems = wordsOf(text).map(stemOf)
  const shares = labels.map((label) => stems.filter((stem) => wordsOf(label).map(stemOf).includes(stem)).length)
  const most = Math.max(...shares)
  return shares.filter((share) => share === most).length === 1 ? labels[shares.indexOf(most)] : random.pick(labels)
}

function labelsIn(text: string): readonly string[] {
  const list =
    /\b(?:one of|either|labels?|categor(?:y|ies)|options|classes|choices)\b[^:.\n]{0,60}:\s*\[?([^\n\].]{3,300})/i.exec(
      text,
    )?.[1] ??
    /\b(?:classify|categori[sz]e|label|rate)\b[^.?\n]{0,120}?\b(?:as|into|one of)\s+(?:one of\s+|either\s+)?([^\n.:?]{3,200})/i.exec(
      text,
    )?.[1] ??
    /\b(?:only |just )?(?:with |choose |pick |select )(?:exactly )?(?:one of|either|between)\s+\(?([^\n.:?)]{3,200})/i.exec(
      text,
    )?.[1] ??
    (/\bsentiment\b/i.test(text) && /\b(?:classify|what is the sentiment|determine|analy[sz]e)\b/i.test(text)
      ? 'positive, negative, neutral'
      : '')
  const labels = list
    .split(/\s*(?:[,/|;]|\bor\b|\band\b)\s*/)
    .map((one) => one.replaceAll(/^["'`*\s-]+|["'`*\s]+$/g, ''))
  const good = labels.filter((one) => one !== '' && one.split(' ').length <= 4)
  return good.length === labels.filter((one) => one !== '').length && good.length <= 30 ? good : []
}
