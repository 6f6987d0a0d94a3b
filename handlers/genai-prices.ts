import type { PriceSource, PricedCall } from '../src/cost.ts'

/** What {@link fromGenaiPrices} needs of the package `@pydantic/genai-prices`; its namespace fits. */
export interface GenaiPrices {
  /** USD of one call (`total_price`); nothing for models that it does not know. */
  calcPrice(
    usage: Record<string, number | undefined>,
    modelId: string,
    options?: { readonly providerId?: string; readonly timestamp?: Date },
  ): { readonly total_price: number } | null
}

/**
 * Prices by the package `@pydantic/genai-prices`, as it is installed or as it has updated itself; what it does not know costs what the
 * catalogue says.
 *
 * @example
 * import * as genaiPrices from '@pydantic/genai-prices'
 * const llm = createSimulation({ prices: fromGenaiPrices(genaiPrices) })
 */
export function fromGenaiPrices(lib: GenaiPrices): PriceSource {
  return ({ provider: providerId, model, usage, atMs }) =>
    lib.calcPrice(usageKeys(usage), model, { providerId, timestamp: new Date(atMs) })?.total_price
}

/** Usage in the package's words, which count as ours do: parts within totals. What is 0 is left out: it warns of keys that a model has no price for. */
function usageKeys(usage: PricedCall['usage']): Record<string, number> {
  const keys = {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    cache_write_1h_tokens: usage.cacheWriteLongTokens,
    input_audio_tokens: usage.inputAudioTokens ?? 0,
    input_image_tokens: usage.inputImageTokens ?? 0,
    output_audio_tokens: usage.outputAudioTokens ?? 0,
    output_image_tokens: usage.outputImageTokens ?? 0,
    output_reasoning_tokens: usage.reasoningTokens,
    web_searches: usage.webSearches ?? 0,
  }
  return Object.fromEntries(Object.entries(keys).filter(([, count]) => count > 0))
}
