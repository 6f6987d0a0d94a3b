import type { Random } from '../random.ts'
import { asksForCode, codeBlock } from './code-sample.ts'
import type { Invent } from './faker.ts'
import { languageOf } from './languages.ts'
import { spaced } from './naming.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { capitalised, categoryOf } from './property-names.ts'
import { NUMBER_WORDS } from './quantity.ts'
import { SentenceWriter } from './sentences.ts'
import { shortAnswer } from './short-answer.ts'
import { passageFor, sentencesOf, summaryOf } from './summary.ts'

/** How much a model writes: the share of the usual length. */
export type Tier = 'economy' | 'balanced' | 'premium'

const SENTENCES: Record<Tier, readonly [number, number]> = {
  economy: [2, 3],
  balanced: [3, 5],
  premium: [5, 8],
}

/** What prose is made from. */
export interface Writing {
  readonly facts: PromptFacts
  readonly system: string
  readonly tier: Tier
  readonly invent: () => Invent
  readonly random: Random
}

/** Text that answers the prompt in the form and length that it asks for, else as long as the tier writes. */
export function writeProse(writing: Writing): string {
  const { facts, system, random } = writing
  const language = languageOf(facts.text, system)
  const short = shortAnswer({ facts, system, random, language })
  if (short !== undefined) return short
  const writer = new SentenceWriter(facts, random, language)
  const { text } = facts
  const title =
    /\b(?:title|headline|caption|slogan|subject line)s?\b/i.test(text) &&
    /\b(?:give|write|suggest|generate|create|come up|title|what)\b/i.test(text)
  if (title && !listLength(text)) return titleOf(writer, random)
  const body = summary(writing) ?? list(writing, writer) ?? free(writing, writer)
  const verdict = /^\s*(?:is|are|was|were|do|does|did|has|have|should|will|would it|could it)\b[^]*\?\s*$/i.test(text)
    ? `${random.chance(0.6) ? (language?.yes ?? 'Yes') : (language?.no ?? 'No')}. `
    : ''
  return limited(verdict + body, text, writer)
}

function titleOf(writer: SentenceWriter, random: Random): string {
  const words = capitalised(writer.subject)
    .split(' ')
    .map((word) => (word.length > 3 ? capitalised(word) : word))
  return random
    .pick(['{s}: A Closer Look', 'Understanding {s}', '{s} at a Glance', 'A Short Guide to {s}'])
    .replace('{s}', words.join(' '))
}

/** The best sentences of a text that is handed over, or of a context that the question is about. */
function summary({ facts: { text }, system }: Writing): string | undefined {
  const given = text.length > 200 || system.length > 400
  if (!given) return undefined
  if (/\b(?:summar|tl;?dr|gist|key points|main points|shorten|condense)/i.test(text)) {
    const source = text.replace(/^[^\n:]{0,160}(?::\s|\n)/, '')
    const count = askedFor(text, 'sentences?') ?? (/\bbrief|short|one-line/i.test(text) ? 1 : 2)
    const points = /\bpoints|bullets?\b/i.test(text) ? sentencesOf(summaryOf(source, listLength(text) ?? 3)) : []
    return points.length > 0 ? points.map((one) => `- ${one}`).join('\n') : summaryOf(source, count)
  }
  const question = text.match(/[^.!?\n]*\?/g)?.at(-1) ?? ''
  if (question === '') return undefined
  const passage = passageFor(question, `${system}\n${text.replace(question, '')}`, 2)
  return passage === '' ? undefined : passage
}

/** Items where items are asked for; things that have a kind of their own (cities, names, products) are invented as such. */
function list({ facts, invent, random }: Writing, writer: SentenceWriter): string | undefined {
  const { text } = facts
  const length = listLength(text)
  if (
    length === undefined &&
    !/\b(?:bullet|bulleted|numbered|list of|a list|list (?:the|some|all)|steps|pros and cons)\b/i.test(text)
  )
    return undefined
  const count = Math.min(length ?? random.integer(3, 5), 50)
  const kind =
    /\b(?:list|names? of|give me|suggest)\b[^.\n]{0,20}?\b((?:city|person|people|company|product|country|e-?mail|colou?r|customer) ?names?|cities|countries|names|companies|products|emails?|colou?rs|people|persons|customers|streets?)\b/i.exec(
      text,
    )?.[1]
  const category = kind
    ? categoryOf(
        kind
          .replace(/ ?names?$/i, (found) => (found.length < kind.length ? '' : 'name'))
          .replace('people', 'person')
          .replace(/ies$/, 'y'),
      )
    : undefined
  const drawn = { name: spaced(kind ?? ''), facts, invent, random, used: new Set<string>(), isSparse: false }
  const item = () => (category ? category.make(drawn) : `**${writer.heading()}**: ${writer.next()}`)
  const isBulleted = /\bbullet/i.test(text)
  return Array.from({ length: count }, (_, index) => `${isBulleted ? '-' : `${index + 1}.`} ${item()}`).join('\n')
}

