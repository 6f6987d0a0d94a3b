import { httpDate } from '../../src/http-date.ts'
import { sse } from '../../src/framing/sse.ts'
import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { ALNUM, BASE62, drawId, drawUuid, HEX } from '../../src/ids.ts'
import type { Call } from '../../src/provider.ts'
import { plainChat, plainChunks, type PlainWire } from '../compatible/plain-chat.ts'
import { plainKinds, refusals, retryAfterOn429, windowText } from '../compatible/plain-errors.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { PROMPT, readPrompt } from '../compatible/prompt.ts'
import { compatibleRequest } from '../compatible/request-shape.ts'
import { encodeErrorBy, errorBody, type Wording } from '../compatible/wording.ts'
import { rayOf } from '../compatible/edge-headers.ts'
import { parseChat, type ParseRules } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { MORE_LAYOUTS, moreHeaders } from './more-upstreams.ts'
import {
  completionBody,
  completionChunks,
  DEFAULT_UPSTREAM,
  featherlessChunks,
  servedBy,
  togetherAnswer,
  toolCallId,
  wireOf,
} from './upstreams.ts'

const INVALID = 'invalid_request_error'

/** The router's errors: OpenAI's envelope, or one text where the hub itself refuses (wording by memory). */
const wording: Wording = {
  kinds: plainKinds({
    auth: { message: 'Invalid username or password.' },
    not_found: { message: 'Not Found' },
    quota: {
      message:
        'You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers with Hugging Face.',
    },
    permission: {
      message:
        'This authentication method does not have sufficient permissions to call Inference Providers on behalf of the user',
    },
    invalid_request: { type: INVALID },
    context_length: { type: INVALID },
    content_filter: { type: INVALID },
    rate_limit: { type: 'rate_limit_error' },
    overloaded: { type: 'service_unavailable' },
    server_error: { type: 'server_error' },
    timeout: { type: 'server_error' },
    bad_gateway: { type: 'server_error' },
  }),
  detailed: (error, exchange) => (error.kind === 'context_length' ? { message: windowText(error, exchange) } : {}),
  body: ({ message, type, param, code }) =>
    type === undefined
      ? { error: message }
      : { error: { message, type, ...(param ? { param } : {}), ...(code ? { code } : {}) } },
  headers: retryAfterOn429,
}

export const encodeError = encodeErrorBy(wording)

const { refused } = refusals(() => [''])

/** 400 for a model that no provider serves. */
export function unknownModel(model: string) {
  return refused(`The requested model '${model}' does not exist`, 'model').with({
    type: INVALID,
    code: 'model_not_found',
  })
}

/** Headers of every response behind the router (recorded August 2026); `x-inference-provider` says who served it. */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, seed, request } = exchange
  const provider = servedBy(request.wire)
  const isDirect = provider === DEFAULT_UPSTREAM
  return {
    date: httpDate(exchange.receivedAtMs),
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'strict-origin-when-cross-origin',
    vary: 'Origin',
    via: `1.1 ${drawId(seed, 'via', 32, HEX)}.cloudfront.net (CloudFront)`,
    'x-cache': error ? 'Error from cloudfront' : 'Miss from cloudfront',
    'x-amz-cf-pop': 'FRA56-P1',
    'x-amz-cf-id': `${drawId(seed, 'cloudfront', 54, ALNUM)}==`,
    'x-powered-by': 'huggingface-moon',
    'x-request-id':
      isDirect && !error
        ? drawId(seed, 'completion', 24, BASE62)
        : `Root=1-${Math.floor(exchange.receivedAtMs / 1000).toString(16)}-${drawId(seed, 'root', 24, HEX)}`,
    ...(error || exchange.operation !== 'chat'
      ? {}
      : isDirect
        ? { server: 'uvicorn', 'x-inference-provider': provider, 'x-robots-tag': 'noindex' }
        : {
            'access-control-allow-credentials': 'true',
            ...(request.stream ? {} : { 'access-control-allow-methods': 'authorization,content-type' }),
            'cache-control': 'no-cache',
            'cf-cache-status': 'DYNAMIC',
            'cf-ray': `${rayOf(exchange)}-FRA`,
            'request-id': drawUuid(seed, 'completion'),
            server: 'cloudflare',
            'strict-transport-security': 'max-age=15724800; includeSubDomains',
            'x-inference-provider': provider,
            'x-robots-tag': 'none',
            ...moreHeaders(provider, exchange),
          }),
  }
}

const plain = plainChat(layoutOf)

/** The layout of whoever serves an exchange. */
function layoutOf(exchange: ChatExchange): PlainWire {
  const layout = MORE_LAYOUTS[servedBy(exchange.request.wire)] ?? wireOf
  return layout(exchange, errorOf(exchange))
}

const rules = plainRules({ refused, unknownModel }, {}, { checkCall: callChecks(edgeRules('cloudflare')) })

const promptRules: ParseRules = {
  ...rules,
  shape: compatibleRequest(PROMPT),
  read: readPrompt,
  reasoning: () => undefined,
}

/** Chat completions behind the router, in the form of whoever serves them; one path for all, and one for each provider. */
export function profileAt(path: string): ChatProfile {
  return {
    name: path === '/v1/chat/completions' ? 'chat' : 'provider.chat',
    path,
    style: 'compact',
    framing: { ...sse, contentType: 'text/event-stream' },
    parse: (call) => parseChat(named(call), rules),
    toolCallId,
    encodeError,
    headers,
    ...plain,
    body: (exchange) =>
      servedBy(exchange.request.wire) === 'together' ? togetherAnswer(exchange) : plain.body(exchange),
    chunks(exchange) {
      const wire = layoutOf(exchange)
      const upstream = servedBy(exchange.request.wire)
      const isPlain = upstream in MORE_LAYOUTS || upstream === 'deepinfra' || upstream === 'together'
      return isPlain ? plainChunks(wire) : featherlessChunks(exchange, wire)
    },
  }
}

/** Text completions at the address of one provider. */
export const completionsProfile: ChatProfile = {
  ...profileAt('/:provider/v1/completions'),
  name: 'provider.completions',
  parse: (call) => parseChat(named(call), promptRules),
  body: (exchange) => completionBody(exchange, wireOf(exchange, errorOf(exchange))),
  chunks: (exchange) => completionChunks(wireOf(exchange, errorOf(exchange))),
}

/** The call with the provider of its path in the body's model. */
function named(call: Call): Call {
  const { provider } = call.params
  const body = call.json as { readonly model?: unknown } | null | undefined
  const isNamed = provider !== undefined && typeof body?.model === 'string' && !body.model.includes(':')
  return isNamed ? { ...call, json: { ...body, model: `${String(body.model)}:${provider}` } } : call
}

// The wording gives an object.
const errorOf = (exchange: ChatExchange) => (error: ApiError) => errorBody(wording, error, exchange) as object
