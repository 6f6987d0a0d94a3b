import { httpDate } from '../../src/http-date.ts'
import { sse } from '../../src/framing/sse.ts'
import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId, drawUuid, HEX } from '../../src/ids.ts'
import { asksForUsage, createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { callChecks, edgeRules } from '../compatible/call-checks.ts'
import { plainRules, reasoningBy } from '../compatible/plain-rules.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { wordIssue } from '../openai/wording.ts'
import { check, invalid } from './check.ts'
import { encodeError, refused, unknownModel, wording } from './errors.ts'

const rules = plainRules(
  { refused, unknownModel, word: ([issue]) => invalid(wordIssue(issue!).message) },
  {
    thinking: { type: 'object', nullable: true, open: true, fields: {} },
    temperature: { type: 'number', min: 0, max: 1, nullable: true },
  },
  {
    checkCall: callChecks(edgeRules('nginx')),
    check,
    reasoning(wire, { model }) {
      // Checked by the shape.
      const thinking = wire['thinking'] as { readonly type?: string } | null | undefined
      return thinking?.type === 'disabled' ? undefined : reasoningBy(wire, model)
    },
  },
)

/** Moonshot's way (openai-compatible.md): usage within the last choice of a stream, and in a chunk of its own where it is asked for. */
export const profile: ChatProfile = {
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => `call_${drawId(seed, name, 24, BASE62)}`,
  encodeError,
  headers,
  ...plainChat(wireOf),
}

/** Headers of every response (memory). */
export function headers(exchange: Exchange): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    server: 'nginx',
    vary: 'Origin',
    'msh-request-id': drawUuid(exchange.seed, 'request').replaceAll('-', ''),
    'strict-transport-security': 'max-age=15724800; includeSubDomains',
  }
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { request, seed, usage } = exchange
  const id = `chatcmpl-${drawId(seed, 'completion', 24, HEX)}`
  const created = createdAt(exchange)
  const fingerprint = `fpv0_${drawId(0, `moonshot ${request.model}`, 8, HEX)}`
  const counts = {
    ...threeCounts(exchange),
    ...(usage.cacheReadTokens > 0 ? { cached_tokens: usage.cacheReadTokens } : {}),
  }
  return {
    frame: (object, choices, used) => ({
      id,
      object,
      created,
      model: request.model,
      choices,
      ...(object === 'chat.completion' ? { usage: used } : { system_fingerprint: fingerprint }),
      ...(object === 'chat.completion.chunk' && used ? { usage: used } : {}),
    }),
    choice: (index, said, reason) => ({
      index,
      ...said,
      finish_reason: reason,
      ...('delta' in said && reason !== null ? { usage: counts } : {}),
    }),
    usage: counts,
    role: 'apart',
    reasoning: 'reasoning_content',
    content: { besideCalls: '' },
    call: ({ id: callId, name, arguments: text }, index) => ({
      index,
      id: callId,
      type: 'function',
      function: { name, arguments: text },
    }),
    usageIn: asksForUsage(exchange) ? 'own' : 'none',
    // The wording gives an object.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
