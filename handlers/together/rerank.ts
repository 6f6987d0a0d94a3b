import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { createRelevance } from '../../src/generate/rerank.ts'
import type { Call, Endpoint, OperationContext } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Shape } from '../../src/validation.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { wireUsage } from './chat-completions/encode.ts'
import { encodeError, refusals, refused } from './errors.ts'
import { headers } from './headers.ts'
import { responseId } from './ids.ts'
import { traitsOf } from './models.ts'

type Document = string | Readonly<Record<string, unknown>>

interface WireRequest {
  readonly model: string
  readonly query: string
  readonly documents: readonly Document[]
  readonly top_n?: number | null
  readonly return_documents?: boolean | null
  readonly rank_fields?: readonly string[] | null
}

interface Ranking extends OperationResult {
  readonly ranked: readonly { readonly index: number; readonly score: number }[]
}

const SHAPE: Shape = {
  type: 'object',
  open: true,
  fields: {
    model: { type: 'string' },
    query: { type: 'string', required: true },
    documents: {
      type: 'array',
      required: true,
      min: 1,
      of: { type: 'either', shapes: [{ type: 'string' }, { type: 'object', open: true, fields: {} }] },
    },
    top_n: { type: 'integer', min: 1, nullable: true },
    return_documents: { type: 'boolean', nullable: true },
    rank_fields: { type: 'array', nullable: true, of: { type: 'string' } },
  },
}

/** POST /rerank (recorded). */
export const rerank: Endpoint<OperationRequest<WireRequest>, Ranking> = {
  name: 'rerank',
  method: 'POST',
  path: '/rerank',
  operation: 'rerank',
  style: 'compact',
  parse(call: Call) {
    const { wire, resolved } = checkedBody<WireRequest>(call, SHAPE, refusals)
    if (traitsOf(resolved.model).kind !== 'rerank') throw refused(`Model ${wire.model} is not a rerank model.`, 'model')
    return { operation: 'rerank', model: wire.model, stream: false, wire }
  },
  perform,
  encode: (exchange) => ({
    id: responseId(exchange),
    object: 'rerank',
    model: exchange.request.model,
    results: exchange.outcome.ranked.map(({ index, score }) => ({
      index,
      relevance_score: score,
      document: exchange.request.wire.return_documents ? shown(exchange.request.wire.documents[index]!) : {},
    })),
    usage: counts(wireUsage(exchange.usage)),
  }),
  encodeError,
  headers,
}

async function perform({ wire }: OperationRequest<WireRequest>, context: OperationContext): Promise<Ranking> {
  const tokenizer = await context.tokenizer()
  const texts = wire.documents.map((document) => textOf(document, wire.rank_fields))
  const relevance = createRelevance(wire.query)
  const ranked = texts
    .map((text, index) => ({ index, score: relevance(text) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, wire.top_n ?? texts.length)
  // The query stands beside every document.
  const perDocument = tokenizer.count(wire.query)
  const inputTokens = texts.reduce((sum, text) => sum + tokenizer.count(text) + perDocument, 0)
  return { ranked, usage: { ...NO_USAGE, inputTokens } }
}

function textOf(document: Document, fields: readonly string[] | null | undefined): string {
  if (typeof document === 'string') return document
  const names = fields && fields.length > 0 ? fields : Object.keys(document)
  return names
    .map((name) => {
      const value = document[name] ?? ''
      return typeof value === 'string' ? value : JSON.stringify(value)
    })
    .join('\n')
}

/** A document as it was sent; texts as its one member. */
function shown(document: Document): object {
  return typeof document === 'string' ? { text: document } : document
}

/** Usage of rerank names no cached tokens. */
function counts(usage: object): object {
  return Object.fromEntries(Object.entries(usage).filter(([name]) => name !== 'cached_tokens'))
}
