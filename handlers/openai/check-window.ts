import { ApiError } from '../../src/errors.ts'
import type { Model } from '../../src/models.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { traitsOf } from './models.ts'

/** Refuses prompts that the model's window does not hold; of the oldest models also those that leave no room for `max_tokens`. */
export function checkWindow(request: CompletionRequest, model: Model, inputTokens: number): void {
  const { contextWindow: window } = model
  const most = Math.min(model.maxInputTokens ?? window, window)
  const { family } = traitsOf(model)
  const completion = family === 'gpt-3.5' || family === 'gpt-4' ? (request.maxTokens ?? 0) : 0
  if (inputTokens <= most && inputTokens + completion <= window) return
  const isBrief = family === 'gpt-5' || family === 'gpt-5.1+'
  throw new ApiError('context_length', '', {
    details: { inputTokens, most, window, maxTokens: request.maxTokens, isBrief, completion },
    hint: `The prompt has ${inputTokens} tokens${completion > 0 ? ` and asks for ${completion} more` : ''}; ${model.id} takes ${most}.`,
  })
}
