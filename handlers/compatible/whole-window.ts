import { ApiError } from '../../src/errors.ts'
import type { Model } from '../../src/models.ts'
import type { CompletionRequest } from '../../src/request.ts'

/** Refuses a request whose prompt and largest answer do not fit into the model's window together. */
export function checkWholeWindow({ maxTokens = 0 }: CompletionRequest, model: Model, inputTokens: number): void {
  const window = model.contextWindow
  if (inputTokens + maxTokens <= window) return
  throw new ApiError('context_length', '', { details: { inputTokens, most: window, window, maxTokens } })
}
