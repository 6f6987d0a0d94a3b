import { choicesOf, textOf, toolCallsOf, type Choice } from '../../../src/completion.ts'
import { drawId } from '../../../src/ids.ts'
import type { Model } from '../../../src/models.ts'
import type { Seed } from '../../../src/random.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { chunks as xaiChunks } from '../../xai/chat-completions/chunks.ts'
import { envelope, wireUsage } from '../../xai/chat-completions/encode.ts'
import { streamError } from '../errors.ts'

/** Whether a deployed model is xAI's, which answers in a form of its own. */
export function isGrok({ id }: Pick<Model, 'id'>): boolean {
  return id.startsWith('grok-')
}

/** The unary body of a Grok deployment, keys in the order of the wire (recorded August 2026). */
export function encodeGrok(exchange: ChatExchange): object {
  const { id, created, model } = envelope(exchange)
  const { usage } = exchange
  // The layout of xAI's own usage.
  const { completion_tokens_details: details } = wireUsage(exchange) as { readonly completion_tokens_details: object }
  return {
    id,
    model,
    choices: choicesOf(exchange.outcome).map((choice, index) => ({
      index,
      message: message(choice),
      finish_reason: FINISH_REASON[choice.finishReason],
    })),
    usage: {
      prompt_tokens: usage.inputTokens,
      completion_tokens: usage.outputTokens - usage.reasoningTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
      audio_prompt_tokens: 0,
      prompt_tokens_details: {
        cached_tokens: usage.cacheReadTokens,
        audio_tokens: 0,
        text_tokens: usage.inputTokens,
        image_tokens: 0,
      },
      completion_tokens_details: details,
      num_sources_used: 0,
    },
    created,
    object: 'chat.completion',
    prompt_filter_results: null,
  }
}

function message(choice: Choice): object {
  const calls = toolCallsOf(choice).map(({ id, name, arguments: text }, index) => ({
    id,
    index,
    type: 'function',
    function: { name, arguments: text },
  }))
  return { role: 'assistant', content: textOf(choice), ...(calls.length > 0 ? { tool_calls: calls } : {}) }
}

/** xAI's chunks with the tier in each, usage unasked and not priced, and the role of a call first (recorded). */
export function grokChunks(exchange: ChatExchange): ChatChunks {
  const base = xaiChunks(exchange)
  const { id, created, model, fingerprint } = envelope(exchange)
  const tiered = (chunk: object) => ({ ...chunk, service_tier: 'default' })
  const usage = { ...wireUsage(exchange), cost_in_usd_ticks: 0 }
  const last = {
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: [],
    usage,
    system_fingerprint: fingerprint,
  }
  return {
    ...base,
    open: (choice, part) => base.open(choice, part).map(tiered),
    text: (choice, part, delta) => tiered(base.text(choice, part, delta)),
    first: (choice, part, delta, isFirst) => tiered(base.first!(choice, part, delta, isFirst)),
    call: (choice, part, place) => base.call(choice, part, place).map((chunk) => tiered(roleFirst(chunk))),
    finish: (choice, answer, held) => base.finish(choice, answer, held).map(tiered),
    end: () => [tiered(last)],
    error: (error) => streamError(error, exchange),
  }
}

/** A chunk whose delta names the role before anything else. */
function roleFirst(chunk: object): object {
  // The layout of xAI's own chunks.
  const { choices } = chunk as { readonly choices: readonly { readonly delta: { readonly role?: string } }[] }
  return {
    ...chunk,
    choices: choices.map(({ delta, ...rest }) => {
      const { role, ...said } = delta
      return { ...rest, delta: role === undefined ? delta : { role, ...said } }
    }),
  }
}

/** `call_` and eight digits (recorded). */
export function grokCallId(seed: Seed, name: string): string {
  return `call_${drawId(seed, name, 8, '0123456789')}`
}
