import type { Choice, Citation, ServerToolPart, TextPart } from '../../../src/completion.ts'
import { drawId } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'
import type { Backend } from '../backend.ts'
import { traitsOf } from '../model-traits.ts'
import { argumentsOf } from '../tokens.ts'
import { searchEntryPoint } from './search-entry-point.ts'
import type { GenerateExchange } from './usage.ts'

/** What an answer rests on, as members of its candidate. */
export interface Grounding {
  readonly groundingMetadata?: object
  readonly urlContextMetadata?: object
}

/** `groundingMetadata` of an answer that searched or cites (the queries, the pages, which words rest on which page), and the pages that it has read. */
export function groundingOf(exchange: GenerateExchange, choice: Choice, backend: Backend): Grounding {
  const uses = choice.content.filter((part): part is ServerToolPart => part.type === 'server-tool')
  const texts = placedTexts(choice)
  const citations = texts.flatMap(({ part }) => citationsOf(part))
  const searches = uses.filter(({ name }) => /google_search|web_search/.test(name))
  const urls = fetchedUrls(uses)
  if (searches.length === 0 && citations.length === 0 && urls.length === 0) return {}
  const sources = [...new Map(citations.map((one) => [keyOf(one), one])).values()]
  const chunks = sources.map((source) => chunkOf(source, uses, exchange, backend))
  const supports = texts.flatMap((text) => supportsOf(text, sources))
  const queries = searches.flatMap(queriesOf)
  const found = {
    ...(chunks.length > 0 ? { groundingChunks: chunks } : {}),
    ...(supports.length > 0 ? { groundingSupports: supports } : {}),
  }
  const groundingMetadata = withQueries(found, queries, exchange, backend)
  return { groundingMetadata, ...(urls.length > 0 ? { urlContextMetadata: readPages(urls) } : {}) }
}

/** The two services order the members differently; the one of Gemini 2.5 at Vertex AI ends with an empty one (recorded). */
function withQueries(
  found: object,
  webSearchQueries: readonly string[],
  { model }: GenerateExchange,
  { name }: Backend,
): object {
  if (webSearchQueries.length === 0) return found
  const shown = { searchEntryPoint: { renderedContent: searchEntryPoint(webSearchQueries) } }
  if (name === 'gemini') return { ...shown, ...found, webSearchQueries }
  const end = traitsOf(model!.model).generation === '3' ? {} : { retrievalMetadata: {} }
  return { webSearchQueries, ...shown, ...found, ...end }
}

