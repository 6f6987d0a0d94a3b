import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { WireError } from '../../src/provider.ts'
import { jsonTypeOf, type Issue } from '../../src/validation.ts'
import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, retryAfterSeconds, type Wording, type Words } from '../compatible/wording.ts'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, message: 'too many concurrent requests' },
  overloaded: { status: 503, message: 'server busy, please try again.  maximum pending requests exceeded' },
  server_error: { status: 500, message: 'llama runner process has terminated: exit status 2' },
  timeout: { status: 504, message: 'timed out waiting for llama runner to start' },
  auth: { status: 401, message: 'unauthorized' },
  permission: {
    status: 403,
    message: 'this model requires a subscription, upgrade for access: https://ollama.com/upgrade',
  },
  not_found: { status: 404, message: '404 page not found' },
  invalid_request: { status: 400, message: 'invalid request' },
  context_length: { status: 400, message: 'the input length exceeds the context length' },
  quota: {
    status: 429,
    message: 'you have reached your weekly usage limit, upgrade for higher limits: https://ollama.com/upgrade',
  },
  content_filter: { status: 400, message: 'the request was refused' },
  bad_gateway: { status: 502, message: 'upstream error' },
}

function detailed(error: ApiError, exchange: Exchange): Partial<Words> {
  const { kind, details } = error
  if (kind === 'not_found' && details['reason'] === 'method') return { status: 405, message: '405 method not allowed' }
  // The queue of a local server is full.
  if (spentMeter(error)?.name === 'concurrentRequests')
    return { status: KINDS.overloaded.status, message: KINDS.overloaded.message }
  if (kind !== 'context_length') return {}
  const window = Number(details['window'] ?? exchange.model?.model.contextWindow ?? 131_072)
  const over = Math.max(1, Number(details['inputTokens'] ?? window + 1) - window)
  const reference = drawUuid(exchange.seed, 'reference')
  return { message: `prompt too long; exceeded max context length by ${over} tokens (ref: ${reference})` }
}

const headers: Wording['headers'] = ({ status }, error): Record<string, string> =>
  Object.fromEntries(status === 429 ? [['retry-after', retryAfterSeconds(error)]] : [])

/** Errors of the native API: one member. Unknown paths are the router's plain text. */
export const encodeError = encodeErrorBy({
  kinds: KINDS,
  detailed,
  headers,
  body: ({ message }, error) => ('path' in error.details ? message : { error: message }),
})

const TYPES: Readonly<Record<number, string>> = { 400: 'invalid_request_error', 404: 'not_found_error' }

/** Errors below `/v1`: OpenAI's envelope (recorded August 2026). */
export const openaiWording: Wording = {
  kinds: { ...KINDS, auth: { ...KINDS.auth, message: 'Unauthorized' } },
  detailed,
  headers,
  body: ({ message, status, type = TYPES[status] ?? 'api_error' }) => ({
    error: { message, type, param: null, code: null },
  }),
}

const encodeOpenai = encodeErrorBy(openaiWording)

/** An error below `/v1` as one line. */
export function encodeOpenaiError(error: ApiError, exchange: Exchange): WireError {
  const { body, ...wire } = encodeOpenai(error, exchange)
  return { ...wire, body: `${JSON.stringify(body)}\n`, contentType: 'application/json' }
}

/** 400 in Ollama's words. */
export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

/** 404 for a model that has not been pulled (recorded). */
export function unknownModel(model: string): ApiError {
  return new ApiError('not_found', `model '${model}' not found`)
}

const GO_TYPES: Readonly<Record<string, string>> = {
  messages: '[]api.Message',
  tools: 'api.Tools',
  options: 'map[string]interface {}',
  stream: 'bool',
  role: 'string',
  content: 'string',
  images: '[]api.ImageData',
  tool_calls: '[]api.ToolCall',
}

/** The complaint of Go's decoder about a value of the wrong type. */
export function wordIssue(issue: Issue, struct: string): ApiError {
  const member = String(issue.path.findLast((step) => typeof step === 'string') ?? '')
  if (issue.kind === 'choice') return refused(`invalid ${member}: ${JSON.stringify(issue.value)}`)
  if (issue.kind === 'missing') return refused(`${member} is required`)
  const got = 'value' in issue ? goValue(issue.value) : 'value'
  const place = issue.path.filter((step) => typeof step === 'string').join('.')
  return refused(
    `json: cannot unmarshal ${got} into Go struct field ${struct}.${place} of type ${GO_TYPES[member] ?? 'string'}`,
  )
}

function goValue(value: unknown): string {
  const type = jsonTypeOf(value)
  if (type === 'boolean') return 'bool'
  return type === 'integer' ? 'number' : type
}

/** The complaint of Go's decoder about text that is no JSON object. */
export function malformed(detail: string | undefined, text: string): ApiError {
  if (text === '') return refused('missing request body')
  if (detail === undefined) return refused('json: cannot unmarshal value into Go value of type api.ChatRequest')
  const [, at] = /position (\d+)/.exec(detail) ?? []
  const character = at === undefined ? undefined : text[Number(at)]
  return refused(
    character === undefined ? 'unexpected EOF' : `invalid character '${character}' looking for beginning of value`,
  )
}
