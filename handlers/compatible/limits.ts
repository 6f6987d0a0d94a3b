import type { LimitName, Meter } from '../../src/rate-limit.ts'

/** The meter of one limit, where the exchange was counted against it. */
export function meterOf(meters: readonly Meter[], name: LimitName): Meter | undefined {
  return meters.find((meter) => meter.name === name)
}

/** Whole units that a meter has left. */
export function leftOf({ limit, used }: Meter): number {
  return Math.max(0, Math.floor(limit - used + 1e-6))
}

/** Units that a meter has used, rounded up as error messages show them. */
export function usedOf({ used }: Meter): number {
  return Math.ceil(used - 1e-6)
}
