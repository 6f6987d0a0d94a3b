import type { Citation, Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { ChatRequest } from './parse.ts'
import type { Source } from './sources.ts'
import type { WireCitation, WireSource } from './wire.ts'

type Answered = ChatExchange & { readonly outcome: Completion }

/** A citation with the place of its end in UTF-16 units, which is when a stream sends it. */
export interface PlacedCitation {
  readonly wire: WireCitation
  readonly endsAt: number
}

/** Citations of one text of an answer: those that a rule gave, else the words that the text shares with documents and tool results. */
export function citationsOf(
  exchange: Answered,
  part: { readonly text: string; readonly citations?: readonly Citation[] },
  contentIndex: number,
): readonly PlacedCitation[] {
  const { text } = part
  const spans = part.citations ? given(exchange, part.citations, text) : found(exchange, text)
  return spans.map(({ start, end, sources }) => ({
    endsAt: end,
    wire: {
      start: characters(text, start),
      end: characters(text, end),
      text: text.slice(start, end),
      sources,
      type: 'TEXT_CONTENT',
      ...(contentIndex > 0 ? { content_index: contentIndex } : {}),
    },
  }))
}

interface Span {
  readonly start: number
  readonly end: number
  readonly sources: readonly WireSource[]
}

/** Places are counted in characters. */
function characters(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length
}

/** Citations of a rule: of the request's own source where it holds the cited words, else of a document made of them. */
function given({ request }: Answered, citations: readonly Citation[], text: string): readonly Span[] {
  const { sources = [] } = request as Partial<ChatRequest>
  return citations.map(({ start = 0, end = text.length, title, url, citedText }, index) => {
    const id = `doc:${index}`
    const document = {
      id,
      ...(citedText ? { text: citedText } : {}),
      ...(title ? { title } : {}),
      ...(url ? { url } : {}),
    }
    const known = sources.find((source) => citedText !== undefined && source.text.includes(citedText))
    return { start, end, sources: [known?.wire ?? { type: 'document', id, document }] }
  })
}

const OFF: ReadonlySet<string> = new Set(['OFF', 'DISABLED', 'off'])

function found({ request }: Answered, text: string): readonly Span[] {
  // A request of a direct call has neither sources nor a wire.
  const { sources = [], wire, responseFormat } = request as Partial<ChatRequest>
  if (sources.length === 0 || responseFormat?.type !== 'text' || OFF.has(wire?.citation_options?.mode ?? '')) return []
  return spansOf(text, sources)
}

/** Words that prove nothing by themselves. */
const COMMON = /^(?:a|an|and|are|as|at|be|by|for|from|in|is|it|of|on|or|the|to|was|with|based|results)$/i

/** The longest runs of words that stand in a source too, left to right. */
export function spansOf(text: string, sources: readonly Source[]): readonly Span[] {
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }))
  const lower = sources.map((source) => source.text.toLowerCase())
  const spans: Span[] = []
  for (let at = 0; at < words.length;) {
    const { length, holders } = longestRun(text, words, at, lower)
    if (length === 0) {
      at++
      continue
    }
    const end = words[at + length - 1]!.end
    spans.push({ start: words[at]!.start, end, sources: holders.map((index) => sources[index]!.wire) })
    at += length
  }
  return spans
}

interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

function longestRun(text: string, words: readonly Word[], at: number, sources: readonly string[]) {
  let holders: readonly number[] = []
  let length = 0
  for (let next = at; next < words.length; next++) {
    const run = text
      .slice(words[at]!.start, words[next]!.end)
      .toLowerCase()
      .replace(/[.,;:!?…]+$/, '')
    const here = run === '' ? [] : sources.flatMap((source, index) => (source.includes(run) ? [index] : []))
    if (here.length === 0) break
    holders = here
    length = next - at + 1
  }
  return isTelling(words.slice(at, at + length)) ? { length, holders } : { length: 0, holders: [] }
}

/** A name, a number, or two words of which one says something. */
function isTelling(words: readonly Word[]): boolean {
  const telling = words.filter(({ word }) => word.length > 2 && !COMMON.test(word.replace(/\W+$/, '')))
  if (words.length > 1) return telling.length > 0
  return words.some(
    ({ word }) => /\d/.test(word) || (word.length > 3 && /^["“]?\p{Lu}/u.test(word) && telling.length > 0),
  )
}
