import { UsageError } from './errors.ts'
import { latencyOption, type LatencyOption } from './latency.ts'
import type { LimitsOption } from './limits-option.ts'
import { checkErrorRate, checkNumber, checkSeed, type SimulationOptions } from './options.ts'

/** Options that may change while a simulation runs; each means what the option of its name does. */
export interface Settings {
  readonly seed: number | string
  /** `latencyMs` is told as a number here. Undefined: no waiting. */
  readonly latency: LatencyOption | undefined
  readonly timeScale: number
  readonly errorRate: number | 'realistic'
  readonly limits: LimitsOption
}

/** The settings that a simulation starts with. */
export function settingsOf(options: SimulationOptions): Settings {
  const { seed = 0, timeScale = 1, errorRate = 0, limits = {} } = options
  return { seed, latency: latencyOption(options), timeScale, errorRate, limits }
}

/**
 * The settings after a change of some of them.
 *
 * @throws {UsageError} for names that are no settings and for impossible values
 */
export function changeSettings(settings: Settings, change: Partial<Settings>): Settings {
  for (const name of Object.keys(change)) {
    if (!(name in settings))
      throw new UsageError(`configure has no setting "${name}". Settings: ${Object.keys(settings).join(', ')}.`)
  }
  const { latency } = change
  if (latency !== undefined) latencyOption({ latency })
  checkNumber('timeScale', change.timeScale, 0, 1_000_000)
  checkSeed(change.seed)
  checkErrorRate(change.errorRate)
  return { ...settings, ...change }
}
