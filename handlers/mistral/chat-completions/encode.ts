import {
  choicesOf,
  textOf,
  toolCallsOf,
  type Choice,
  type FinishReason,
  type ToolCallPart,
} from '../../../src/completion.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { FINISH_REASON as OPENAI_REASON, reasoningOf } from '../../compatible/answer.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'

export const FINISH_REASON: Readonly<Record<FinishReason, string>> = {
  ...OPENAI_REASON,
  'context-window': 'model_length',
  error: 'error',
}

/** What all chunks of a stream and the unary body have in common; the model is named as the request did. */
export function envelope({ seed, receivedAtMs, request }: ChatExchange) {
  return {
    id: drawId(seed, 'completion', 32, HEX),
    created: Math.floor(receivedAtMs / 1000),
    model: request.model,
  }
}

/** The unary body, keys in the order of the wire (recordings of 2026). */
export function encode(exchange: ChatExchange): object {
  return {
    ...envelope(exchange),
    usage: wireUsage(exchange),
    object: 'chat.completion',
    choices: choicesOf(exchange.outcome).map((choice, index) => ({
      index,
      finish_reason: FINISH_REASON[choice.finishReason],
      message: message(choice),
    })),
  }
}

function message(choice: Choice): object {
  const calls = toolCallsOf(choice)
  const text = textOf(choice)
  const reasoning = reasoningOf(choice)
  const content =
    reasoning === undefined ? text : [thinking(reasoning), ...(text === '' ? [] : [{ type: 'text', text }])]
  return { role: 'assistant', tool_calls: calls.length > 0 ? calls.map(wireCall) : null, content }
}

/** A piece of thinking; the first one of a stream is not closed (recorded). */
export function thinking(text: string, closed = true): object {
  return { type: 'thinking', thinking: [{ type: 'text', text }], ...(closed ? { closed } : {}) }
}

/** A tool call as the wire writes it, its arguments spaced as the models do. */
export function wireCall({ id, name, arguments: text }: ToolCallPart, index: number): object {
  return { id, type: 'function', function: { name, arguments: spacedJson(text) }, index }
}

/** Usage in Mistral's order: the total before the completion. */
export function wireUsage({ usage }: ChatExchange): object {
  return {
    prompt_tokens: usage.inputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    completion_tokens: usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
    service_tier: 'standard',
  }
}
