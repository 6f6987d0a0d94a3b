import type { BaseUrlsOption } from './addresses.ts'
import { CHECKS, type ValidationOption } from './checks.ts'
import type { ClockOption } from './clock-option.ts'
import type { PriceSource } from './cost.ts'
import { UsageError } from './errors.ts'
import type { Fault } from './faults/fault.ts'
import type { LatencyOption } from './latency.ts'
import type { LimitsOption } from './limits-option.ts'
import { checkLoad, type LoadOptions } from './load.ts'
import type { Middleware } from './middleware.ts'
import { insteadOf } from './nearest.ts'
import type { Responder, Rule } from './reply/rule.ts'
import { shown } from './shown.ts'
import type { TokenizersOption } from './tokens/tokenizer-option.ts'

/** Options of a simulation; all have defaults. */
export interface SimulationOptions {
  /** The start of all randomness. Default: 0, so that two runs are equal. */
  readonly seed?: number | string
  /** Further addresses by provider: a proxy, a server of your own (`openai: ['http://localhost:8000/v1']`). Default: none besides each provider's own. */
  readonly baseUrls?: BaseUrlsOption
  /** `'any'`: names that a provider's catalogue does not have are models, too, without a price. Default: they are refused as the provider does. */
  readonly models?: 'any'
  /** The keys that are accepted. Default: any key that is not empty. */
  readonly apiKeys?: readonly string[]
  /** A fixed delay of every answer, in milliseconds. Default: 0. Excludes `latency`. */
  readonly latencyMs?: number
  /** `'realistic'`: each provider's own pace; or a fixed delay in ms, or a profile. Default: no waiting. Excludes `latencyMs`. */
  readonly latency?: LatencyOption
  /** Factor on all waiting; 0: none, while the journal still reports the whole times. Default: 1. */
  readonly timeScale?: number
  /** How each provider copes with many requests at once. Default: without any limit. */
  readonly load?: LoadOptions
  /** Share of exchanges that fail, 0 to 1, with the provider's own mix of errors; `'realistic'`: each provider's usual share. Default: 0. */
  readonly errorRate?: number | 'realistic'
  /** `'real'` (default; fake timers drive it), `'virtual'` (moves on by itself when all wait), `'manual'`, or a clock of yours. */
  readonly clock?: ClockOption
  /** Limits by provider: the name of one of its tiers, or numbers. Default: a generous tier of each provider. */
  readonly limits?: LimitsOption
  /** Tokenizers of yours by provider, for exact counts where its own are calibrated: usage, limits, cost, and where `max_tokens` cuts. */
  readonly tokenizers?: TokenizersOption
  /** USD after which providers answer that the credit is spent. Default: no end. */
  readonly budgetUsd?: number
  /** Providers whose bodies and streams tell no usage, as some gateways do; it is counted and billed all the same. Default: none. */
  readonly usage?: Readonly<Record<string, 'omit'>>
  /** Prices that go before the catalogue's, for instance `fromGenaiPrices(…)`. Default: the catalogue's. */
  readonly prices?: PriceSource
  /**
   * Whether requests are checked as the provider checks them. Default: `'strict'`.
   *
   * `'lenient'` refuses only what cannot be read at all, and keys; `{ tools: false }` leaves out single groups of checks.
   */
  readonly validation?: ValidationOption
  /** Rules that are there from the start and survive `reset`. */
  readonly rules?: readonly Rule[]
  /** Decides every answer that no rule gives; where it says undefined, the simulated model answers. */
  readonly responder?: Responder
  /** Code around the stages of an exchange that is there from the start and survives `reset`. */
  readonly middleware?: readonly Middleware[]
  /** Faults that are there from the start and survive `reset`. */
  readonly faults?: readonly Fault[]
  /** Whether an exchange that no rule answers fails with an explanation. Default: false. */
  readonly strict?: boolean
  /** Exchanges that the journal keeps. Default: 2000. */
  readonly journalSize?: number
}

const KNOWN: Record<keyof SimulationOptions, true> = {
  seed: true,
  baseUrls: true,
  models: true,
  apiKeys: true,
  latencyMs: true,
  latency: true,
  timeScale: true,
  load: true,
  errorRate: true,
  clock: true,
  limits: true,
  tokenizers: true,
  budgetUsd: true,
  usage: true,
  prices: true,
  validation: true,
  rules: true,
  responder: true,
  middleware: true,
  faults: true,
  strict: true,
  journalSize: true,
}

/**
 * The options, checked: unknown names and impossible values are UsageErrors that name them.
 *
 * @param others names of the options that whoever asks has taken out before
 */
export function checkOptions(options: SimulationOptions, others: readonly string[]): SimulationOptions {
  for (const name of Object.keys(options)) {
    if (name in KNOWN) continue
    const known = [...others, ...Object.keys(KNOWN)]
    throw new UsageError(`createSimulation has no option "${name}". ${insteadOf(name, known, 'Its options')}`)
  }
  if (options.models !== undefined && options.models !== 'any')
    throw new UsageError(
      `models must be 'any' here. Give models of yours to a provider: new MockProvider('openai', { models: [...] }).`,
    )
  checkSeed(options.seed)
  checkErrorRate(options.errorRate)
  checkNumber('timeScale', options.timeScale, 0, 1_000_000)
  checkLoad(options.load)
  checkNumber('budgetUsd', options.budgetUsd, 0, Number.MAX_VALUE)
  checkNumber('journalSize', options.journalSize, 1, 10_000_000)
  if (options.apiKeys?.length === 0)
    throw new UsageError('apiKeys is empty, so no request could pass. Leave it out to accept any key.')
  checkWord('clock', options.clock, ['real', 'virtual', 'manual'])
  checkValidation(options.validation)
  for (const [name, value] of Object.entries(options.usage ?? {})) checkWord(`usage.${name}`, value, ['omit'])
  return options
}

/** @throws {UsageError} where it is neither a number nor text */
export function checkSeed(seed: unknown): void {
  if (seed === undefined || typeof seed === 'string' || Number.isFinite(seed)) return
  throw new UsageError(`seed must be a number or a text, not ${shown(seed)}.`)
}

/** @throws {UsageError} where `value` is given and not a number in [min, max]. */
export function checkNumber(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (typeof value === 'number' && value >= min && value <= max)) return
  const range = max === Number.MAX_VALUE ? `${min} or above` : `from ${min} to ${max}`
  throw new UsageError(`${name} must be a number ${range}, not ${shown(value)}.`)
}

/** @throws {UsageError} where it is neither a share nor `'realistic'` */
export function checkErrorRate(errorRate: number | 'realistic' | undefined): void {
  if (errorRate !== 'realistic') checkNumber('errorRate', errorRate, 0, 1)
}

function checkWord(name: string, value: unknown, words: readonly string[]): void {
  if (typeof value !== 'string' || words.includes(value)) return
  throw new UsageError(`${name} must be one of ${words.map((word) => `'${word}'`).join(', ')}, not '${value}'.`)
}

function checkValidation(option: ValidationOption | undefined): void {
  checkWord('validation', option, ['strict', 'lenient'])
  if (typeof option !== 'object') return
  for (const [name, value] of Object.entries(option)) {
    if (!(CHECKS as readonly string[]).includes(name))
      throw new UsageError(`validation has no checks named "${name}". It has: ${CHECKS.join(', ')}.`)
    if (typeof value !== 'boolean')
      throw new UsageError(`validation.${name} must be true or false, not ${String(value)}.`)
  }
}
