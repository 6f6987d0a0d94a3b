import {
  choicesOf,
  textOf,
  toolCallsOf,
  type Choice,
  type Completion,
  type FinishReason,
  type ToolCallPart,
} from '../../../src/completion.ts'
import { priceAt } from '../../../src/cost.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import { createdAt } from '../../compatible/plain-chat.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { generationId } from '../ids.ts'
import { traitsOf, type OpenRouterTraits } from '../models.ts'
import { detailsOf, isExcluded, reasoningPart } from './reasoning.ts'
import { servedBy } from './route.ts'
import { annotationsOf, toolUse } from './web.ts'

/** A generation by any of the dialects. */
export type Generated = Exchange<CompletionRequest<Readonly<Record<string, unknown>>>, Completion> & {
  readonly outcome: Completion
}

/** What all chunks of a stream and the unary body have in common. */
export function envelope(exchange: Generated) {
  const { request, model } = exchange
  const { native } = traitsOf(model!.model)
  return {
    id: generationId(exchange),
    created: createdAt(exchange),
    model: request.model.startsWith('openrouter/') ? model!.model.id : request.model,
    provider: servedBy(request.wire, model!),
    // OpenAI's own fingerprint is passed on for models of its chat completions.
    fingerprint: native === 'openai' && request.model.startsWith('openai/gpt-4') ? fingerprint(request.model) : null,
    native,
  }
}

function fingerprint(model: string): string {
  return `fp_${drawId(0, `openrouter ${model}`, 10, HEX)}`
}

/** The tier of the company that served the call, where it tells (recorded: OpenAI's responses, Anthropic, Google). */
export function tierOf({ request, model }: Generated): 'default' | null {
  const company = servedBy(request.wire, model!)
  return company === 'Anthropic' || company === 'Google' || traitsOf(model!.model).native === 'responses'
    ? 'default'
    : null
}

/** The unary body, keys in the order of the wire. */
export function encode(exchange: ChatExchange): object {
  const { id, created, model, provider, fingerprint, native } = envelope(exchange)
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    provider,
    system_fingerprint: fingerprint,
    service_tier: tierOf(exchange),
    choices: choicesOf(exchange.outcome).map((choice, index) => ({
      index,
      logprobs: null,
      finish_reason: FINISH_REASON[choice.finishReason],
      native_finish_reason: NATIVE[native][choice.finishReason],
      message: message(exchange, choice, index),
    })),
    usage: wireUsage(exchange),
  }
}

function message(exchange: ChatExchange, choice: Choice, index: number): object {
  const text = textOf(choice)
  const calls = toolCallsOf(choice)
  const thought = isExcluded(exchange) ? undefined : reasoningPart(choice)
  const details = thought ? detailsOf(exchange, thought, index) : []
  const annotations = annotationsOf(choice, exchange.model!.model)
  return {
    role: 'assistant',
    content: text === '' && calls.length > 0 ? null : text,
    refusal: null,
    reasoning: thought?.text || null,
    ...(calls.length > 0 ? { tool_calls: calls.map(wireCall) } : {}),
    ...(details.length > 0 ? { reasoning_details: details } : {}),
    ...(annotations.length > 0 ? { annotations } : {}),
  }
}

function wireCall({ id, name, arguments: text }: ToolCallPart, index: number): object {
  return { type: 'function', index, id, function: { name, arguments: text } }
}

const RESPONSES: Record<FinishReason, string> = {
  stop: 'completed',
  'stop-sequence': 'completed',
  length: 'max_output_tokens',
  'context-window': 'max_output_tokens',
  'tool-calls': 'completed',
  'content-filter': 'content_filter',
  refusal: 'completed',
  error: 'failed',
}

/** `native_finish_reason` in each maker's words (recorded: end_turn, tool_use, STOP, completed, stop, tool_calls). */
export const NATIVE: Record<OpenRouterTraits['native'], Readonly<Record<FinishReason, string>>> = {
  openai: FINISH_REASON,
  responses: RESPONSES,
  anthropic: {
    stop: 'end_turn',
    'stop-sequence': 'stop_sequence',
    length: 'max_tokens',
    'context-window': 'model_context_window_exceeded',
    'tool-calls': 'tool_use',
    'content-filter': 'refusal',
    refusal: 'refusal',
    error: 'error',
  },
  google: {
    stop: 'STOP',
    'stop-sequence': 'STOP',
    length: 'MAX_TOKENS',
    'context-window': 'MAX_TOKENS',
    'tool-calls': 'STOP',
    'content-filter': 'SAFETY',
    refusal: 'STOP',
    error: 'OTHER',
  },
}

/** Usage with its price: the parts of `cost_details` sum to `cost`, which is what the journal says. */
export function wireUsage(exchange: ChatExchange): object {
  const { usage } = exchange
  const { cost, input, output } = costsOf(exchange)
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    cost,
    is_byok: false,
    prompt_tokens_details: {
      cached_tokens: usage.cacheReadTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      audio_tokens: 0,
      video_tokens: 0,
    },
    cost_details: {
      upstream_inference_cost: cost,
      upstream_inference_prompt_cost: input,
      upstream_inference_completions_cost: output,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, image_tokens: 0, audio_tokens: 0 },
    ...toolUse(exchange.outcome, exchange.model!.model),
  }
}

/** What a generation cost in USD, and which parts of it input and output are. */
export function costsOf({ usage, costUsd, model, receivedAtMs }: Generated) {
  const price = priceAt(model!.model, receivedAtMs)
  const isLong = price?.long !== undefined && usage.inputTokens > price.long.aboveInputTokens
  const rate = (isLong ? price.long : price)?.outputUsdPerMillion ?? 0
  const output = usd((usage.outputTokens * rate) / 1_000_000)
  return { cost: usd(costUsd), input: usd(costUsd - output), output }
}

/** USD without the noise of binary fractions. */
export function usd(value: number): number {
  return Number(value.toPrecision(12))
}
