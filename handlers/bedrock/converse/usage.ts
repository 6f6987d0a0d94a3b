import type { ChatExchange } from '../../../src/exchange.ts'
import type { FinishReason } from '../../../src/completion.ts'
import { traitsOf } from '../models.ts'
import type { ConverseRequest, StopReason } from './wire.ts'

export const STOP_REASON: Record<FinishReason, StopReason> = {
  stop: 'end_turn',
  'stop-sequence': 'stop_sequence',
  length: 'max_tokens',
  'context-window': 'model_context_window_exceeded',
  'tool-calls': 'tool_use',
  'content-filter': 'content_filtered',
  refusal: 'content_filtered',
  error: 'end_turn',
}

/** Why an answer ended. Nova does not tell stop sequences from its own ends (recorded). */
export function stopReasonOf(exchange: ChatExchange, reason: FinishReason): StopReason {
  return reason === 'stop-sequence' && isNova(exchange) ? 'end_turn' : STOP_REASON[reason]
}

/** What ends the text of an answer that met a stop sequence: on Nova the sequence itself (recorded). */
export function stopTail(
  exchange: ChatExchange,
  choice: { readonly finishReason: FinishReason; readonly stopSequence?: string },
): string {
  return choice.finishReason === 'stop-sequence' && isNova(exchange) ? (choice.stopSequence ?? '') : ''
}

function isNova({ model }: ChatExchange): boolean {
  return traitsOf(model!.model).family === 'nova'
}

/** `metrics` and all that stands beside it; keys in alphabetical order. */
export function metricsOf({ schedule }: ChatExchange) {
  return { latencyMs: Math.round(schedule.totalMs) }
}

/** Tokens in Converse's words: cached ones apart, and twice; unary answers of Claude name them always (recorded). */
export function usageOf(exchange: ChatExchange, isStream: boolean) {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = exchange.usage
  const isClaude = traitsOf(exchange.model!.model).family === 'claude'
  const tellsCache = cacheReadTokens + cacheWriteTokens > 0 || (isClaude && !isStream)
  return {
    ...(tellsCache
      ? {
          cacheReadInputTokenCount: cacheReadTokens,
          cacheReadInputTokens: cacheReadTokens,
          cacheWriteInputTokenCount: cacheWriteTokens,
          cacheWriteInputTokens: cacheWriteTokens,
        }
      : {}),
    ...(cacheWriteTokens > 0 ? { cacheDetails: cacheDetails(exchange) } : {}),
    inputTokens: inputTokens - cacheReadTokens - cacheWriteTokens,
    outputTokens,
    serverToolUsage: {},
    totalTokens: inputTokens + outputTokens,
  }
}

/** What was written, by lifetime (recorded since 2026). */
function cacheDetails({ usage: { cacheWriteTokens, cacheWriteLongTokens } }: ChatExchange): readonly object[] {
  const rows = [
    { inputTokens: cacheWriteLongTokens, ttl: '1h' },
    { inputTokens: cacheWriteTokens - cacheWriteLongTokens, ttl: '5m' },
  ]
  return rows.filter(({ inputTokens }) => inputTokens > 0)
}

/** What of the request an answer repeats. */
export function servedAs(exchange: ChatExchange): Pick<ConverseRequest, 'performanceConfig' | 'serviceTier'> {
  const { performanceConfig, serviceTier } = wireOf(exchange)
  return {
    ...(performanceConfig?.latency == null ? {} : { performanceConfig: { latency: performanceConfig.latency } }),
    ...(serviceTier ? { serviceTier: { type: serviceTier.type } } : {}),
  }
}

/** Members of the model's own answer that the request names by JSON pointers; `native` is that answer. */
export function additionalFields(
  exchange: ChatExchange,
  native: unknown,
): { readonly additionalModelResponseFields?: unknown } {
  const paths = wireOf(exchange).additionalModelResponseFieldPaths ?? []
  let fields: Record<string, unknown> | undefined
  for (const path of paths) {
    const keys = path.split('/').slice(1)
    const value = keys.reduce<unknown>(
      (inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key],
      native,
    )
    if (keys.length > 0 && value !== undefined) fields = { ...fields, ...nested(keys, value) }
  }
  return fields ? { additionalModelResponseFields: fields } : {}
}

function nested(keys: readonly string[], value: unknown): Record<string, unknown> {
  const [first, ...rest] = keys
  return { [first!]: rest.length === 0 ? value : nested(rest, value) }
}

/** The body that this dialect parsed; direct calls have none. */
export function wireOf(exchange: ChatExchange): ConverseRequest {
  // Reason: an exchange of this dialect holds what its parse gave.
  return (exchange.request.wire as ConverseRequest | undefined) ?? {}
}
