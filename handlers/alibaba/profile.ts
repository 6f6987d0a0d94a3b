import { httpDate } from '../../src/http-date.ts'
import { cutByTokens } from '../../src/chunking.ts'
import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX } from '../../src/ids.ts'
import { deltaTextOf } from '../../src/stream.ts'
import { asksForUsage, createdAt, plainChat, plainChunks, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules, reasoningBy } from '../compatible/plain-rules.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatChunks, ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { check } from './check.ts'
import { encodeError, refused, unknownModel, wording } from './errors.ts'
import { wordIssue } from './words.ts'

const rules = plainRules(
  { refused, unknownModel, word: ([issue], { json }) => wordIssue(issue!, json) },
  {
    n: { type: 'integer', min: 1, max: 4, nullable: true },
    seed: { type: 'integer', min: 0, nullable: true },
    enable_thinking: { type: 'boolean', nullable: true },
    thinking_budget: { type: 'integer', nullable: true },
  },
  {
    checkCall: callChecks(edgeRules('nginx')),
    check,
    // Commercial models think when asked, open ones unless told otherwise.
    reasoning(wire, { model }) {
      const asked = wire['enable_thinking'] ?? model.traits?.['thinks'] ?? false
      return asked === true ? reasoningBy(wire, model) : undefined
    },
  },
)

/** Alibaba Model Studio's way: choices first, the id last (recordings of February 2026). */
export const profile: ChatProfile = {
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream;charset=UTF-8' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => `call_${drawId(seed, name, 24, HEX)}`,
  encodeError,
  headers,
  ...plainChat(wireOf),
  chunks,
  cut: (_, tokenizer, random) => (part) =>
    cutByTokens(deltaTextOf(part), tokenizer, (index) => (index === 0 ? 1 : random.integer(1, 5))),
}

/** Headers of every response; no limits among them. */
export function headers(exchange: Exchange): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    vary: 'Origin,Access-Control-Request-Method,Access-Control-Request-Headers, Accept-Encoding',
    'x-request-id': drawUuid(exchange.seed, 'request'),
    server: 'istio-envoy',
  }
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { request, seed, usage } = exchange
  const id = `chatcmpl-${drawUuid(seed, 'completion')}`
  const isUsageAsked = asksForUsage(exchange)
  const created = createdAt(exchange)
  return {
    frame: (object, choices, used) => ({
      choices,
      object,
      ...(object === 'chat.completion' || used || isUsageAsked ? { usage: used ?? null } : {}),
      created,
      system_fingerprint: null,
      model: request.model,
      id,
    }),
    choice: (index, said, reason) =>
      'message' in said
        ? { ...said, finish_reason: reason, index, logprobs: null }
        : { finish_reason: reason, ...said, index, logprobs: null },
    usage: { ...threeCounts(exchange), prompt_tokens_details: { cached_tokens: usage.cacheReadTokens } },
    role: 'apart',
    opening: { content: '', role: 'assistant' },
    reasoning: 'reasoning_content',
    content: { besideReasoning: null, besideCalls: '' },
    call: ({ id: callId, name, arguments: text }, index) => ({
      function: { arguments: text, name },
      id: callId,
      index,
      type: 'function',
    }),
    usageIn: isUsageAsked ? 'own' : 'none',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}

/** The role goes with the head of the first call; later pieces repeat the type and have an empty id. */
function chunks(exchange: ChatExchange): ChatChunks {
  const wire = wireOf(exchange)
  const base = plainChunks(wire)
  const chunk = (index: number, delta: object) =>
    wire.frame('chat.completion.chunk', [wire.choice!(index, { delta }, null)])
  return {
    ...base,
    call: (choice, { id, name }, { index, isFirst }) => [
      chunk(choice, {
        content: null,
        tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }],
        ...(isFirst ? { role: 'assistant' } : {}),
      }),
    ],
    callDelta: (choice, _, { index }, delta) =>
      chunk(choice, {
        content: null,
        tool_calls: [{ index, id: '', type: 'function', function: { arguments: delta } }],
      }),
    finish(choice, answer, last) {
      if (answer.finishReason === 'tool-calls') return base.finish(choice, answer, last)
      return plainChunks({ ...wire, lastDelta: { content: '' } }).finish(choice, answer, last)
    },
  }
}
