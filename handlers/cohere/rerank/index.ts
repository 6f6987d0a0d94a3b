import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { relevance } from '../../../src/generate/rerank.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { encodeError, refused } from '../errors.ts'
import { headers } from '../headers.ts'
import { resolveModel } from '../resolve-model.ts'
import { bodyOf, missingModel } from '../wording.ts'
import { rerankShape, type WireRanked, type WireRerank } from './wire.ts'

interface RerankRequest extends OperationRequest<WireRerank> {
  readonly operation: 'rerank'
  readonly version: 1 | 2
}

interface Ranked extends OperationResult {
  readonly results: readonly { readonly index: number; readonly score: number }[]
  readonly searchUnits: number
}

/** POST /v2/rerank, and /v1/rerank as older clients call it. */
export function rerank(version: 1 | 2): Endpoint<RerankRequest, Ranked> {
  return {
    name: version === 2 ? 'rerank' : 'rerank-v1',
    method: 'POST',
    path: `/v${version}/rerank`,
    operation: 'rerank',
    style: 'compact',
    parse: (call) => parse(call, version),
    perform,
    encode,
    encodeError,
    headers,
  }
}

const READ: ReadonlySet<string> = new Set(['query', 'documents'])
/** What v1 ranks with where no model is named (docs.cohere.com/v1/reference/rerank). */
const DEFAULT_MODEL = 'rerank-v3.5'

function parse(call: Call, version: 1 | 2): RerankRequest {
  const body = call.json as { readonly model?: unknown } | null | undefined
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (version === 2 && isObject && !body.model) throw missingModel()
  // Reason: the shape is checked there.
  const wire = bodyOf(call, rerankShape(version), `v${version}/reference/rerank`, READ) as WireRerank
  const model = wire.model || DEFAULT_MODEL
  resolveModel(model, 'rerank', call)
  if (call.validation !== 'lenient') check(wire)
  return { operation: 'rerank', model, stream: false, wire, version }
}

/** Documented refusals. */
function check({ query, documents, rank_fields: fields }: WireRerank): void {
  if (query.trim() === '') throw refused('invalid request: query must not be empty or be only whitespace')
  const empty = documents.indexOf('')
  if (empty >= 0) throw refused(`invalid request: document at index ${empty} cannot be empty`)
  if (fields?.length === 0)
    throw refused(
      'invalid request: rank_fields cannot be empty, it must either contain at least one field or be omitted',
    )
  const bare = documents.some(
    (one) => typeof one === 'object' && !fields && typeof (one['text'] ?? one['snippet']) !== 'string',
  )
  if (bare)
    throw refused("document does not have a 'snippet' or a 'text' field that can be used for chunking and reranking")
}

/** The text by which a document is ranked. */
function textOf(document: WireRanked, fields: readonly string[] | null | undefined): string {
  if (typeof document === 'string') return document
  const values = fields ? fields.map((field) => document[field]) : [document['text'] ?? document['snippet']]
  return values
    .filter((value) => value !== undefined)
    .map(String)
    .join('\n')
}

/** Tokens of query and document that are one document to the bill (docs.cohere.com: longer ones are split). */
const CHUNK_TOKENS = 500

async function perform({ wire }: RerankRequest, context: OperationContext): Promise<Ranked> {
  const { query, documents, rank_fields: fields, top_n: top, max_tokens_per_doc: most } = wire
  const tokenizer = await context.tokenizer()
  const texts = documents.map((document) => textOf(document, fields))
  const queryTokens = tokenizer.count(query)
  const chunks = texts.map((text) => {
    const tokens = Math.min(tokenizer.count(text), most ?? Number.POSITIVE_INFINITY)
    return Math.ceil((tokens + queryTokens) / CHUNK_TOKENS)
  })
  const results = texts
    .map((text, index) => ({ index, score: Math.fround(relevance(query, text)) }))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
  return {
    results: results.slice(0, top ?? results.length),
    searchUnits: Math.ceil(chunks.reduce((sum, count) => sum + count, 0) / 100),
  }
}

function encode({ outcome, request, seed }: Exchange<RerankRequest, Ranked> & { readonly outcome: Ranked }): object {
  const { wire, version } = request
  const results = outcome.results.map(({ index, score }) => {
    const document = wire.documents[index]!
    const shown = typeof document === 'string' ? { text: document } : document
    return {
      ...(version === 1 && wire.return_documents ? { document: shown } : {}),
      index,
      relevance_score: Number(score.toPrecision(8)),
    }
  })
  return {
    id: drawUuid(seed, 'rerank'),
    results,
    meta: { api_version: { version: String(version) }, billed_units: { search_units: outcome.searchUnits } },
  }
}