function listLength(text: string): number | undefined {
  const found =
    /\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:\p{L}+\s+){0,2}?(?:items?|ideas|tips|ways|reasons|examples|steps|points|bullets?|options|names|things|facts|questions|titles|suggestions|cities|countries|products|companies|benefits|emails|colou?rs|people|books|advantages|topics)\b/iu.exec(
      text,
    )?.[1]
  return found === undefined ? undefined : (NUMBER_WORDS[found.toLowerCase()] ?? Number(found))
}

/** Paragraphs, code, verse, or an e-mail. */
function free({ facts, system, tier, random, invent }: Writing, writer: SentenceWriter): string {
  const { text } = facts
  if (asksForCode(text))
    return `Here is a version that does this.\n\n${codeBlock(facts)}\n\n${writer.paragraph(tier === 'premium' ? 2 : 1)}`
  if (/\b(?:poem|haiku|song|verse)\b/i.test(text))
    return Array.from({ length: 4 }, () => writer.next().replace(/\.$/, ','))
      .join('\n')
      .replace(/,$/, '.')
  const [min, max] = SENTENCES[tier]
  const isBrief =
    /\b(?:brief|briefly|short|shortly|concise|concisely|quickly|in a few words|one-liner|kurz|kurze)\b/i.test(
      `${system.slice(0, 2_000)} ${text}`,
    )
  const isLong =
    /\b(?:in detail|detailed|in depth|in-depth|thorough|thoroughly|comprehensive|essay|article|long|ausführlich)\b/i.test(
      text,
    )
  const count = isBrief ? Math.min(min, 2) : random.integer(min, max) * (isLong ? 3 : 1)
  if (/\b(?:write|draft|compose)\b[^.\n]{0,30}\b(?:e-?mail|letter)\b/i.test(text)) {
    const name = facts.names[0] ?? invent().person.firstName()
    return `Subject: ${capitalised(writer.subject)}\n\nDear ${name},\n\n${writer.paragraph(count)}\n\nBest regards,\n${invent().person.fullName()}`
  }
  const paragraphs = askedFor(text, 'paragraphs?') ?? Math.max(Math.ceil(count / 4), 1)
  const blocks = Array.from({ length: Math.min(paragraphs, 40) }, () =>
    writer.paragraph(Math.max(Math.round(count / paragraphs), 1)),
  )
  if (/\btable\b/i.test(text) && /\b(?:markdown|table of|as a table|in a table|compare)\b/i.test(text))
    blocks.push(table(writer))
  if (!/\bmarkdown\b/i.test(text) && !(isLong && tier === 'premium')) return blocks.join('\n\n')
  return [`# ${capitalised(writer.subject)}`, ...blocks.map((block) => `## ${writer.heading()}\n\n${block}`)].join(
    '\n\n',
  )
}

function table(writer: SentenceWriter): string {
  const rows = Array.from({ length: 3 }, () => `| ${writer.heading()} | ${writer.heading()} |`)
  return ['| Aspect | Note |', '| --- | --- |', ...rows].join('\n')
}

function askedFor(text: string, unit: string): number | undefined {
  const found = new RegExp(
    String.raw`\b(\d{1,4}|a single|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]+(?:short\s+|more\s+)?${unit}\b`,
    'i',
  ).exec(text)?.[1]
  return found === undefined ? undefined : (NUMBER_WORDS[found.toLowerCase()] ?? (Number(found) || 1))
}

/** The text in as many sentences or words as are asked for. */
function limited(prose: string, text: string, writer: SentenceWriter): string {
  const isPlain = !/^(?:[-#|>]|\d+\.) |```|^Subject: /m.test(prose)
  const answer = isPlain && /\b(?:sentence|word)s?\b/i.test(text) ? prose.replaceAll(/\n+/g, ' ') : prose
  const sentences = askedFor(text, 'sentences?')
  if (sentences !== undefined && sentences <= 60 && !answer.includes('\n')) {
    const own = [...sentencesOf(answer)]
    while (own.length < sentences) own.push(writer.next())
    return own.slice(0, sentences).join(' ')
  }
  const words = askedFor(text, 'words?')
  if (words === undefined || words < 2 || answer.includes('\n')) return answer
  let longer = answer
  const isBound = /\b(?:under|less than|fewer than|at most|no more than|up to|max(?:imum)?)\s/i.test(text)
  while (!isBound && longer.split(' ').length < words) longer += ` ${writer.next()}`
  const kept = longer.split(' ').slice(0, isBound ? words - 1 : words)
  return kept.length < longer.split(' ').length ? `${kept.join(' ').replace(/[,.;:]$/, '')}.` : longer
}
