import { httpDate } from '../../src/http-date.ts'
import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { Field } from '../../src/validation.ts'
import { BASE62, drawId, drawUuid } from '../../src/ids.ts'
import { createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { plainKinds, refusals, retryAfterOn429, threeCounts } from '../compatible/plain-errors.ts'
import { compatibleRequest } from '../compatible/request-shape.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules } from '../compatible/plain-rules.ts'
import { encodeErrorBy, errorBody, type Wording } from '../compatible/wording.ts'
import { leftOf } from '../compatible/limits.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { issuesText } from './words.ts'

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
    date: httpDate(receivedAtMs),
    'x-request-id': drawUuid(seed, 'request'),
    // Pairs of names and values.
    ...(Object.fromEntries(meters) as Record<string, string>),
  }
}

/** What Fireworks takes besides OpenAI's members; all others are refused (public reports). */
const OWN: Readonly<Record<string, Field>> = {
  context_length_exceeded_behavior: { type: 'string', nullable: true, choice: ['truncate', 'error'] },
  echo: { type: 'boolean', nullable: true },
  ignore_eos: { type: 'boolean', nullable: true },
  min_p: { type: 'number', min: 0, max: 1, nullable: true },
  mirostat_lr: { type: 'number', nullable: true },
  mirostat_target: { type: 'number', nullable: true },
  perf_metrics_in_response: { type: 'boolean', nullable: true },
  prompt_cache_isolation_key: { type: 'string', nullable: true },
  prompt_truncate_len: { type: 'integer', nullable: true },
  raw_output: { type: 'boolean', nullable: true },
  reasoning_history: { type: 'string', nullable: true },
  repetition_penalty: { type: 'number', min: 0, max: 2, nullable: true },
  return_token_ids: { type: 'boolean', nullable: true },
  speculation: { type: 'any' },
  thinking: { type: 'object', nullable: true, open: true, fields: {} },
  top_k: { type: 'integer', min: 0, max: 100, nullable: true },
  typical_p: { type: 'number', nullable: true },
}

const rules = plainRules(
  {
    refused,
    unknownModel,
    word: (issues, call) => refused(issuesText(issues, call.json)),
  },
  {},
  { shape: compatibleRequest(OWN, true), checkCall: callChecks(edgeRules('cloudflare')) },
)

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
