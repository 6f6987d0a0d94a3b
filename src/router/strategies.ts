import { UsageError } from '../errors.ts'
import type { Random } from '../random.ts'
import type { Health } from './health.ts'
import { fits, type Query } from './query.ts'
import type { Complexity, Quality, RouteCandidate, RouteRequest } from './route.ts'
import type { Weighed } from './weigh.ts'

/** The strategies that have a name. */
export const STRATEGIES = [
  'score',
  'cheapest',
  'fastest',
  'highest-quality',
  'weighted',
  'round-robin',
  'least-busy',
  'lowest-usage',
  'priority',
] as const
/** A strategy without options. */
export type StrategyName = (typeof STRATEGIES)[number]

/** Two models: the strong one where the prompt's complexity reaches the threshold. */
export interface ThresholdStrategy {
  readonly kind: 'threshold'
  /** `provider:model`. */
  readonly strong: string
  readonly weak: string
  /** 0 to 1. */
  readonly threshold: number
}

/** A model of a provider, `openai:gpt-4o` or `openai/gpt-4o`. */
export type ModelName = `${string}:${string}` | `${string}/${string}`

/** The first condition that holds says where to; a model's name or another strategy. */
export interface ConditionalStrategy {
  readonly kind: 'conditional'
  readonly when: readonly { readonly query: Query; readonly use: ModelName | Strategy }[]
  /** Where no condition holds. Default: nowhere, which is a RoutingError. */
  readonly default?: ModelName | Strategy
}

/** Orders the eligible candidates; those that it leaves out are not taken. */
export type StrategyFunction = (
  candidates: readonly RouteCandidate[],
  context: RouteContext,
) => readonly RouteCandidate[]

/** How the eligible models are ranked. */
export type Strategy = StrategyName | ThresholdStrategy | ConditionalStrategy | StrategyFunction

/** What a strategy of your own may look at. */
export interface RouteContext {
  readonly request: RouteRequest
  readonly complexity: Complexity
  readonly random: Random
}

/** What named strategies rank by. */
export interface Standing {
  readonly complexity: Complexity
  readonly quality: Quality | undefined
  readonly health: Health
  readonly random: Random
  /** Routes so far. */
  readonly turn: number
}

/** A score of 0 to 1 for each of the eligible, in their order. */
export function scoresBy(name: StrategyName, eligible: readonly Weighed[], standing: Standing): readonly number[] {
  const { health } = standing
  const scores = SCORES[name](eligible, standing)
  return scores.map((score, index) => (health.isDegraded(eligible[index]!.row.provider) ? score / 2 : score))
}

type Scores = (eligible: readonly Weighed[], standing: Standing) => number[]

const SCORES: Readonly<Record<StrategyName, Scores>> = {
  score: (eligible, { complexity, quality }) => {
    const wanted = 0.25 + 0.6 * complexity.score
    const [byQuality, byCost, byTime] = WEIGHTS[quality ?? 'none']
    const costs = nearness(eligible, ({ cost }) => cost!)
    const times = nearness(eligible, ({ latency }) => latency.totalMs)
    return eligible.map(
      ({ row }, index) => byQuality * fitOf(row.quality, wanted) + byCost * costs[index]! + byTime * times[index]!,
    )
  },
  cheapest: (eligible) => nearness(eligible, ({ cost }) => cost!),
  fastest: (eligible) => nearness(eligible, ({ latency }) => latency.totalMs),
  'highest-quality': (eligible) => eligible.map(({ row }) => row.quality),
  weighted: (eligible, { random }) => {
    // Efraimidis and Spirakis: the k-th of the ranking is drawn by weight among those that are left.
    return eligible.map(({ row }) => (row.weight > 0 ? random.next() ** (1 / row.weight) : 0))
  },
  'round-robin': (eligible, { turn }) => {
    const next = turn % eligible.length
    return eligible.map((_, index) => 1 - ((index - next + eligible.length) % eligible.length) / eligible.length)
  },
  'least-busy': (eligible, { health }) => eligible.map(({ row }) => 1 / (1 + health.inFlight(row.key))),
  'lowest-usage': (eligible, { health }) => eligible.map(({ row }) => 1 / (1 + health.tokensThisMinute(row.key))),
  priority: (eligible) => eligible.map(({ row }) => 1 / (1 + row.priority)),
}

/** Shares of quality, cost and time in the score. */
const WEIGHTS: Readonly<Record<Quality | 'none', readonly [quality: number, cost: number, time: number]>> = {
  none: [0.5, 0.3, 0.2],
  economy: [0.25, 0.55, 0.2],
  balanced: [0.5, 0.3, 0.2],
  premium: [0.75, 0.1, 0.15],
}

/** 1 where the quality is the wanted one; too little costs four times as much as too much. */
function fitOf(quality: number, wanted: number): number {
  const missing = wanted - quality
  return Math.max(0, 1 - (missing > 0 ? 1.6 * missing : -0.4 * missing))
}

/** 1 for the smallest, 0 for the largest, by the logarithm between. */
function nearness(eligible: readonly Weighed[], of: (one: Weighed) => number): number[] {
  const logs = eligible.map((one) => Math.log(of(one) + 1e-9))
  let least = Infinity
  let most = -Infinity
  for (const log of logs) {
    if (log < least) least = log
    if (log > most) most = log
  }
  const span = most - least
  return logs.map((log) => (span === 0 ? 1 : (most - log) / span))
}

/** What a conditional strategy uses for a request; undefined: nothing. */
export function usedBy(
  { when, default: otherwise }: ConditionalStrategy,
  request: RouteRequest,
): ModelName | Strategy | undefined {
  const subject = { metadata: request.metadata ?? {}, params: request }
  return when.find(({ query }) => fits(query, subject))?.use ?? otherwise
}

/** The name of a strategy, for decisions and headers. */
export function strategyName(strategy: Strategy): string {
  if (typeof strategy === 'function') return strategy.name === '' ? 'function' : strategy.name
  return typeof strategy === 'string' ? strategy : strategy.kind
}

/** @throws {UsageError} for a strategy that does not exist, or a threshold that is none */
export function checkStrategy(strategy: Strategy): Strategy {
  if (typeof strategy === 'string' && !STRATEGIES.includes(strategy)) {
    throw new UsageError(
      `There is no strategy "${String(strategy)}". Strategies: ${STRATEGIES.join(', ')}, or { kind: 'threshold' | 'conditional', … }, or a function.`,
    )
  }
  if (typeof strategy === 'object' && strategy.kind === 'threshold') {
    const { threshold, strong, weak } = strategy
    if (!(threshold >= 0 && threshold <= 1))
      throw new UsageError(`strategy: threshold must be 0 to 1, not ${threshold}.`)
    for (const name of [strong, weak]) {
      if (typeof name !== 'string' || !/[:/]/.test(name))
        throw new UsageError(`strategy: a threshold names its models as provider:model, not ${JSON.stringify(name)}.`)
    }
  }
  return strategy
}
