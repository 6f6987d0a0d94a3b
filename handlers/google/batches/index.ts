import { answerLines } from '../../../src/batch.ts'
import { ApiError } from '../../../src/errors.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { drawId, LOWER_ALNUM } from '../../../src/ids.ts'
import type { AnyEndpoint, Call, OperationContext, Store } from '../../../src/provider.ts'
import type { Backend } from '../backend.ts'
import { plainEndpoint, type PlainRequest } from '../endpoint.ts'
import { refused } from '../generate-content/errors.ts'
import { generateContentRequest } from '../generate-content/messages.ts'
import { readBody, resolveModel } from '../generate-content/parse.ts'
import { many, message, one } from '../proto/descriptor.ts'
import { filesOf } from '../stored-files.ts'
import { batchesOf, LINE_MS, PENDING_MS, RUNNING_MS, stateOf, type Batch, type BatchLine } from './batch.ts'
import { wireBatch } from './encode.ts'
import { answerOf, lineHeaders, linesOfFile } from './lines.ts'

const inlinedRequest = message('InlinedRequest', {
  request: one(() => generateContentRequest),
  metadata: one('struct'),
})
const inlinedRequests = message('InlinedRequests', { requests: many(() => inlinedRequest) })
const inputConfig = message('InputConfig', { fileName: one('string'), requests: one(() => inlinedRequests) })
const batchMessage = message('GenerateContentBatch', {
  model: one('string'),
  displayName: one('string'),
  inputConfig: one(() => inputConfig),
  priority: one('int64'),
})
const createRequest = message('BatchGenerateContentRequest', { batch: one(() => batchMessage) })

interface WireCreate {
  readonly batch?: {
    readonly displayName?: string
    readonly inputConfig?: {
      readonly fileName?: string
      readonly requests?: { readonly requests?: readonly { readonly request?: object; readonly metadata?: unknown }[] }
    }
  }
}

interface CreateRequest extends PlainRequest<WireCreate> {
  readonly operation: 'batches'
  /** Where its requests go, and with which headers. */
  readonly url: URL
  readonly headers: Headers
}

interface BatchRequest extends PlainRequest {
  readonly operation: 'batches'
  readonly name: string
}

interface Bodies extends OperationResult {
  readonly bodies: readonly object[]
}

/** Batches of requests for content: create, get, list, cancel, delete. They run on the clock. */
export function batches(backend: Backend, models: string): readonly AnyEndpoint[] {
  return [createBatch(backend, models), ...readers(backend), ...enders(backend)]
}

const operation = 'batches' as const
const path = '/:version/batches'
const single = `${path}/:id`

function createBatch(backend: Backend, models: string): AnyEndpoint {
  return plainEndpoint<CreateRequest, Bodies>(backend, {
    operation,
    name: 'batchGenerateContent',
    method: 'POST',
    path: `${models}:batchGenerateContent`,
    parse: (call) => parseCreate(call, backend),
    perform: create,
    body: firstOf,
  })
}

function readers(backend: Backend): readonly AnyEndpoint[] {
  return [
    plainEndpoint<BatchRequest, Bodies>(backend, {
      operation,
      name: 'batches.list',
      method: 'GET',
      path,
      parse: () => ({ model: '', wire: undefined, name: '' }),
      perform: (_, { store, nowMs }) => ({
        bodies: [...batchesOf(store).values()].toReversed().map((batch) => wireBatch(batch, store, nowMs)),
      }),
      body: ({ bodies }) => (bodies.length > 0 ? { operations: bodies } : {}),
    }),
    plainEndpoint<BatchRequest, Bodies>(backend, {
      operation,
      name: 'batches.get',
      method: 'GET',
      path: single,
      parse: parseName,
      perform: ({ name }, { store, nowMs }) => ({ bodies: [wireBatch(found(name, store), store, nowMs)] }),
      body: firstOf,
    }),
  ]
}

function enders(backend: Backend): readonly AnyEndpoint[] {
  return [
    plainEndpoint<BatchRequest, Bodies>(backend, {
      operation,
      name: 'batches.cancel',
      method: 'POST',
      path: `${single}:cancel`,
      parse: parseName,
      perform({ name }, { store, nowMs }) {
        const batch = found(name, store)
        const state = stateOf(batch, nowMs)
        if (state === 'PENDING' || state === 'RUNNING') batch.cancelledAtMs = nowMs
        return { bodies: [{}] }
      },
      body: firstOf,
    }),
    plainEndpoint<BatchRequest, Bodies>(backend, {
      operation,
      name: 'batches.delete',
      method: 'DELETE',
      path: single,
      parse: parseName,
      perform({ name }, { store, nowMs }) {
        const batch = found(name, store)
        batch.cancelledAtMs ??= nowMs
        batchesOf(store).delete(name)
        return { bodies: [{}] }
      },
      body: firstOf,
    }),
  ]
}

function firstOf({ bodies: [body] }: Bodies): object {
  return body!
}

function parseName({ params }: Call): Omit<BatchRequest, 'transport' | 'operation' | 'stream'> {
  return { model: '', wire: undefined, name: `batches/${params['id']}` }
}

function found(name: string, store: Store): Batch {
  const batch = batchesOf(store).get(name)
  if (batch) return batch
  throw new ApiError('not_found', 'Requested entity was not found.')
}

function parseCreate(call: Call, backend: Backend): Omit<CreateRequest, 'transport' | 'operation' | 'stream'> {
  const wire = readBody(call, createRequest, backend) as WireCreate
  resolveModel(call, backend, 'batchGenerateContent')
  const { fileName, requests } = wire.batch?.inputConfig ?? {}
  if (fileName === undefined && (requests?.requests ?? []).length === 0)
    throw refused('* BatchGenerateContentRequest.batch.input_config: requests or file_name must be specified\n')
  const model = call.params['model']!
  const url = new URL(`/${call.params['version']}/models/${model}:generateContent`, call.url.origin)
  return { model, wire, url, headers: lineHeaders(call) }
}

function create({ model, wire, url, headers }: CreateRequest, context: OperationContext): Bodies {
  const { seed, store, nowMs, dispatch } = context
  const { displayName, inputConfig: input = {} } = wire.batch ?? {}
  const lines =
    input.fileName === undefined
      ? (input.requests?.requests ?? []).map(({ request = {}, metadata }): BatchLine => ({ request, metadata }))
      : linesOfFile(filesOf(store).get(input.fileName), input.fileName)
  const batch: Batch = {
    name: `batches/${drawId(seed, 'batch', 36, LOWER_ALNUM)}`,
    seed,
    model: `models/${model}`,
    displayName,
    inputFile: input.fileName,
    createdAtMs: nowMs,
    lines,
    endsAtMs: nowMs + PENDING_MS + RUNNING_MS + LINE_MS * lines.length,
    cancelledAtMs: undefined,
  }
  batchesOf(store).set(batch.name, batch)
  // Not awaited: requests take their own time on the clock, and never reject.
  void answerLines(
    lines,
    (line) => answerOf(line, url, headers, dispatch),
    () => batch.cancelledAtMs !== undefined,
  )
  return { bodies: [wireBatch(batch, store, nowMs)] }
}
