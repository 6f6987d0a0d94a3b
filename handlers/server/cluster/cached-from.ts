import type { Model } from '../../../src/models.ts'
import type { Accounting, ProviderDefinition } from '../../../src/provider.ts'
import { directRequest } from '../../../src/reply/direct.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'

const NO_TEXT: Tokenizer = { name: 'no text', count: () => 0, split: () => [] }
const known = new WeakMap<ProviderDefinition, number>()

/**
 * Tokens from which the provider caches prompts unasked, where a later request may then cost less: the lowest of its models. Infinity where it caches
 * nothing, or only what a request marks.
 */
export function cachedFrom(definition: ProviderDefinition): number {
  const before = known.get(definition)
  if (before !== undefined) return before
  const { accounting, models } = definition
  // Some answer for any name.
  const unlisted = models.resolve('unlisted')?.model
  const all = unlisted ? [...models.models, unlisted] : models.models
  const lowest = Math.min(...all.map((model) => minimumOf(accounting, model)))
  known.set(definition, lowest)
  return lowest
}

/** What the provider's own rule says of a prompt that marks and names nothing. */
function minimumOf(accounting: Accounting, model: Model): number {
  const plan = accounting.cache?.(directRequest({ model: model.id, messages: [] }), model, NO_TEXT)
  return plan?.kind === 'automatic' ? plan.minimumTokens : Number.POSITIVE_INFINITY
}
