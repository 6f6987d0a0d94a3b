import { ApiError } from '../../../src/errors.ts'
import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import type { Issue } from '../../../src/validation.ts'
import { traitsOf } from '../models.ts'
import { checkedBody, requiredModel, servesAt } from '../operation-body.ts'
import { refused } from '../wording.ts'
import { REQUEST, type WireRequest } from './wire.ts'

/** One text, or its token ids. */
export type EmbeddingInput = string | readonly number[]

export interface EmbeddingRequest extends OperationRequest<WireRequest> {
  readonly inputs: readonly EmbeddingInput[]
  /** Floats of a vector as the model makes it, and as asked for. */
  readonly modelDimensions: number
  readonly dimensions: number
}

/** The request in engine terms; throws what the API refuses. */
export function parseRequest(call: Call): EmbeddingRequest {
  const wire = checkedBody(call, REQUEST, wordInput) as WireRequest
  const { model } = requiredModel(call, wire.model)
  if (!servesAt(model, 'embeddings')) {
    throw new ApiError('permission', 'You are not allowed to generate embeddings from this model', { code: null })
  }
  const modelDimensions = traitsOf(model).dimensions ?? 1536
  if (wire.dimensions) checkDimensions(model.id, wire.dimensions, modelDimensions)
  return {
    operation: 'embeddings',
    model: wire.model,
    stream: false,
    wire,
    inputs: inputsOf(wire.input),
    modelDimensions,
    dimensions: wire.dimensions ?? modelDimensions,
  }
}

function checkDimensions(model: string, asked: number, most: number): void {
  if (model.endsWith('ada-002')) throw refused('This model does not support specifying dimensions.', null, null)
  if (asked <= most) return
  throw refused(`Invalid value for 'dimensions' = ${asked}. Must be less than or equal to ${most}.`, null, null)
}

function inputsOf(input: WireRequest['input']): readonly EmbeddingInput[] {
  if (typeof input === 'string') return [input]
  if (isTokens(input)) return [input]
  if (input.every((item) => typeof item === 'string' && item !== '')) return input
  if (input.every(isTokens)) return input
  throw invalidInput()
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => Number.isInteger(item) && item >= 0)
}

function wordInput([issue]: readonly Issue[]): ApiError | undefined {
  if (issue!.path[0] !== 'input' || issue!.kind === 'missing') return undefined
  return issue!.kind === 'length' && issue!.side === 'above' ? undefined : invalidInput()
}

/** What the API says about any input that it cannot read. */
export function invalidInput(): ApiError {
  const message =
    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference."
  return refused(message, null, null)
}
