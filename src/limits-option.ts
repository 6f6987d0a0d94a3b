import { UsageError } from './errors.ts'
import type { LimitsOf, ProviderDefinition } from './provider.ts'
import { LIMIT_NAMES, type LimitName, type Limits } from './rate-limit.ts'

/** Limits by provider: the name of one of its tiers, or numbers that replace the provider's. */
export type LimitsOption = Readonly<Record<string, Limits | string>>

/** Limits as an option chose them. */
export interface ChosenLimits {
  readonly of: LimitsOf
  /** The name of the preset. */
  readonly tier: string | undefined
}

type Limited = Pick<ProviderDefinition, 'name' | 'tiers'>

/**
 * The limits that the option asks for, by provider.
 *
 * @throws {UsageError} for a provider that is not there, and for unknown tiers, names and values
 */
export function readLimits(
  option: LimitsOption,
  providers: readonly Limited[],
): Readonly<Record<string, ChosenLimits>> {
  return Object.fromEntries(
    Object.entries(option).map(([name, limits]) => {
      const provider = providers.find((one) => one.name === name)
      if (!provider) {
        throw new UsageError(
          `limits names the provider "${name}", which this simulation does not have. It has: ${providers.map((one) => one.name).join(', ')}.`,
        )
      }
      return [
        name,
        typeof limits === 'string'
          ? { of: tierOf(provider, limits), tier: limits }
          : { of: fixed(provider, limits), tier: undefined },
      ]
    }),
  )
}

function tierOf({ name, tiers = {} }: Limited, tier: string): LimitsOf {
  const found = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined
  if (found) return found
  const known = Object.keys(tiers)
  const advice = known.length === 0 ? 'It has none: give numbers.' : `It has: ${known.join(', ')}.`
  throw new UsageError(`limits: ${name} has no tier "${tier}". ${advice}`)
}

function fixed({ name }: Limited, limits: Limits): LimitsOf {
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits)) {
    throw new UsageError(`limits: ${name} must be the name of a tier or an object of numbers, not ${String(limits)}.`)
  }
  for (const [limit, value] of Object.entries(limits) as [LimitName, unknown][]) {
    if (!LIMIT_NAMES.includes(limit)) {
      throw new UsageError(`limits: ${name} has no limit "${limit}". Limits: ${LIMIT_NAMES.join(', ')}.`)
    }
    if (value === undefined) continue
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
      throw new UsageError(
        `limits: ${name}.${limit} must be a number above 0, not ${String(value)}. Leave it out for no limit.`,
      )
    }
  }
  const copy = { ...limits }
  return () => copy
}
