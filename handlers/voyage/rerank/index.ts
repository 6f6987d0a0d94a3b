import { NO_USAGE } from '../../../src/completion.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { createRelevance } from '../../../src/generate/rerank.ts'
import type { Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { checkedBody, requiredModel } from '../body.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { countPair, limitedCounts, modelOf, REQUEST_TOKENS } from '../tokens.ts'

/** The body of POST /v1/rerank. */
interface WireRequest {
  readonly query: string
  readonly documents: readonly string[]
  readonly model: string
  readonly top_k?: number | null
  readonly return_documents?: boolean | null
  readonly truncation?: boolean | null
}

const REQUEST: Shape = {
  type: 'object',
  fields: {
    query: { type: 'string', required: true, minLength: 1 },
    documents: { type: 'array', required: true, min: 1, max: 1000, of: { type: 'string', minLength: 1 } },
    model: { type: 'string', required: true },
    top_k: { type: 'integer', min: 1, nullable: true },
    return_documents: { type: 'boolean', nullable: true },
    truncation: { type: 'boolean', nullable: true },
  },
}

type RerankRequest = OperationRequest<WireRequest>

interface Ranked {
  readonly index: number
  readonly score: number
}

interface Ranking extends OperationResult {
  readonly ranked: readonly Ranked[]
}

type RerankExchange = Exchange<RerankRequest, Ranking> & { readonly outcome: Ranking }

/** POST /rerank. */
export function rerank(): Endpoint<RerankRequest, Ranking> {
  return {
    name: 'rerank',
    method: 'POST',
    path: '/rerank',
    operation: 'rerank',
    style: 'compact',
    parse,
    perform,
    encode,
    encodeError,
    headers,
  }
}

function parse(call: Call): RerankRequest {
  const wire = checkedBody(call, REQUEST) as WireRequest
  requiredModel(call, wire.model, 'reranker')
  return { operation: 'rerank', model: wire.model, stream: false, wire }
}

async function perform({ wire }: RerankRequest, context: OperationContext): Promise<Ranking> {
  const tokenizer = await context.tokenizer()
  const queryTokens = tokenizer.count(wire.query)
  const counts = limitedCounts(
    wire.documents.map((document) => countPair(queryTokens, tokenizer.count(document))),
    modelOf(context),
    wire.truncation ?? true,
  )
  const relevance = createRelevance(wire.query)
  const ranked = wire.documents
    .map((document, index) => ({ index, score: relevance(document) }))
    .toSorted((a, b) => b.score - a.score)
  return {
    ranked: ranked.slice(0, wire.top_k ?? ranked.length),
    usage: { ...NO_USAGE, inputTokens: counts.reduce((sum, count) => sum + count, REQUEST_TOKENS) },
  }
}

/** A score with the eight significant bits that the API's scores have (recorded: 0.7421875, 0.494140625). */
function toBfloat16(value: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, value)
  view.setUint32(0, ((view.getUint32(0) + 0x8000) & 0xffff0000) >>> 0)
  return view.getFloat32(0)
}

function encode({ outcome, request: { wire }, usage }: RerankExchange): unknown {
  return {
    object: 'list',
    data: outcome.ranked.map(({ score, index }) => ({
      relevance_score: toBfloat16(score),
      index,
      ...(wire.return_documents ? { document: wire.documents[index] } : {}),
    })),
    model: wire.model,
    usage: { total_tokens: usage.inputTokens },
  }
}
