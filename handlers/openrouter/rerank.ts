import type { OperationResult } from '../../src/exchange.ts'
import { createRelevance } from '../../src/generate/rerank.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { encodeError, refused, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { generationId } from './ids.ts'
import { traitsOf } from './models.ts'

interface RerankRequest extends OperationRequest {
  readonly query: string
  readonly documents: readonly string[]
  readonly topN: number
}

interface Ranked extends OperationResult {
  readonly results: readonly { readonly index: number; readonly score: number }[]
}

/** USD of one search over up to 100 documents. */
const SEARCH_USD = 0.001

/** POST /rerank (recorded August 2026): documents best first, with their text. */
export const rerank: Endpoint<RerankRequest, Ranked> = {
  name: 'rerank',
  method: 'POST',
  path: '/rerank',
  operation: 'rerank',
  style: 'compact',
  parse,
  perform({ query, documents, topN }) {
    const score = createRelevance(query)
    const scored = documents.map((text, index) => ({ index, score: score(text) }))
    return { results: scored.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, topN) }
  },
  encode(exchange) {
    const { outcome, request, model } = exchange
    const units = Math.ceil(request.documents.length / 100)
    return {
      id: generationId(exchange, 'rerank-'),
      model: request.model.split('/').at(-1),
      provider: traitsOf(model!.model).served[0],
      results: outcome.results.map(({ index, score }) => ({
        document: { text: request.documents[index] },
        index,
        relevance_score: Number(score.toPrecision(8)),
      })),
      usage: { cost: SEARCH_USD * units, search_units: units },
    }
  },
  encodeError,
  headers,
}

function parse(call: Call): RerankRequest {
  const body = call.json as Readonly<Record<string, unknown>> | null | undefined
  if (typeof body !== 'object' || body === null) throw refused('Invalid JSON in request body')
  const { model, query, documents, top_n: topN } = body
  if (typeof model !== 'string' || model === '') throw refused('No models provided')
  if (!call.models.resolve(model)) throw unknownModel(model)
  if (typeof query !== 'string' || query === '') throw refused('query: Invalid input: expected string')
  if (!Array.isArray(documents) || documents.length === 0) throw refused('documents: Invalid input: expected array')
  const texts = documents.map((document: unknown) => textOf(document))
  if (topN !== undefined && topN !== null && !(Number.isInteger(topN) && Number(topN) > 0))
    throw refused('top_n: Too small: expected number to be >0')
  return {
    operation: 'rerank',
    model,
    stream: false,
    wire: body,
    query,
    documents: texts,
    topN: topN === undefined || topN === null ? texts.length : Number(topN),
  }
}

function textOf(document: unknown): string {
  if (typeof document === 'string') return document
  if (typeof document === 'object' && document !== null && 'text' in document && typeof document.text === 'string')
    return document.text
  throw refused('documents: Invalid input')
}
