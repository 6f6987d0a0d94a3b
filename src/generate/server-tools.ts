import type { Citation, ContentPart, ServerToolPart, Source } from '../completion.ts'
import type { Random } from '../random.ts'
import type { CompletionRequest, ServerToolOffer } from '../request.ts'
import { ranCode } from './ran-code.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { capitalised } from './property-names.ts'

/** What an answer by a server tool is made from. */
export interface ServerToolTask {
  readonly request: Pick<CompletionRequest, 'serverTools' | 'responseFormat'>
  readonly facts: PromptFacts
  readonly random: Random
  /** The text that would be the answer without a tool. */
  readonly write: () => string
}

/** The use of one offered server tool and the text that rests on it; undefined where the question calls for none. */
export function answerByServerTool(task: ServerToolTask): readonly ContentPart[] | undefined {
  const { request, facts } = task
  const offer = request.serverTools?.find((one) => one.isForced ?? callsFor(one, facts))
  if (!offer) return undefined
  if (offer.kind === 'code-execution') return byCode(offer, task)
  const text = task.write()
  const isText = request.responseFormat.type === 'text'
  const sources = sourcesOf(offer, text, task)
  const citations = isText ? citationsOf(text, sources) : []
  return [...usesOf(offer, sources, facts), { type: 'text', text, ...(citations.length > 0 ? { citations } : {}) }]
}

const TIMELY =
  /\b(?:latest|current(?:ly)?|today|tonight|tomorrow|yesterday|this (?:week|month|year)|now|recent(?:ly)?|news|weather|forecast|stock|price of|exchange rate|score|won|winner|released?|schedule|population|20[2-9]\d|search|look up|google|online|web|internet|sources?|cite)\b/i
const PLACES =
  /\b(?:restaurants?|caf[eé]s?|bars?|hotels?|museums?|parks?|shops?|stores?|pharmac(?:y|ies)|near(?:by)?|around here|close to|directions|where (?:can|could|should) i|places? to|visit|map)\b/i
const CALCULATION =
  /\b(?:run|execute|use|write and run|generate and run)\b[^.?!]{0,30}\b(?:code|python|code execution)\b|\bcode execution\b|\b(?:calculate|compute|sum of|average|mean|median|factorial|prime numbers?|fibonacci|plot|how much is)\b/i

function callsFor({ kind }: ServerToolOffer, facts: PromptFacts): boolean {
  const { text } = facts
  switch (kind) {
    case 'code-execution':
      return facts.expressions.length > 0 || CALCULATION.test(text)
    case 'web-fetch':
      return facts.urls.length > 0
    case 'maps':
      return PLACES.test(text)
    case 'web-search':
      return TIMELY.test(text)
    case 'file-search':
      // Who offers files wants them read.
      return /\?|\b(?:tell|what|who|when|where|how|why|find|explain|describe|summari[sz]e)\b/i.test(text)
  }
}

function byCode(offer: ServerToolOffer, { facts }: ServerToolTask): readonly ContentPart[] {
  const { code, output, said } = ranCode(facts)
  const use: ServerToolPart = {
    type: 'server-tool',
    id: '',
    name: offer.name,
    arguments: JSON.stringify({ code }),
    result: output,
  }
  return [use, { type: 'text', text: said }]
}

/** A fetch for every page, one search for all that it found. */
function usesOf(offer: ServerToolOffer, sources: readonly Source[], facts: PromptFacts): readonly ServerToolPart[] {
  const shared = { type: 'server-tool', id: '', name: offer.name } as const
  if (offer.kind === 'web-fetch')
    return sources.map((source) => ({ ...shared, arguments: JSON.stringify({ url: source.url }), result: source }))
  return [{ ...shared, arguments: JSON.stringify({ query: queryOf(facts) }), result: sources }]
}

/** What one would type: the subject, or the question without its courtesies. */
function queryOf({ subject, text, topics }: PromptFacts): string {
  if (subject !== '') return subject
  const question =
    text
      .match(/[^.!?:\n]*\?/g)
      ?.at(-1)
      ?.trim() ?? ''
  return question !== '' && question.length < 120 ? question.replace(/\?$/, '') : topics.slice(0, 6).join(' ')
}

/** Reserved names: no simulated source is anybody's page. */
const SITES = [
  ['https://encyclopedia.example.org/wiki/', ''],
  ['https://news.example.com/', ' in the news'],
  ['https://guide.example.net/', ': a guide'],
  ['https://data.example.org/topics/', ' in figures'],
] as const

const FILES = ['handbook.pdf', 'notes.md', 'overview.txt', 'report.docx'] as const

function sourcesOf(
  { kind, domains = [] }: ServerToolOffer,
  text: string,
  { facts, random }: ServerToolTask,
): readonly Source[] {
  const subject = capitalised(facts.subject || facts.names[0] || facts.topics[0] || 'the question')
  const slug = subject.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  const sentences = spansOf(text).map(({ start, end }) => text.slice(start, end))
  const textAt = (place: number, count: number) =>
    sentences.filter((_, index) => index % count === place).join(' ') || subject
  if (kind === 'web-fetch') {
    const urls = facts.urls.slice(0, 3)
    return urls.map((url, place) => ({ url, title: titleOf(url), text: textAt(place, urls.length) }))
  }
  const count = Math.max(1, Math.min(random.integer(2, 3), sentences.length))
  if (kind === 'file-search')
    return FILES.slice(0, count).map((title, place) => ({ title, text: textAt(place, count) }))
  if (kind === 'maps')
    return Array.from({ length: count }, (_, place) => ({
      url: `https://maps.example.com/place/${slug}-${place + 1}`,
      title: `${subject} ${place + 1}`,
      text: textAt(place, count),
    }))
  const sites = domains.length === 0 ? SITES : domains.map((domain) => [`https://${domain}/`, ''] as const)
  return sites.slice(0, count).map(([site, tail], place) => ({
    url: site + slug,
    title: subject + tail,
    text: textAt(place, count),
  }))
}

function titleOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
}

/** Every sentence rests on the source that holds it. */
function citationsOf(text: string, sources: readonly Source[]): readonly Citation[] {
  return spansOf(text).map(({ start, end }, index) => {
    const { url, title } = sources[index % sources.length]!
    return { ...(url === undefined ? {} : { url }), title, citedText: text.slice(start, end), start, end }
  })
}

/** Where the sentences of a text stand. */
function spansOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/\S[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*/g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.trimEnd().length,
  }))
}
