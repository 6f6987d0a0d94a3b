import type { Usage } from '../../../src/completion.ts'

/** Usage on the wire, with both detail objects (recorded since July 2026). */
export function wireUsage(usage: Usage): object {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cache_write_tokens: usage.cacheWriteTokens, cached_tokens: usage.cacheReadTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}
