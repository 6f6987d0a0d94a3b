import type { ModelCatalog, ResolvedModel } from '../../src/models.ts'
import { ApiError } from '../../src/errors.ts'
import { modelNameOf } from './model-name.ts'
import { traitsOf } from './models.ts'

/**
 * The model that a path names.
 *
 * An unknown one is a 400 in the same words on every operation (recorded); so is a newer one by its bare id.
 */
export function resolveModel(asked: string, models: ModelCatalog): ResolvedModel {
  const resolved = known(asked, models)
  const { profile, isArn } = modelNameOf(asked)
  if (profile === undefined && !isArn && traitsOf(resolved.model).profiles === 'required') {
    throw new ApiError(
      'invalid_request',
      `Invocation of model ID ${asked} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
      { hint: `Call it as us.${asked}, eu.${asked} or global.${asked}.` },
    )
  }
  return resolved
}

/** The model that a path names, by its bare id too: what counting asks for (recorded). */
export function known(asked: string, models: ModelCatalog): ResolvedModel {
  const resolved = models.resolve(asked)
  if (!resolved) throw new ApiError('invalid_request', 'The provided model identifier is invalid.')
  return resolved
}
