import { textOf, toolCallsOf, type Choice, type ToolCallPart, type Usage } from '../../../src/completion.ts'
import { drawId, drawUuid, HEX } from '../../../src/ids.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { FINISH_REASON, reasoningOf } from '../../compatible/answer.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { traitsOf } from '../models.ts'

/** What all chunks of a stream and the unary body have in common; the model is the one that served the call. */
export function envelope({ seed, receivedAtMs, model }: ChatExchange) {
  const served = traitsOf(model!.model).servedBy ?? model!.id
  return {
    id: drawUuid(seed, 'completion'),
    created: Math.floor(receivedAtMs / 1000),
    model: served,
    fingerprint: `fp_${drawId(0, `deepseek ${served}`, 10, HEX)}_prod0820_fp8_kvcache_20260402`,
  }
}

/** The unary body, keys in the order of the wire. */
export function encode(exchange: ChatExchange): object {
  const { id, created, model, fingerprint } = envelope(exchange)
  const { outcome } = exchange
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: message(outcome),
        logprobs: null,
        finish_reason: FINISH_REASON[outcome.finishReason],
      },
    ],
    usage: wireUsage(exchange.usage),
    system_fingerprint: fingerprint,
  }
}

function message(choice: Choice): object {
  const reasoning = reasoningOf(choice)
  const calls = toolCallsOf(choice)
  return {
    role: 'assistant',
    content: textOf(choice),
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls.length > 0
      ? { tool_calls: calls.map((call, index) => wireCall(call, index, spacedJson(call.arguments))) }
      : {}),
  }
}

/** A tool call as the wire writes it, with its index also in unary answers (recorded). */
export function wireCall({ id, name }: ToolCallPart, index: number, text: string): object {
  return { index, id, type: 'function', function: { name, arguments: text } }
}

/** Usage with the two halves of the prompt: what was in the cache and what was not. */
export function wireUsage({ inputTokens, outputTokens, cacheReadTokens, reasoningTokens }: Usage): object {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cacheReadTokens },
    ...(reasoningTokens > 0 ? { completion_tokens_details: { reasoning_tokens: reasoningTokens } } : {}),
    prompt_cache_hit_tokens: cacheReadTokens,
    prompt_cache_miss_tokens: inputTokens - cacheReadTokens,
  }
}
