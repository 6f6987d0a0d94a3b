import { answeredBy, answerLines } from '../../src/batch.ts'
import { ApiError } from '../../src/errors.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { AnyEndpoint, Call, Endpoint, OperationContext, Store } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import { issuesOf, type Shape } from '../../src/validation.ts'
import { undeserializable, unparsable } from '../compatible/serde.ts'
import { encodeError } from './errors.ts'
import { batchHeaders } from './operation-headers.ts'

interface Answer {
  readonly status: number
  readonly body: unknown
}

interface Line {
  readonly id: string
  readonly body: object
  readonly addedAtMs: number
  answer?: Answer
}

interface Batch {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  readonly lines: Line[]
  cancelledAtMs: number | undefined
}

interface BatchResult extends OperationResult {
  readonly body: object
}

interface CreateRequest extends OperationRequest {
  readonly name: string
}

interface BatchRequest extends OperationRequest {
  readonly id: string
}

interface AddRequest extends BatchRequest {
  readonly lines: readonly Omit<Line, 'addedAtMs'>[]
  readonly lineUrl: URL
  readonly lineHeaders: Headers
}

const NO_BODY = { operation: 'batches', model: '', stream: false, wire: undefined } as const

const VOICE = {
  operation: 'batches',
  style: 'compact',
  encodeError,
  headers: batchHeaders,
  encode: ({ outcome }: { readonly outcome: BatchResult }) => outcome.body,
} as const

/** How long a simulated batch works on what was added to it: a poll or two, not hours. */
const RUNNING_MS = 2000
const DAY_MS = 86_400_000
/** Days after which a batch is gone (recorded). */
const KEPT_DAYS = 30

function batchesOf(store: Store): Map<string, Batch> {
  return store.collection<Batch>('xai.batches')
}

function found(store: Store, id: string): Batch {
  const batch = batchesOf(store).get(id)
  if (!batch) throw new ApiError('not_found', `Batch ${id} not found.`)
  return batch
}

/** The answers that can be seen at a time. */
function seenAnswers({ lines, cancelledAtMs }: Batch, nowMs: number): readonly Line[] {
  const atMs = Math.min(nowMs, cancelledAtMs ?? Number.POSITIVE_INFINITY)
  return lines.filter((line) => answeredBy([line], line.addedAtMs, line.addedAtMs + RUNNING_MS, atMs).length > 0)
}

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** A batch as the wire shows it at a time; times are days (recorded). */
function wireBatch(batch: Batch, nowMs: number): object {
  const answered = seenAnswers(batch, nowMs)
  const succeeded = answered.filter(({ answer }) => answer?.status === 200).length
  const open = batch.lines.length - answered.length
  const isCancelled = batch.cancelledAtMs !== undefined
  return {
    batch_id: batch.id,
    name: batch.name,
    create_time: day(batch.createdAtMs),
    expire_time: day(batch.createdAtMs + KEPT_DAYS * DAY_MS),
    create_api_key_id: drawUuid(0, 'xai key'),
    cancel_time: batch.cancelledAtMs === undefined ? null : day(batch.cancelledAtMs),
    cancel_by_xai_message: null,
    state: {
      num_requests: batch.lines.length,
      num_pending: isCancelled ? 0 : open,
      num_success: succeeded,
      num_error: answered.length - succeeded,
      num_cancelled: isCancelled ? open : 0,
    },
  }
}

const NAMED: Shape = { type: 'object', open: true, fields: { name: { type: 'string', required: true } } }

const ADDED: Shape = {
  type: 'object',
  open: true,
  fields: {
    batch_requests: {
      type: 'array',
      required: true,
      of: {
        type: 'object',
        open: true,
        fields: {
          batch_request_id: { type: 'string', nullable: true },
          batch_request: {
            type: 'object',
            required: true,
            open: true,
            fields: { chat_get_completion: { type: 'object', required: true, open: true, fields: {} } },
          },
        },
      },
    },
  },
}

interface WireAdded {
  readonly batch_requests: readonly {
    readonly batch_request_id?: string | null
    readonly batch_request: { readonly chat_get_completion: object }
  }[]
}

function checked(call: Call, shape: Shape): unknown {
  if (call.jsonError !== undefined) throw unparsable(call.text)
  const issues = issuesOf(call.json, shape)
  if (issues.length > 0) throw undeserializable(issues, call.text)
  return call.json
}

