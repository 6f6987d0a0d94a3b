import type { OperationResult } from '../../../src/exchange.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { Call, Endpoint, Store } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { encodeError } from '../errors.ts'
import { filesOf } from '../files/stored-file.ts'
import { headers } from '../headers.ts'
import { checkedBody, noSuchObject } from '../operation-body.ts'
import { unlimited } from '../operation-headers.ts'
import { pageItems, pageOf, wirePage, type PageRequest } from '../page.ts'
import { refused } from '../wording.ts'
import { batchesOf, LINE_MS, RUNNING_MS, statusOf, VALIDATING_MS, type Batch } from './batch.ts'
import { observeBatch } from './encode.ts'
import { readLines } from './read-lines.ts'
import { runLines } from './run-lines.ts'

const COMMON = { style: 'pretty', operation: 'batches', encodeError, headers: unlimited(headers) } as const

const ENDPOINTS = [
  '/v1/responses',
  '/v1/chat/completions',
  '/v1/embeddings',
  '/v1/completions',
  '/v1/moderations',
  '/v1/images/generations',
  '/v1/images/edits',
  '/v1/videos',
] as const

const CREATE: Shape = {
  type: 'object',
  fields: {
    input_file_id: { type: 'string', required: true },
    endpoint: { type: 'string', required: true, choice: ENDPOINTS },
    completion_window: { type: 'string', required: true, choice: ['24h'] },
    metadata: { type: 'object', nullable: true, open: true, fields: {} },
    output_expires_after: {
      type: 'object',
      nullable: true,
      fields: {
        anchor: { type: 'string', required: true, choice: ['created_at'] },
        seconds: { type: 'integer', required: true, min: 3600, max: 2_592_000 },
      },
    },
  },
}

interface WireCreate {
  readonly input_file_id: string
  readonly endpoint: string
  readonly completion_window: '24h'
  readonly metadata?: Readonly<Record<string, string>> | null
  readonly output_expires_after?: { readonly seconds: number } | null
}

interface CreateRequest extends OperationRequest<WireCreate> {
  /** Where lines go, and with which headers. */
  readonly lineUrl: URL
  readonly lineHeaders: Headers
}

interface BatchRequest extends OperationRequest {
  readonly id: string
}

interface BatchResult extends OperationResult {
  readonly body: object
}

/** All endpoints of batches. */
export function batches() {
  return [createBatch(), listBatches(), getBatch(), cancelBatch()] as const
}

/** POST /batches. Its lines are answered by the same simulation from now on. */
function createBatch(): Endpoint<CreateRequest, BatchResult> {
  return {
    ...COMMON,
    name: 'batches',
    method: 'POST',
    path: '/batches',
    parse: parseCreate,
    perform({ wire, lineUrl, lineHeaders }, { store, seed, nowMs, dispatch }) {
      const file = filesOf(store).get(wire.input_file_id)
      if (!file) throw noSuchObject('File', wire.input_file_id, 'input_file_id')
      if (file.purpose !== 'batch') {
        const message = `Invalid value for 'input_file_id': expected a file with purpose 'batch', but got '${file.purpose}' instead.`
        throw refused(message, 'input_file_id', 'invalid_value')
      }
      const { lines, problems } = readLines(file.bytes, wire.endpoint)
      const batch: Batch = {
        id: `batch_${Math.floor(nowMs / 1000).toString(16)}${drawId(seed, 'batch', 24, HEX)}`,
        seed,
        endpoint: wire.endpoint,
        inputFileId: file.id,
        metadata: wire.metadata ?? null,
        outputExpiresAfterSeconds: wire.output_expires_after?.seconds,
        createdAtMs: nowMs,
        lines,
        problems,
        runsUntilMs: nowMs + VALIDATING_MS + RUNNING_MS + LINE_MS * lines.length,
        cancelledAtMs: undefined,
        outputFileId: undefined,
        errorFileId: undefined,
      }
      batchesOf(store).set(batch.id, batch)
      // Not awaited: lines take their own time on the clock, and never reject.
      if (problems.length === 0) void runLines(batch, lineUrl, lineHeaders, dispatch)
      return { body: observeBatch(batch, store, nowMs) }
    },
    encode: ({ outcome }) => outcome.body,
  }
}

const LINE_HEADERS = ['authorization', 'openai-organization', 'openai-project', 'x-msw-llm-tag'] as const

function parseCreate(call: Call): CreateRequest {
  const wire = checkedBody(call, CREATE) as WireCreate
  const lineHeaders = new Headers({ 'content-type': 'application/json' })
  for (const name of LINE_HEADERS) {
    const value = call.headers.get(name)
    if (value !== null) lineHeaders.set(name, value)
  }
  return {
    operation: 'batches',
    model: '',
    stream: false,
    wire,
    lineUrl: new URL(wire.endpoint, call.url.origin),
    lineHeaders,
  }
}

function parseId({ params }: Call): BatchRequest {
  return { operation: 'batches', model: '', stream: false, wire: undefined, id: params['id']! }
}

function found(store: Store, id: string): Batch {
  const batch = batchesOf(store).get(id)
  if (!batch) throw noSuchObject('Batch', id, null)
  return batch
}

/** GET /batches/:id. */
function getBatch(): Endpoint<BatchRequest, BatchResult> {
  return {
    ...COMMON,
    name: 'batches.get',
    method: 'GET',
    path: '/batches/:id',
    parse: parseId,
    perform: ({ id }, { store, nowMs }) => ({ body: observeBatch(found(store, id), store, nowMs) }),
    encode: ({ outcome }) => outcome.body,
  }
}

/** POST /batches/:id/cancel. */
function cancelBatch(): Endpoint<BatchRequest, BatchResult> {
  return {
    ...COMMON,
    name: 'batches.cancel',
    method: 'POST',
    path: '/batches/:id/cancel',
    parse: parseId,
    perform({ id }, { store, nowMs }) {
      const batch = found(store, id)
      const status = statusOf(batch, nowMs)
      if (status === 'completed' || status === 'failed' || status === 'expired' || status === 'cancelled') {
        throw refused(`Cannot cancel a batch with status '${status}'.`, null, null, { status: 409 })
      }
      batch.cancelledAtMs ??= nowMs
      return { body: observeBatch(batch, store, nowMs) }
    },
    encode: ({ outcome }) => outcome.body,
  }
}

interface ListRequest extends OperationRequest {
  readonly page: PageRequest
}

interface BatchList extends OperationResult {
  readonly items: readonly Batch[]
  readonly bodies: readonly object[]
  readonly hasMore: boolean
}

/** GET /batches. */
function listBatches(): Endpoint<ListRequest, BatchList> {
  return {
    ...COMMON,
    name: 'batches.list',
    method: 'GET',
    path: '/batches',
    parse: (call) => ({ operation: 'batches', model: '', stream: false, wire: undefined, page: pageOf(call, 20, 100) }),
    perform({ page }, { store, nowMs }) {
      const { items, hasMore } = pageItems([...batchesOf(store).values()], page)
      return { items, hasMore, bodies: items.map((batch) => observeBatch(batch, store, nowMs)) }
    },
    encode: ({ outcome: { items, bodies, hasMore } }) =>
      wirePage(
        bodies,
        items.map(({ id }) => id),
        hasMore,
      ),
  }
}
