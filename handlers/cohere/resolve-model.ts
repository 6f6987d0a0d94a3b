import { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { ResolvedModel } from '../../src/models.ts'
import type { Call } from '../../src/provider.ts'
import { refused, unknownModel } from './errors.ts'
import { traitsOf, type CohereApi } from './models.ts'

/**
 * The model by its name, if this API serves it.
 *
 * @throws {ApiError} 404 for unknown and for removed models, 400 for those of another API.
 */
export function resolveModel(name: string, api: CohereApi, call: Call): ResolvedModel {
  const resolved = call.models.resolve(name)
  if (!resolved) throw unknownModel(name)
  if (call.validation === 'lenient') return resolved
  const traits = traitsOf(resolved.model)
  if (traits.api !== api) throw refused(`invalid request: model '${name}' is not supported by the ${api} API`)
  if (traits.removedFrom !== undefined && call.nowMs >= Date.parse(traits.removedFrom))
    throw removed(name, traits.removedFrom)
  return resolved
}

/** Recorded 2026-01. */
function removed(name: string, day: string): ApiError {
  return new ApiError(
    'not_found',
    `model '${name}' was removed on ${longDay(day, ', ')}. See https://docs.cohere.com/docs/models#command for a list of models you can use instead.`,
    { hint: "validation: 'lenient' keeps removed models answering." },
  )
}

/** What the API says about a model that is going to be removed, in `x-api-warning` and, in v1, in `meta.warnings` (recorded). */
export function warningOf({ model, receivedAtMs }: Exchange): string | undefined {
  if (!model) return undefined
  const { warnedFrom, removedFrom } = traitsOf(model.model)
  if (warnedFrom === undefined || removedFrom === undefined || receivedAtMs < Date.parse(warnedFrom)) return undefined
  return `model '${model.id}' is deprecated and will be removed ${longDay(removedFrom, ' ')}. Please consider upgrading to a newer model to avoid future service disruptions`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `September 15, 2025`. */
function longDay(day: string, separator: string): string {
  const [year, month, date] = day.split('-')
  return `${MONTHS[Number(month) - 1]} ${Number(date)}${separator}${year}`
}
