import type { Choice, Usage } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { Model } from '../../../src/models.ts'
import { traitsOf } from '../models.ts'
import type { MessagesRequest } from './wire.ts'
import type { WireUsage } from './wire-answer.ts'

/** Prompt tokens as the wire splits them: what was neither read from the cache nor written to it stands alone. */
export function inputUsage({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage) {
  return {
    input_tokens: inputTokens - cacheReadTokens - cacheWriteTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cacheReadTokens,
  }
}

/** Usage before tools that Anthropic runs gave anything back: what a stream begins with. */
export function promptUsage(usage: Usage): Usage {
  return { ...usage, inputTokens: usage.inputTokens - (usage.toolInputTokens ?? 0) }
}

/** How often the web was searched and fetched from; told wherever Anthropic ran any tool. */
export function serverToolUsage({ content }: Pick<Choice, 'content'>): Pick<WireUsage, 'server_tool_use'> {
  const uses = content.filter((part) => part.type === 'server-tool')
  if (uses.length === 0) return {}
  const count = (name: string) => uses.filter((part) => part.name === name && !part.isError).length
  return { server_tool_use: { web_search_requests: count('web_search'), web_fetch_requests: count('web_fetch') } }
}

/** Output tokens as the wire tells them. */
export function outputUsage(exchange: ChatExchange, usage: Usage) {
  return {
    output_tokens: usage.outputTokens,
    ...(tellsThinking(exchange) ? { output_tokens_details: { thinking_tokens: usage.reasoningTokens } } : {}),
  }
}

/** The usage of a message; without details at the start of a stream, as recorded. */
export function wireUsage(
  exchange: ChatExchange,
  usage: Usage,
  output: Pick<WireUsage, 'output_tokens' | 'output_tokens_details'>,
): WireUsage {
  const { cacheWriteTokens, cacheWriteLongTokens } = usage
  return {
    ...inputUsage(usage),
    cache_creation: {
      ephemeral_5m_input_tokens: cacheWriteTokens - cacheWriteLongTokens,
      ephemeral_1h_input_tokens: cacheWriteLongTokens,
    },
    ...output,
    service_tier: exchange.isBatched ? 'batch' : 'standard',
    inference_geo: wireOf(exchange).inference_geo ?? traitsOf(modelOf(exchange)).inferenceGeo,
  }
}

/** Recorded on thinking answers of Haiku 4.5 (Aug 2026) and Sonnet 4.5, and on every answer of Opus 4.8; never on Sonnet 4. */
function tellsThinking(exchange: ChatExchange): boolean {
  const model = modelOf(exchange)
  const is45 = (model.released ?? '9') >= '2025-09'
  return is45 && (exchange.request.reasoning !== undefined || !traitsOf(model).samplingAllowed)
}

/** The body that this dialect parsed. */
export function wireOf(exchange: ChatExchange): MessagesRequest {
  // Reason: an exchange of this dialect holds what its parse gave.
  return exchange.request.wire as MessagesRequest
}

/** The model of an answered exchange. */
export function modelOf(exchange: ChatExchange): Model {
  return exchange.model!.model
}

/** The part of an answer that context management adds [2.2; recordings with the beta header]. */
export function contextManagement(exchange: ChatExchange): {
  readonly context_management?: { readonly applied_edits: readonly [] }
} {
  const isOn =
    wireOf(exchange).context_management != null ||
    (exchange.headers.get('anthropic-beta') ?? '').includes('context-management-')
  return isOn ? { context_management: { applied_edits: [] } } : {}
}
