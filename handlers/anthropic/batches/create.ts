import { answerLines } from '../../../src/batch.ts'
import type { Call, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { issuesOf, type Shape } from '../../../src/validation.ts'
import { batchId } from '../ids.ts'
import { protocolOf } from '../messages/check-headers.ts'
import { refused, wordIssues } from '../messages/issues.ts'
import { jsonOf } from '../messages/json-body.ts'
import { batchesOf, LINE_MS, RUNNING_MS, type Batch, type BatchAnswer, type BatchLine } from './batch.ts'

/** What is asked of each request before it runs; its params are looked at when its turn comes. */
const CREATE: Shape = {
  type: 'object',
  fields: {
    requests: {
      type: 'array',
      required: true,
      min: 1,
      max: 100_000,
      of: {
        type: 'object',
        fields: {
          custom_id: { type: 'string', required: true, pattern: '^[a-zA-Z0-9_-]{1,64}$' },
          params: { type: 'object', required: true, open: true, fields: {} },
        },
      },
    },
  },
}

interface WireCreate {
  readonly requests: readonly { readonly custom_id: string; readonly params: object }[]
}

export interface CreateRequest extends OperationRequest<WireCreate> {
  /** Where its requests go, and with which headers. */
  readonly url: URL
  readonly headers: Headers
}

const LINE_HEADERS = ['x-api-key', 'authorization', 'anthropic-version', 'anthropic-beta', 'x-msw-llm-tag'] as const

export function parseCreate(call: Call): CreateRequest {
  protocolOf(call)
  const json = jsonOf(call)
  const issues = issuesOf(json, CREATE)
  if (issues.length > 0) throw wordIssues(issues, CREATE, json)
  // Reason: the shape has just been checked.
  const wire = json as WireCreate
  checkUnique(wire)
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of LINE_HEADERS) {
    const value = call.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const url = new URL('/v1/messages', call.url.origin)
  return { operation: 'batches', model: '', stream: false, wire, url, headers }
}

function checkUnique({ requests }: WireCreate): void {
  const seen = new Set<string>()
  for (const { custom_id: id } of requests) {
    if (seen.has(id)) throw refused(`requests: custom_id must be unique within a batch: ${id}`)
    seen.add(id)
  }
}

/** Keeps a batch and starts it: its requests are answered by the same simulation from now on. */
export function createBatch({ wire, url, headers }: CreateRequest, context: OperationContext): Batch {
  const { seed, store, nowMs, dispatch } = context
  const lines = wire.requests.map(({ custom_id: customId, params }): BatchLine => ({ customId, params }))
  const id = batchId(seed)
  const batch: Batch = {
    id,
    seed,
    url: `${url.href}/batches/${id}`,
    createdAtMs: nowMs,
    lines,
    endsAtMs: nowMs + RUNNING_MS + LINE_MS * lines.length,
    cancelledAtMs: undefined,
  }
  batchesOf(store).set(id, batch)
  const answer = (line: BatchLine) => answerOf(line, url, headers, dispatch)
  // Not awaited: requests take their own time on the clock, and never reject.
  void answerLines(lines, answer, () => batch.cancelledAtMs !== undefined)
  return batch
}

async function answerOf(
  { params }: BatchLine,
  url: URL,
  headers: Headers,
  dispatch: OperationContext['dispatch'],
): Promise<BatchAnswer> {
  try {
    const body = JSON.stringify({ ...params, stream: false })
    const response = await dispatch(new Request(url, { method: 'POST', headers, body }))
    return { status: response.status, body: await response.json() }
  } catch (error) {
    // A mistake in the test's own rules, a reset or a broken answer: the request ends as one that the API could not answer.
    const message = error instanceof Error ? error.message : String(error)
    return { status: 500, body: { type: 'error', error: { type: 'api_error', message } } }
  }
}
