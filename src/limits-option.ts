import { UsageError } from './errors.ts'
import { insteadOf } from './nearest.ts'
import type { LimitsOf, ProviderCard, ProviderDefinition } from './provider.ts'
import { LIMIT_NAMES, type LimitName, type Limits } from './rate-limit.ts'

/** Limits by provider: the name of one of its tiers, or numbers that replace the provider's. */
export type LimitsOption = Readonly<Record<string, Limits | string>>

/** Limits as an option chose them: a preset of the provider's, or numbers. */
export type ChosenLimits =
  | { readonly tier: string; readonly numbers?: never }
  | { readonly numbers: Limits; readonly tier?: never }

type Limited = Pick<ProviderCard, 'name' | 'tierNames'>

/** The rule behind what was chosen; the provider's default where nothing was. */
export function limitsBy(chosen: ChosenLimits | undefined, { limits, tiers }: ProviderDefinition): LimitsOf {
  if (chosen?.numbers) return () => chosen.numbers
  return (chosen && tiers?.[chosen.tier]) ?? limits
}

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
          `limits names the provider "${name}", which this simulation does not have. ${insteadOf(
            name,
            providers.map((one) => one.name),
            'It has',
          )}`,
        )
      }
      return [
        name,
        typeof limits === 'string'
          ? { tier: checkedTier(provider, limits) }
          : { numbers: checkedNumbers(provider, limits) },
      ]
    }),
  )
}

function checkedTier({ name, tierNames }: Limited, tier: string): string {
  if (tierNames.includes(tier)) return tier
  const advice = tierNames.length === 0 ? 'It has none: give numbers.' : insteadOf(tier, tierNames, 'It has')
  throw new UsageError(`limits: ${name} has no tier "${tier}". ${advice}`)
}

function checkedNumbers({ name }: Limited, limits: Limits): Limits {
  if (typeof limits !== 'object' || limits === null || Array.isArray(limits)) {
    throw new UsageError(`limits: ${name} must be the name of a tier or an object of numbers, not ${String(limits)}.`)
  }
  for (const [limit, value] of Object.entries(limits) as [LimitName, unknown][]) {
    if (!LIMIT_NAMES.includes(limit)) {
      throw new UsageError(`limits: ${name} has no limit "${limit}". ${insteadOf(limit, LIMIT_NAMES, 'Known')}`)
    }
    if (value === undefined) continue
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
      throw new UsageError(
        `limits: ${name}.${limit} must be a number above 0, not ${String(value)}. Leave it out for no limit.`,
      )
    }
  }
  return { ...limits }
}
