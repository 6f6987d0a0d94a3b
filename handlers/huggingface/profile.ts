import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX, LOWER_ALNUM } from '../../src/ids.ts'
import { createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { plainKinds, refusals, retryAfterOn429, threeCounts, windowText } from '../compatible/plain-errors.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { encodeErrorBy, errorBody, type Wording } from '../compatible/wording.ts'
import { rayOf } from '../compatible/edge-headers.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'

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
  return {
    date: new Date(exchange.receivedAtMs).toUTCString(),
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'strict-origin-when-cross-origin',
    vary: 'Origin',
    via: `1.1 ${drawId(seed, 'via', 32, HEX)}.cloudfront.net (CloudFront)`,
    'x-cache': error ? 'Error from cloudfront' : 'Miss from cloudfront',
    'x-powered-by': 'huggingface-moon',
    'x-request-id': `Root=1-${Math.floor(exchange.receivedAtMs / 1000).toString(16)}-${drawId(seed, 'root', 24, HEX)}`,
    ...(error || exchange.operation !== 'chat'
      ? {}
      : {
          'cache-control': 'no-cache',
          'cf-cache-status': 'DYNAMIC',
          'cf-ray': `${rayOf(exchange)}-FRA`,
          'request-id': drawUuid(seed, 'completion'),
          server: 'cloudflare',
          'strict-transport-security': 'max-age=15724800; includeSubDomains',
          'x-inference-provider': provider,
          'x-robots-tag': 'none',
        }),
  }
}

/** The provider that a request names in its model or in its path; kept in the body's model by `named`. */
function servedBy(wire: unknown): string {
  const { model = '' } = (wire ?? {}) as { readonly model?: unknown }
  const [, name] = /:([\w-]+)$/.exec(String(model)) ?? []
  return name === undefined || ['fastest', 'cheapest', 'preferred'].includes(name) ? 'featherless-ai' : name
}

const rules = plainRules(
  { refused, unknownModel },
  // Clients of the hub send nulls for all that they leave out.
  { messages: { type: 'array', required: true, min: 1, of: { type: 'object', open: true, fields: {} } } },
)

/** The router's way with Featherless behind it (recorded August 2026); one path for all, and one for each provider. */
export function profileAt(path: string): ChatProfile {
  return {
    name: path === '/v1/chat/completions' ? 'chat' : 'provider.chat',
    path,
    style: 'compact',
    framing: { ...sse, contentType: 'text/event-stream' },
    parse(call) {
      const { provider } = call.params
      const body = call.json as { readonly model?: unknown } | null | undefined
      const isNamed = provider !== undefined && typeof body?.model === 'string' && !body.model.includes(':')
      return parseChat(
        isNamed ? { ...call, json: { ...body, model: `${String(body.model)}:${provider}` } } : call,
        rules,
      )
    },
    toolCallId: (seed, name) => `call_${drawId(seed, name, 24, LOWER_ALNUM)}`,
    encodeError,
    headers,
    ...plainChat(wireOf),
  }
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { model, seed, usage } = exchange
  const id = drawUuid(seed, 'completion')
  const created = createdAt(exchange)
  return {
    frame: (object, choices, used) => ({
      id,
      object,
      created,
      model: model!.id,
      choices,
      ...(used ? { usage: used } : {}),
      ...(object === 'chat.completion' ? { system_fingerprint: 'fp1-rss-p1' } : {}),
    }),
    choice: (index, said, reason) =>
      'message' in said ? { finish_reason: reason, index, ...said } : { ...said, index, finish_reason: reason },
    usage: { ...threeCounts(exchange), cached_tokens: usage.cacheReadTokens },
    role: 'first',
    reasoning: 'reasoning',
    usageIn: 'own',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
