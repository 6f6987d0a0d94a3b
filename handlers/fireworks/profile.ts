import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId, drawUuid } from '../../src/ids.ts'
import { createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { plainKinds, refusals, retryAfterOn429, threeCounts } from '../compatible/plain-errors.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { encodeErrorBy, errorBody, type Wording } from '../compatible/wording.ts'
import { leftOf } from '../compatible/limits.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'

const INVALID = 'invalid_request_error'

/** Fireworks's errors (openai-compatible.md 4; wording by memory). */
const wording: Wording = {
  kinds: plainKinds({
    auth: { type: 'error', code: 'UNAUTHORIZED', message: 'The API key you provided is invalid.' },
    permission: { type: 'error', code: 'FORBIDDEN' },
    rate_limit: { type: 'error', code: 'RATE_LIMIT_EXCEEDED', message: 'Rate limit exceeded, please try again later' },
    overloaded: { type: 'error', code: 'SERVICE_UNAVAILABLE', message: 'Service overloaded, please try again later' },
    quota: {
      status: 412,
      type: 'error',
      code: 'PRECONDITION_FAILED',
      message: 'Account is suspended, possibly due to reaching the monthly spending limit.',
    },
    not_found: { type: 'error', code: 'NOT_FOUND', message: 'Path not found' },
    invalid_request: { type: INVALID },
    context_length: { type: INVALID },
    content_filter: { type: INVALID },
    server_error: { type: 'internal_server_error' },
    timeout: { type: 'error', code: 'REQUEST_TIMEOUT' },
    bad_gateway: { type: 'error', code: 'BAD_GATEWAY' },
  }),
  detailed({ kind, details }, { model }) {
    if (kind !== 'context_length') return {}
    const window = Number(details['window'] ?? model?.model.contextWindow ?? 131_072)
    return {
      message: `The prompt is too long: ${Number(details['inputTokens'] ?? window + 1)} tokens, model maximum context length: ${window}`,
    }
  },
  body: ({ message, type, code, param }) => ({
    error: { object: 'error', type, ...(code ? { code } : {}), message, ...(param ? { param } : {}) },
  }),
  headers: retryAfterOn429,
}

const { refused, unknownModel } = refusals(() => ['Model not found, inaccessible, and/or not deployed'])

export const encodeError = encodeErrorBy(wording)
export { unknownModel }

/** Headers of every response, with the limits of prompts and of answers apart. */
export function headers({ receivedAtMs, seed, limits }: Exchange): Record<string, string> {
  const named = {
    requestsPerMinute: 'requests',
    inputTokensPerMinute: 'tokens-prompt',
    outputTokensPerMinute: 'tokens-generated',
  }
  const meters = Object.entries(named).flatMap(([limit, name]) =>
    limits
      .filter((meter) => meter.name === limit)
      .flatMap((meter) => [
        [`x-ratelimit-limit-${name}`, String(meter.limit)],
        [`x-ratelimit-remaining-${name}`, String(leftOf(meter))],
      ]),
  )
  return {
    date: new Date(receivedAtMs).toUTCString(),
    'x-request-id': drawUuid(seed, 'request'),
    // Pairs of names and values.
    ...(Object.fromEntries(meters) as Record<string, string>),
  }
}

const rules = plainRules({ refused, unknownModel })

/** Fireworks's way: UUIDs as ids, reasoning in `reasoning_content`, usage with the finish reason. */
export const profile: ChatProfile = {
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => `call_${drawId(seed, name, 24, BASE62)}`,
  encodeError,
  headers,
  ...plainChat(wireOf),
}

function wireOf(exchange: ChatExchange): PlainWire {
  const head = { id: drawUuid(exchange.seed, 'completion'), created: createdAt(exchange), model: exchange.model!.id }
  return {
    frame: (object, choices, usage) => ({
      id: head.id,
      object,
      created: head.created,
      model: head.model,
      choices,
      usage: usage ?? null,
    }),
    usage: { ...threeCounts(exchange), prompt_tokens_details: { cached_tokens: exchange.usage.cacheReadTokens } },
    role: 'apart',
    opening: { role: 'assistant' },
    reasoning: 'reasoning_content',
    usageIn: 'finish',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