const create: Endpoint<CreateRequest, BatchResult> = {
  ...VOICE,
  name: 'batches',
  method: 'POST',
  path: '/batches',
  parse: (call) => ({ ...NO_BODY, name: (checked(call, NAMED) as { readonly name: string }).name }),
  perform({ name }, { store, seed, nowMs }) {
    const id = `batch_${drawUuid(seed, 'batch')}`
    const batch: Batch = { id, name, createdAtMs: nowMs, lines: [], cancelledAtMs: undefined }
    batchesOf(store).set(id, batch)
    return { body: wireBatch(batch, nowMs) }
  },
}

const parseId = ({ params }: Call): BatchRequest => ({ ...NO_BODY, id: params['id']! })

const add: Endpoint<AddRequest, BatchResult> = {
  ...VOICE,
  name: 'batches.requests',
  method: 'POST',
  path: '/batches/:id/requests',
  parse(call) {
    // The shape has just been checked.
    const { batch_requests: added } = checked(call, ADDED) as WireAdded
    const authorization = call.headers.get('authorization') ?? ''
    return {
      ...parseId(call),
      lines: added.map(({ batch_request_id: id, batch_request: { chat_get_completion: body } }, index) => ({
        id: id ?? `request-${index}`,
        body: { ...body, stream: false },
      })),
      lineUrl: new URL(call.url.pathname.replace(/\/batches\/.*$/, '/chat/completions'), call.url.origin),
      lineHeaders: new Headers({ authorization, 'content-type': 'application/json' }),
    }
  },
  perform({ id, lines, lineUrl, lineHeaders }, { store, nowMs, dispatch }) {
    const batch = found(store, id)
    if (batch.cancelledAtMs !== undefined) throw new ApiError('invalid_request', `Batch ${id} is cancelled.`)
    const added: Line[] = lines.map((line) => ({ ...line, addedAtMs: nowMs }))
    batch.lines.push(...added)
    // Not awaited: lines take their own time on the clock, and never reject.
    void answerLines(
      added,
      (line) => answerLine(line, lineUrl, lineHeaders, dispatch),
      () => batch.cancelledAtMs !== undefined,
    )
    return { body: {} }
  },
}

async function answerLine(
  { body }: Line,
  url: URL,
  headers: Headers,
  dispatch: OperationContext['dispatch'],
): Promise<Answer> {
  try {
    const response = await dispatch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))
    const text = await response.text()
    return { status: response.status, body: response.ok ? JSON.parse(text) : text }
  } catch (error) {
    // A mistake in the test's own rules, or a reset: the line fails as one that the API could not answer.
    return { status: 500, body: error instanceof Error ? error.message : String(error) }
  }
}

const getOne: Endpoint<BatchRequest, BatchResult> = {
  ...VOICE,
  name: 'batches.get',
  method: 'GET',
  path: '/batches/:id',
  parse: parseId,
  perform: ({ id }, { store, nowMs }) => ({ body: wireBatch(found(store, id), nowMs) }),
}

const results: Endpoint<BatchRequest, BatchResult> = {
  ...VOICE,
  name: 'batches.results',
  method: 'GET',
  path: '/batches/:id/results',
  parse: parseId,
  perform: ({ id }, { store, nowMs }) => ({
    body: { results: seenAnswers(found(store, id), nowMs).map(wireResult), pagination_token: null },
  }),
}

function wireResult({ id, answer }: Line): object {
  return answer?.status === 200
    ? { batch_request_id: id, batch_result: { response: { chat_get_completion: answer.body } } }
    : { batch_request_id: id, batch_result: { error: answer?.body }, error_message: String(answer?.body) }
}

const list: Endpoint<OperationRequest, BatchResult> = {
  ...VOICE,
  name: 'batches.list',
  method: 'GET',
  path: '/batches',
  parse: () => NO_BODY,
  perform: (_, { store, nowMs }) => ({
    body: {
      batches: [...batchesOf(store).values()].toReversed().map((batch) => wireBatch(batch, nowMs)),
      pagination_token: null,
    },
  }),
}

const cancel: Endpoint<BatchRequest, BatchResult> = {
  ...VOICE,
  name: 'batches.cancel',
  method: 'POST',
  path: '/batches/:id:cancel',
  parse: parseId,
  perform({ id }, { store, nowMs }) {
    const batch = found(store, id)
    batch.cancelledAtMs ??= nowMs
    return { body: wireBatch(batch, nowMs) }
  },
}

/** All endpoints of batches: made empty, filled with requests, polled, read. Only the first and the polls are recorded. */
export const batches: readonly AnyEndpoint[] = [create, list, add, results, getOne, cancel]
