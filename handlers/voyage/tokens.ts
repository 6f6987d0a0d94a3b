import { ApiError } from '../../src/errors.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting, OperationContext } from '../../src/provider.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { traitsOf } from './models.ts'

/** Tokens of an input as they are billed: one less than o200k_base counts (recorded: 6 for 7, 3 for 4, 0 for 1). */
export function countText(text: string, tokenizer: Tokenizer): number {
  return Math.max(0, tokenizer.count(text) - 1)
}

/** Tokens of a request for a ranking besides its pairs. */
export const REQUEST_TOKENS = 2

/** Tokens of a query and a document that are compared: with {@link REQUEST_TOKENS} 43 and 57 for three and four pairs, as recorded. */
export function countPair(query: number, document: number): number {
  return Math.max(1, query + document - 4)
}

/**
 * Tokens of the items of a batch after truncation.
 *
 * @throws {ApiError} for an item beyond the window where truncation is off, and for too many tokens together.
 */
export function limitedCounts(counts: readonly number[], model: Model, isTruncated: boolean): readonly number[] {
  const window = model.contextWindow
  const tooLong = counts.findIndex((count) => count > window)
  if (tooLong >= 0 && !isTruncated) {
    throw new ApiError(
      'context_length',
      `Request to model '${model.id}' failed. The example at index ${tooLong} in your batch has too many tokens and does not fit into the model's context window of ${window} tokens. Please lower the number of tokens in the listed example(s) or use truncation.`,
    )
  }
  const kept = counts.map((count) => Math.min(count, window))
  const total = kept.reduce((sum, count) => sum + count, 0)
  const most = traitsOf(model).batchTokens
  if (total <= most) return kept
  throw new ApiError(
    'context_length',
    `Request to model '${model.id}' failed. The max allowed tokens per submitted batch is ${most}. Your batch has ${total} tokens after truncation. Please lower the number of tokens in the batch.`,
  )
}

/** The model of a context; parse has resolved it. */
export function modelOf({ model }: OperationContext): Model {
  return model!
}

/** There is no chat here; what is counted is counted by the operations. */
export const accounting: Accounting = {
  countInput: () => 0,
  countOutput: () => ({ outputTokens: 0, reasoningTokens: 0 }),
}
