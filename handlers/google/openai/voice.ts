import { ApiError } from '../../../src/errors.ts'
import type { Voice } from '../../../src/provider.ts'
import type { Backend } from '../backend.ts'

/** Google's errors, each in a list of one. */
export function openaiVoice(backend: Backend): Voice {
  return {
    headers: backend.headers,
    encodeError(error, exchange) {
      const wire = backend.errors.encodeError(error, exchange)
      const isPage = wire.contentType?.startsWith('text/html')
      return isPage ? wire : { ...wire, body: `[${String(wire.body).trimEnd()}\n]\n` }
    },
  }
}

/** The error of a model that is not there, or cannot do what is asked. */
export function unknownModel(model: string, method: string): ApiError {
  const name = model.startsWith('models/') ? model : `models/${model}`
  return new ApiError(
    'not_found',
    `${name} is not found for API version v1main, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
  )
}

/** An object with its keys in the order of the alphabet, as this layer writes all of them (recorded). */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, sorted(member)]),
  )
}
