import { choicesOf, textOf, toolCallsOf, type Choice, type ToolCallPart, type Usage } from '../../../src/completion.ts'
import { FINISH_REASON, reasoningOf } from '../../compatible/answer.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { choiceSeed, responseId } from '../ids.ts'
import { traitsOf } from '../models.ts'

/** What all chunks of a stream and the unary body have in common; the model is named as the request did. */
export function envelope(exchange: ChatExchange) {
  return {
    id: responseId(exchange),
    created: Math.floor(exchange.receivedAtMs / 1000),
    model: exchange.request.model,
    isInline: traitsOf(exchange.model!.model).thinks === 'inline',
  }
}

/** The unary body, keys in the order of the wire (recordings of August 2026). */
export function encode(exchange: ChatExchange): object {
  const { id, created, model, isInline } = envelope(exchange)
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    prompt: [],
    choices: choicesOf(exchange.outcome).map((choice, index) => ({
      finish_reason: FINISH_REASON[choice.finishReason],
      seed: choiceSeed(exchange.seed, index),
      index,
      logprobs: null,
      message: message(choice, isInline),
    })),
    usage: wireUsage(exchange.usage),
  }
}

function message(choice: Choice, isInline: boolean): object {
  const reasoning = reasoningOf(choice)
  const calls = toolCallsOf(choice)
  const text = (isInline && reasoning !== undefined ? `<think>\n${reasoning}${closing(choice)}` : '') + textOf(choice)
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    ...(reasoning === undefined || isInline ? {} : { reasoning }),
    tool_calls: calls.map(wireCall),
  }
}

/** What ends thoughts inside the text; nothing where the limit cut them off. */
export function closing({ content, finishReason }: Choice): string {
  return finishReason === 'length' && content.at(-1)?.type === 'reasoning' ? '' : '\n</think>\n\n'
}

/** A tool call as the wire writes it: the arguments before the name (recorded). */
export function wireCall({ id, name, arguments: text }: ToolCallPart, index: number): object {
  return { index, id, type: 'function', function: { arguments: text, name } }
}

/** Usage with the cached tokens beside the counts. */
export function wireUsage({ inputTokens, outputTokens, cacheReadTokens }: Usage): object {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    cached_tokens: cacheReadTokens,
  }
}