/** `urlContextMetadata`. */
export function readPages(urls: readonly string[]): object {
  return {
    urlMetadata: urls.map((retrievedUrl) => ({ retrievedUrl, urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' })),
  }
}

/** The pages that an answer has fetched. */
export function fetchedUrls(uses: readonly ServerToolPart[]): readonly string[] {
  return uses
    .filter(({ name }) => /url_context|web_fetch/.test(name))
    .flatMap(({ arguments: json }) => {
      const { url, urls } = argumentsOf(json)
      return [url, urls].flat().filter((one) => typeof one === 'string')
    })
}

/** The queries of a search. */
export function queriesOf({ arguments: json }: Pick<ServerToolPart, 'arguments'>): readonly string[] {
  const { query, queries } = argumentsOf(json)
  return [queries ?? query].flat().filter((one) => typeof one === 'string')
}

interface PlacedText {
  readonly part: TextPart
  /** Place among the parts that the wire shows. */
  readonly partIndex: number
}

function placedTexts({ content }: Choice): readonly PlacedText[] {
  const texts = content.filter((part): part is TextPart => part.type === 'text')
  return texts.map((part, partIndex) => ({ part, partIndex }))
}

/** The citations of what is left of a text that the token limit has cut. */
function citationsOf({ text, citations = [] }: TextPart): readonly Citation[] {
  return citations.filter(({ end }) => end === undefined || end <= text.length)
}

function keyOf({ url, title, citedText, text = '' }: Citation & { readonly text?: string }): string {
  return url ?? title ?? citedText ?? text
}

function chunkOf(
  citation: Citation,
  uses: readonly ServerToolPart[],
  exchange: GenerateExchange,
  backend: Backend,
): object {
  const { url, title, citedText = '' } = citation
  const isCited = (one: Found) => keyOf(one) === keyOf(citation)
  const use = uses.find(({ result }) => sourcesIn(result).some(isCited))
  if (use?.name === 'google_maps') return { maps: placeOf(citation, exchange.seed) }
  if (url === undefined) {
    const { text = citedText, customMetadata } = sourcesIn(use?.result).find(isCited) ?? {}
    const named = { ...(title === undefined ? {} : { title }), ...(customMetadata ? { customMetadata } : {}) }
    return { retrievedContext: { text, ...storeOf(exchange), ...named } }
  }
  const domain = hostOf(url)
  if (!use || !/search/.test(use.name)) return { web: { uri: url, title: title ?? domain } }
  const isNamed = backend.name === 'vertex' && traitsOf(exchange.model!.model).generation !== '3'
  return { web: { uri: redirect(url, exchange.seed), title: domain, ...(isNamed ? { domain } : {}) } }
}

interface Found {
  readonly url?: string
  readonly title?: string
  readonly text?: string
  /** What the store holds beside a file. */
  readonly customMetadata?: readonly object[]
}

function sourcesIn(result: unknown): readonly Found[] {
  return [result].flat().filter((one): one is Found => typeof one === 'object' && one !== null)
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Pages that a search found are named by an address of Google's that leads to them (recorded). */
function redirect(url: string, seed: Seed): string {
  return `https://vertexaisearch.cloud.google.com/grounding-api-redirect/AUZIYQ${drawId(seed, `redirect ${url}`, 130, BASE64URL)}`
}

function placeOf({ title = '', url = '' }: Citation, seed: Seed): object {
  const cid = drawId(seed, `place ${url}${title}`, 19, '123456789')
  const placeId = `places/ChIJ${drawId(seed, `place id ${url}${title}`, 23, BASE64URL)}`
  return { uri: `https://maps.google.com/?cid=${cid}`, title, placeId }
}

/** The store that the request names first. */
function storeOf({ request }: GenerateExchange): { readonly fileSearchStore?: string } {
  const search = (request.wire.tools ?? []).map((tool) => tool['fileSearch']).find(Boolean) as
    | { readonly fileSearchStoreNames?: readonly string[]; readonly file_search_store_names?: readonly string[] }
    | undefined
  const [fileSearchStore] = search?.fileSearchStoreNames ?? search?.file_search_store_names ?? []
  return fileSearchStore === undefined ? {} : { fileSearchStore }
}

const BYTES = new TextEncoder()

/** One support for each stretch of text. Places are in bytes of UTF-8; a start of 0 is left out, and so is the first part. */
function supportsOf({ part, partIndex }: PlacedText, sources: readonly Citation[]): readonly object[] {
  const { text } = part
  const keys = sources.map(keyOf)
  const spans = new Map<string, { readonly start: number; readonly end: number; readonly indices: number[] }>()
  for (const citation of citationsOf(part)) {
    const { start = 0, end = text.length } = citation
    const span = spans.get(`${start} ${end}`) ?? { start, end, indices: [] }
    spans.set(`${start} ${end}`, span)
    span.indices.push(keys.indexOf(keyOf(citation)))
  }
  return [...spans.values()].map(({ start, end, indices }) => {
    const startIndex = BYTES.encode(text.slice(0, start)).length
    const endIndex = BYTES.encode(text.slice(0, end)).length
    return {
      segment: {
        ...(partIndex > 0 ? { partIndex } : {}),
        ...(startIndex > 0 ? { startIndex } : {}),
        endIndex,
        text: text.slice(start, end),
      },
      groundingChunkIndices: indices,
    }
  })
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).hostname.replace(/^www\./, '') : uri
}
