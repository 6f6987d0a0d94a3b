import { ApiError } from '../../../src/errors.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import type { Call, Endpoint, Store } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { protocolOf } from '../messages/check-headers.ts'
import { encodeError } from '../messages/errors.ts'
import { objectHeaders } from '../messages/headers.ts'
import { refused } from '../messages/issues.ts'
import { pageItems, pageRequestOf, wirePage, type PageRequest } from '../page.ts'
import { batchesOf, observe, statusOf, type Batch } from './batch.ts'
import { createBatch, parseCreate, type CreateRequest } from './create.ts'
import { wireBatch, wireResults } from './encode.ts'

const PATH = '/v1/messages/batches'
const COMMON = { style: 'compact', operation: 'batches', encodeError, headers: objectHeaders } as const

interface BatchRequest extends OperationRequest {
  readonly id: string
}

interface BatchResult extends OperationResult {
  readonly body: object
}

function parseId(call: Call): BatchRequest {
  protocolOf(call)
  return { operation: 'batches', model: '', stream: false, wire: undefined, id: call.params['id']! }
}

/** The batch of the path's id, as it stands. */
function found(store: Store, id: string, nowMs: number): Batch {
  const batch = batchesOf(store).get(id)
  if (!batch) throw new ApiError('not_found', `Message batch not found: ${id}`)
  observe(batch, nowMs)
  return batch
}

/** `POST /v1/messages/batches`. */
const create: Endpoint<CreateRequest, BatchResult> = {
  ...COMMON,
  name: 'batches',
  method: 'POST',
  path: PATH,
  parse: parseCreate,
  perform: (request, context) => ({ body: wireBatch(createBatch(request, context), context.nowMs) }),
  encode: ({ outcome }) => outcome.body,
}

/** `GET /v1/messages/batches/{id}`; says when to ask again while the batch runs. */
const get: Endpoint<BatchRequest, BatchResult> = {
  ...COMMON,
  name: 'batches.get',
  method: 'GET',
  path: `${PATH}/:id`,
  parse: parseId,
  perform: ({ id }, { store, nowMs }) => ({ body: wireBatch(found(store, id, nowMs), nowMs) }),
  encode: ({ outcome }) => outcome.body,
  headers: (exchange) => ({ ...(isRunning(exchange) ? { 'retry-after': '10' } : {}), ...objectHeaders(exchange) }),
}

function isRunning({ outcome }: Exchange): boolean {
  if (!('body' in outcome)) return false
  // Reason: what `get` performed.
  return (outcome.body as ReturnType<typeof wireBatch>).processing_status !== 'ended'
}

/** `POST /v1/messages/batches/{id}/cancel`. */
const cancel: Endpoint<BatchRequest, BatchResult> = {
  ...COMMON,
  name: 'batches.cancel',
  method: 'POST',
  path: `${PATH}/:id/cancel`,
  parse: parseId,
  perform({ id }, { store, nowMs }) {
    const batch = found(store, id, nowMs)
    if (statusOf(batch, nowMs) === 'ended') throw refused(`Batch ${id} has already ended and cannot be canceled.`)
    batch.cancelledAtMs ??= nowMs
    return { body: wireBatch(batch, nowMs) }
  },
  encode: ({ outcome }) => outcome.body,
}

/** `DELETE /v1/messages/batches/{id}`: only of batches that have ended. */
const remove: Endpoint<BatchRequest, BatchResult> = {
  ...COMMON,
  name: 'batches.delete',
  method: 'DELETE',
  path: `${PATH}/:id`,
  parse: parseId,
  perform({ id }, { store, nowMs }) {
    const batch = found(store, id, nowMs)
    if (statusOf(batch, nowMs) !== 'ended')
      throw refused(`Batch ${id} cannot be deleted before it has ended. Cancel it first.`)
    batchesOf(store).delete(id)
    return { body: { id, type: 'message_batch_deleted' } }
  },
  encode: ({ outcome }) => outcome.body,
}

interface ResultsAnswer extends OperationResult {
  readonly text: string
}

/** `GET /v1/messages/batches/{id}/results`: JSON lines. */
const results: Endpoint<BatchRequest, ResultsAnswer> = {
  ...COMMON,
  name: 'batches.results',
  method: 'GET',
  path: `${PATH}/:id/results`,
  parse: parseId,
  perform({ id }, { store, nowMs }) {
    const batch = found(store, id, nowMs)
    if (statusOf(batch, nowMs) !== 'ended')
      throw new ApiError('not_found', `Batch ${id} has no available results; it has not ended yet.`)
    return { text: wireResults(batch) }
  },
  contentType: 'application/x-jsonl',
  encode: ({ outcome }) => outcome.text,
  headers(exchange) {
    const shared = objectHeaders(exchange)
    if (exchange.error) return shared
    const { id } = exchange.request as BatchRequest
    return { 'content-disposition': `attachment; filename*=utf-8''${id}_results.jsonl`, ...shared }
  },
}

interface ListRequest extends OperationRequest {
  readonly page: PageRequest
}

/** `GET /v1/messages/batches`, newest first. */
const list: Endpoint<ListRequest, BatchResult> = {
  ...COMMON,
  name: 'batches.list',
  method: 'GET',
  path: PATH,
  parse(call) {
    protocolOf(call)
    return { operation: 'batches', model: '', stream: false, wire: undefined, page: pageRequestOf(call) }
  },
  perform({ page }, { store, nowMs }) {
    const { items, hasMore } = pageItems([...batchesOf(store).values()].toReversed(), page)
    for (const batch of items) observe(batch, nowMs)
    return {
      body: wirePage(
        items.map((batch) => wireBatch(batch, nowMs)),
        hasMore,
      ),
    }
  },
  encode: ({ outcome }) => outcome.body,
}

/** All endpoints of message batches. */
export const batches = [create, list, get, cancel, remove, results] as const
