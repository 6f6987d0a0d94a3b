import { choicesOf, textOf, toolCallsOf, type Choice, type ToolCallPart } from '../../../src/completion.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { FINISH_REASON, reasoningOf } from '../../compatible/answer.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { fingerprintOf } from '../language-models.ts'

/** Ticks of a US dollar in `cost_in_usd_ticks`. */
const TICKS_PER_USD = 1e10

/** What all chunks of a stream and the unary body have in common. */
export function envelope({ seed, receivedAtMs, model }: ChatExchange) {
  return {
    id: completionId(drawId(seed, 'completion', 32, HEX)),
    created: Math.floor(receivedAtMs / 1000),
    model: model!.id,
    fingerprint: fingerprintOf(model!.id),
  }
}

/** In the form of a UUID, without its version and variant (recorded). */
function completionId(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The unary body, keys in the order of the wire. */
export function encode(exchange: ChatExchange): object {
  const { id, created, model, fingerprint } = envelope(exchange)
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: choicesOf(exchange.outcome).map((choice, index) => ({
      index,
      message: message(choice),
      finish_reason: FINISH_REASON[choice.finishReason],
    })),
    usage: wireUsage(exchange),
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
    ...(calls.length > 0 ? { tool_calls: calls.map((call) => wireCall(call)) } : {}),
    refusal: null,
  }
}

/** A tool call as the wire writes it; `type` comes last. */
export function wireCall({ id, name, arguments: text }: ToolCallPart, index?: number): object {
  return {
    id,
    function: { name, arguments: text },
    ...(index === undefined ? {} : { index }),
    type: 'function',
  }
}

/** Usage: completion tokens leave the reasoning out, the total does not (recorded). */
export function wireUsage({ usage, costUsd }: ChatExchange): object {
  const { inputTokens, outputTokens, reasoningTokens, cacheReadTokens } = usage
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens - reasoningTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: {
      text_tokens: inputTokens,
      audio_tokens: 0,
      image_tokens: 0,
      cached_tokens: cacheReadTokens,
    },
    completion_tokens_details: {
      reasoning_tokens: reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    num_sources_used: 0,
    cost_in_usd_ticks: Math.round(costUsd * TICKS_PER_USD),
  }
}
