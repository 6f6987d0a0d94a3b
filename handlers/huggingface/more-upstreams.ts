import { drawId, drawUuid, HEX } from '../../src/ids.ts'
import { createdAt, type PlainObject, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import type { ChatExchange } from '../openai/chat-completions/profile.ts'

type Layout = (exchange: ChatExchange, error: PlainWire['error']) => PlainWire

const NO_DETAILS = { prompt_tokens_details: null, completion_tokens_details: null }

/** Novita: an empty fingerprint, and how long the first token took in every chunk (recorded August 2026, streamed). */
const novita: Layout = (exchange, error) => {
  const { seed, model, receivedAtMs } = exchange
  const ttftMs = 150 + (Number.parseInt(drawId(seed, 'ttft', 2, HEX), 16) % 200)
  const head = { id: drawId(seed, 'completion', 32, HEX) }
  return {
    frame: (object, choices, usage) => ({
      ...head,
      object,
      created: createdAt(exchange),
      model: model!.id.toLowerCase(),
      choices,
      system_fingerprint: '',
      ...(usage ? { usage } : {}),
      ...(object === 'chat.completion.chunk'
        ? { sla_metrics: { ttft_ms: ttftMs, ts_us: Math.round((receivedAtMs + ttftMs) * 1000) } }
        : {}),
    }),
    usage: { ...threeCounts(exchange), ...NO_DETAILS },
    role: 'apart',
    opening: { role: 'assistant' },
    reasoning: 'reasoning_content',
    usageIn: 'own',
    error,
  }
}

/** Nebius: vLLM as it is, whose bodies name all that they lack (recorded January 2026; chunks after vLLM's own protocol). */
const nebius: Layout = (exchange, error) => {
  const base = (object: PlainObject) => ({
    id: `chatcmpl-${drawId(exchange.seed, 'completion', 32, HEX)}`,
    object,
    created: createdAt(exchange),
    model: exchange.model!.id,
  })
  return {
    frame: (object, choices, usage) =>
      object === 'chat.completion'
        ? {
            ...base(object),
            choices,
            service_tier: null,
            system_fingerprint: null,
            usage,
            prompt_logprobs: null,
            kv_transfer_params: null,
          }
        : { ...base(object), choices, ...(usage ? { usage } : {}) },
    choice: (index, said, reason) => {
      if (!('message' in said)) return { index, ...said, logprobs: null, finish_reason: reason }
      // What `plainMessage` writes.
      const { content = null, tool_calls: calls = [], reasoning_content: thoughts = null } = said.message as Message
      const message = {
        role: 'assistant',
        content,
        refusal: null,
        annotations: null,
        audio: null,
        function_call: null,
        tool_calls: calls,
        reasoning_content: thoughts,
      }
      return { index, message, logprobs: null, finish_reason: reason, stop_reason: null }
    },
    usage: { ...threeCounts(exchange), ...NO_DETAILS },
    role: 'apart',
    reasoning: 'reasoning_content',
    usageIn: 'own',
    error,
  }
}

interface Message {
  readonly content?: string
  readonly tool_calls?: readonly object[]
  readonly reasoning_content?: string
}

/** Layouts of upstreams that answer neither as DeepInfra nor as Featherless. */
export const MORE_LAYOUTS: Readonly<Record<string, Layout>> = { novita, nebius }

/** Headers by which such an upstream shows behind the router (recorded). */
export function moreHeaders(upstream: string, { seed }: Pick<ChatExchange, 'seed'>): Record<string, string> {
  if (upstream === 'novita') return { 'inference-id': `0-${drawUuid(seed, 'inference')}` }
  if (upstream !== 'nebius') return {}
  return { 'strict-transport-security': 'max-age=31536000; includeSubDomains', vary: 'Accept-Encoding, Origin' }
}
