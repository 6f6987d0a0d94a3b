import type { ApiError } from '../../src/errors.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { LimitName, Limits, Meter } from '../../src/rate-limit.ts'

/** The meter of one limit, where the exchange was counted against it. */
export function meterOf(meters: readonly Meter[], name: LimitName): Meter | undefined {
  return meters.find((meter) => meter.name === name)
}

/** Whole units that a meter has left. */
export function leftOf({ limit, used }: Meter): number {
  return Math.max(0, Math.floor(limit - used + 1e-6))
}

/** The meter that refused an exchange; undefined for a rate limit that is only pretended. */
export function spentMeter({ details }: ApiError): Meter | undefined {
  // Admission puts it there.
  return details['meter'] as Meter | undefined
}

/** Limits of the first row whose word is in the model's id; `other` of any other model and of none. */
export function limitsByModel(rows: readonly (readonly [word: string, limits: Limits])[], other: Limits): LimitsOf {
  return (model) => rows.find(([word]) => model?.id.includes(word))?.[1] ?? other
}

/** Units that a meter has used, rounded up as error messages show them. */
export function usedOf({ used }: Meter): number {
  return Math.ceil(used - 1e-6)
}
