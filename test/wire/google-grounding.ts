import type { Citation, TextPart } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'

/** What a recorded candidate says about its sources. */
export interface Grounded {
  readonly groundingMetadata?: {
    readonly webSearchQueries?: readonly string[]
    readonly groundingChunks?: readonly {
      readonly web?: { readonly uri: string; readonly title?: string }
      readonly retrievedContext?: { readonly text: string; readonly customMetadata?: readonly object[] }
    }[]
    readonly groundingSupports?: readonly {
      readonly segment: { readonly startIndex?: number }
      readonly groundingChunkIndices: readonly number[]
    }[]
  }
  readonly urlContextMetadata?: { readonly urlMetadata: readonly { readonly retrievedUrl: string }[] }
}

function storedWith(context: { readonly customMetadata?: readonly object[] } | undefined): object {
  return context?.customMetadata ? { customMetadata: [{ key: 'word', stringValue: 'word' }] } : {}
}

/** The uses of tools that a recorded answer shows only by its sources, and how a text of ours cites them. */
export interface GroundedBy {
  readonly uses: readonly PartInput[]
  /** What the shown use of a tool found. */
  readonly sources: readonly object[]
  cited(text: TextPart): TextPart
}

/** Tools that ran before the text, unless the answer shows their use by parts of its own. */
export function groundedBy(candidates: readonly Grounded[], isShown: boolean): GroundedBy {
  const found = candidates.map((one) => one.groundingMetadata ?? {})
  const queries = found.flatMap((one) => one.webSearchQueries ?? [])
  const chunks = found.flatMap((one) => one.groundingChunks ?? [])
  const supports = found.flatMap((one) => one.groundingSupports ?? [])
  const urls = candidates.flatMap((one) => one.urlContextMetadata?.urlMetadata ?? [])
  const sources = chunks.map(({ web, retrievedContext }, index) =>
    web && urls.length === 0
      ? { url: `https://word${index}.example/page`, title: 'word', text: 'word' }
      : { ...(web ? { url: web.uri, title: 'word' } : {}), text: `word ${index}`, ...storedWith(retrievedContext) },
  )
  const use = (name: string, input: object, result: unknown): PartInput => ({
    type: 'server-tool',
    id: '',
    name,
    arguments: JSON.stringify(input),
    result,
  })
  const uses = [
    ...(queries.length > 0 ? [use('google_search', { queries: queries.map(() => 'word') }, sources)] : []),
    ...urls.map(({ retrievedUrl }) => use('url_context', { url: retrievedUrl }, 'word')),
    ...(chunks.some(({ retrievedContext }) => retrievedContext)
      ? [use('file_search', { query: 'word' }, sources)]
      : []),
  ]
  const citations = supports.flatMap(({ segment, groundingChunkIndices }, place) =>
    groundingChunkIndices.map((index): Citation => {
      const { url, title, text } = sources[index]!
      const span = { start: segment.startIndex === undefined ? 0 : 1 + place, end: 8 + place }
      return { ...(url === undefined ? { citedText: text } : { url, title: title! }), ...span }
    }),
  )
  return {
    uses: isShown ? [] : uses,
    sources,
    cited: (text) => (citations.length > 0 ? { ...text, citations } : text),
  }
}
