import type { Choice, ServerToolPart, TextPart } from '../../../src/completion.ts'
import { argumentsOf } from '../tokens.ts'

/** `groundingMetadata` of an answer that searched or cites: the queries, the pages and which words rest on which page. */
export function groundingOf({ content }: Choice): { readonly groundingMetadata?: object } {
  const texts = content.filter((part): part is TextPart => part.type === 'text')
  const searches = content.filter(
    (part): part is ServerToolPart => part.type === 'server-tool' && /search/.test(part.name),
  )
  const citations = texts.flatMap(({ citations: own = [] }) => own)
  if (searches.length === 0 && citations.length === 0) return {}
  const urls = [...new Set(citations.flatMap(({ url }) => (url === undefined ? [] : [url])))]
  const chunks = urls.map((uri) => ({
    web: { uri, title: citations.find(({ url }) => url === uri)?.title ?? hostOf(uri) },
  }))
  const queries = searches.flatMap(({ arguments: json }) => queriesOf(json))
  const supports = texts.flatMap((part) => supportsOf(part, urls))
  return {
    groundingMetadata: {
      ...(queries.length > 0 ? { webSearchQueries: queries } : {}),
      ...(chunks.length > 0 ? { groundingChunks: chunks } : {}),
      ...(supports.length > 0 ? { groundingSupports: supports } : {}),
    },
  }
}

function queriesOf(json: string): readonly string[] {
  const { query, queries } = argumentsOf(json)
  if (Array.isArray(queries)) return queries.filter((one) => typeof one === 'string')
  return typeof query === 'string' ? [query] : []
}

const BYTES = new TextEncoder()

/** Places are in bytes of UTF-8; a start of 0 is left out. */
function supportsOf({ text, citations = [] }: TextPart, urls: readonly string[]): readonly object[] {
  return citations.map(({ url, start = 0, end = text.length }) => {
    const startIndex = BYTES.encode(text.slice(0, start)).length
    const endIndex = BYTES.encode(text.slice(0, end)).length
    return {
      segment: { ...(startIndex > 0 ? { startIndex } : {}), endIndex, text: text.slice(start, end) },
      groundingChunkIndices: url === undefined ? [] : [urls.indexOf(url)],
    }
  })
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).hostname.replace(/^www\./, '') : uri
}
