import type { Clock } from '../clock.ts'
import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import type { Classifier } from './complexity.ts'
import type { CooldownOptions } from './health.ts'
import type { RouteConstraints, RouteEntry, RouteRequest } from './route.ts'
import type { RoutingRule } from './rules.ts'
import type { Strategy } from './strategies.ts'

/** Options of `createRouter`, apart from where its models come from. */
export interface RouterOptions {
  /** Start of the draws of the strategy `weighted`. Default: 0. */
  readonly seed?: number | string
  /** Default: `score`. */
  readonly strategy?: Strategy
  /** Tried before the strategy, the first that matches. */
  readonly rules?: readonly RoutingRule[]
  /** Constraints of every request, where it does not say otherwise. */
  readonly defaults?: RouteConstraints
  /** Tells how hard a prompt is. Default: by words, code and length. */
  readonly classifier?: Classifier
  readonly cooldown?: CooldownOptions
  /** What `select` waits, as a router that asks a model would. Default: 0 ms. */
  readonly decisionLatencyMs?: number
  /** Time of cool-downs and waits, and of the prices unless `pricesAtMs` says another: `llm.clock`, say. Default: the machine's. */
  readonly clock?: Clock
  /** Time of the prices in epoch milliseconds. Default: the clock's where one is given, else the day of the price list. */
  readonly pricesAtMs?: number
  /** Decisions that `history` keeps. Default: 1,000. */
  readonly historySize?: number
  /** `four-rule`: the ancestor's four rules, words and numbers in place of all else. */
  readonly compat?: 'four-rule'
}

/** What a router routes over. */
export interface RouterModels {
  readonly entries: readonly RouteEntry[]
  /** Names of providers that may be excluded or down though they have no entry. */
  readonly names?: readonly string[]
  /** Models besides the entries, which a request may name. */
  readonly resolve?: (name: string) => readonly RouteEntry[]
  /** Exact input tokens, for `select`. */
  readonly count?: (entry: RouteEntry, request: RouteRequest) => Promise<number>
}

const NAMES: readonly string[] = [
  'seed',
  'strategy',
  'rules',
  'defaults',
  'classifier',
  'cooldown',
  'decisionLatencyMs',
  'clock',
  'pricesAtMs',
  'historySize',
  'compat',
] satisfies readonly (keyof RouterOptions)[]

/** @throws {UsageError} for an option or a value that is none; `besides` are names that the caller reads itself */
export function checkRouterOptions(options: RouterOptions, besides: readonly string[] = []): void {
  const known = [...NAMES, ...besides]
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new UsageError(
        `createRouter has no option "${name}". ${didYouMean(name, known) ?? `Options: ${known.join(', ')}.`}`,
      )
    }
  }
  if (options.compat !== undefined && options.compat !== 'four-rule') {
    throw new UsageError(`compat must be 'four-rule' or left out, not ${JSON.stringify(options.compat)}.`)
  }
  for (const name of ['decisionLatencyMs', 'historySize', 'pricesAtMs'] as const) {
    const value = options[name]
    if (value !== undefined && !(value >= 0))
      throw new UsageError(`${name} must be a number of 0 or more, not ${value}.`)
  }
}

/** @throws {UsageError} for a price, a time or a weight that is no number */
export function checkEntries(entries: readonly RouteEntry[]): void {
  for (const { provider, model, latency, quality, weight, priority } of entries) {
    const figures = [
      ...model.prices.flatMap((price) => Object.entries(price)),
      ...Object.entries({ ...latency, quality, weight, priority }),
    ]
    for (const [name, value] of figures) {
      if (typeof value !== 'number' || Number.isFinite(value)) continue
      throw new UsageError(`${name} of ${provider}:${model.id} is ${value}. Give a finite number, or leave it out.`)
    }
  }
}

/** @throws {UsageError} for a name that is nearly, but not quite, one of the router's providers */
export function checkProviders(what: string, names: readonly string[], known: readonly string[]): void {
  for (const name of names) {
    const meant = known.includes(name) ? undefined : didYouMean(name, known)
    if (meant !== undefined) throw new UsageError(`${what}: the router has no provider "${name}". ${meant}`)
  }
}
