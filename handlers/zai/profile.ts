import { httpDate } from '../../src/http-date.ts'
import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import { ALNUM, drawId, HEX } from '../../src/ids.ts'
import { createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules, reasoningBy } from '../compatible/plain-rules.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { check, illegal } from './check.ts'
import { encodeError, refused, unknownModel, wording } from './errors.ts'

const rules = plainRules(
  { refused, unknownModel, missingModel: 'The model parameter is required.', word: ([issue]) => illegal(issue!.path) },
  {
    temperature: { type: 'number', min: 0, max: 1, nullable: true },
    thinking: { type: 'object', nullable: true, open: true, fields: {} },
  },
  {
    checkCall: callChecks(edgeRules('nginx')),
    check,
    reasoning(wire, { model }) {
      // Checked by the shape; models think unless told otherwise (recorded).
      const thinking = wire['thinking'] as { readonly type?: string } | null | undefined
      return thinking?.type === 'disabled' ? undefined : reasoningBy(wire, model)
    },
  },
)

/** Z.ai's way: ids that begin with the time in Beijing, repeated as `request_id`; reasoning in `reasoning_content` (recordings of 2026). */
export const profile: ChatProfile = {
  style: 'compact',
  contentType: 'application/json; charset=UTF-8',
  framing: { ...sse, contentType: 'text/event-stream;charset=UTF-8' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => `call_${drawId(seed, name, 24, ALNUM)}`,
  encodeError,
  headers,
  ...plainChat(wireOf),
}

/** Year to second in Beijing and 16 hexadecimal characters (recorded). */
function requestId({ seed, receivedAtMs }: Pick<Exchange, 'seed' | 'receivedAtMs'>): string {
  const beijing = new Date(receivedAtMs + 8 * 3_600_000).toISOString()
  return beijing.slice(0, 19).replaceAll(/\D/g, '') + drawId(seed, 'request', 16, HEX)
}

/** Headers of every response: no limits among them. */
export function headers(exchange: Exchange): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    vary: 'Accept-Encoding, Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    'x-log-id': requestId(exchange),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'alt-svc': 'h3=":443"; ma=3600',
  }
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { request, usage } = exchange
  const id = requestId(exchange)
  const created = createdAt(exchange)
  return {
    frame: (object, choices, used) =>
      object === 'chat.completion'
        ? { choices, created, id, model: request.model, object, request_id: id, usage: used }
        : { id, created, object, model: request.model, choices, ...(used ? { usage: used } : {}) },
    choice: (index, said, reason) =>
      'message' in said
        ? { finish_reason: reason, index, ...said }
        : { index, ...(reason === null ? {} : { finish_reason: reason }), ...said },
    usage: {
      ...threeCounts(exchange),
      completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
      prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
    },
    role: 'always',
    reasoning: 'reasoning_content',
    content: { besideCalls: '' },
    call: ({ id: callId, name, arguments: text }, index) => ({
      function: { arguments: text, name },
      id: callId,
      index,
      type: 'function',
    }),
    wholeCalls: true,
    lastDelta: { role: 'assistant', content: '' },
    usageIn: 'finish',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
