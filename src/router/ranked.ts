import type { RouteCandidate, RouteConstraints, RouteRequest } from './route.ts'
import { isMeant, type RoutingRule } from './rules.ts'
import {
  scoresBy,
  STRATEGIES,
  strategyName,
  usedBy,
  type ModelName,
  type Standing,
  type Strategy,
  type StrategyName,
} from './strategies.ts'
import type { Weighed } from './weigh.ts'

/** What is ranked, and by what. */
export interface Contest {
  readonly eligible: readonly Weighed[]
  readonly request: RouteRequest
  readonly constraints: RouteConstraints
  readonly rule: RoutingRule | undefined
  readonly standing: Standing
  readonly strategy: Strategy
  readonly isNamed: boolean
  asCandidate(one: Weighed, score: number): RouteCandidate
}

interface Place {
  readonly one: Weighed
  readonly score: number
}

/** The eligible models, best first. */
export interface Ranking {
  readonly order: readonly Place[]
  readonly strategy: string
  /** Whether the rule, or the list of preferred providers, put the first one there. */
  readonly isByRule: boolean
  readonly isPreferred: boolean
  readonly threshold: number | undefined
}

/** Ranks by the strategy; then preferred providers go first, and before them what a rule names. */
export function ranked(contest: Contest): Ranking {
  const { constraints, rule, isNamed } = contest
  const { order, strategy, threshold } = byStrategy(contest, contest.strategy)
  const { preferredProviders = [] } = constraints
  const isIn = (names: readonly string[], place: Place | undefined) =>
    place !== undefined && names.some((name) => isMeant(name, place.one.row))
  const preferred = isNamed || preferredProviders.length === 0 ? order : promoted(order, preferredProviders)
  const ruled = rule ? promoted(preferred, rule.prefer) : preferred
  const isByRule = rule !== undefined && isIn(rule.prefer, ruled[0])
  return {
    order: ruled,
    strategy,
    isByRule,
    isPreferred: !isByRule && !isNamed && isIn(preferredProviders, ruled[0]),
    threshold,
  }
}

/** Those that the names mean go first, in the order of the names; the rest stays as it is. */
function promoted(order: readonly Place[], names: readonly string[]): readonly Place[] {
  const rank = ({ one }: Place) => {
    const index = names.findIndex((name) => isMeant(name, one.row))
    return index < 0 ? names.length : index
  }
  return order.toSorted((a, b) => rank(a) - rank(b))
}

type Ordered = Pick<Ranking, 'order' | 'strategy' | 'threshold'>

function byStrategy(contest: Contest, strategy: Strategy | ModelName): Ordered {
  const { eligible, standing, request, asCandidate } = contest
  const name = strategyName(strategy as Strategy)
  const ordered = (order: readonly Place[], threshold?: number): Ordered => ({ order, strategy: name, threshold })
  if (typeof strategy === 'function') {
    const scores = scoresBy('score', eligible, standing)
    const byCandidate = new Map(
      eligible.map((one, index) => [asCandidate(one, scores[index]!), { one, score: scores[index]! }]),
    )
    const { complexity, random } = standing
    const taken = strategy([...byCandidate.keys()], { request, complexity, random })
    return ordered(taken.flatMap((candidate) => byCandidate.get(candidate) ?? sameModel(byCandidate, candidate)))
  }
  if (typeof strategy === 'string') {
    const scores = scoresBy(strategy as StrategyName, eligible, standing)
    const places = eligible.map((one, index) => ({ one, score: scores[index]! }))
    // Stable: equal scores keep the order of the catalogue.
    return ordered(places.toSorted((a, b) => b.score - a.score))
  }
  if (strategy.kind === 'threshold') {
    const { strong, weak, threshold } = strategy
    const isStrong = standing.complexity.score >= threshold
    const wanted = isStrong ? [strong, weak] : [weak, strong]
    const distance = Math.abs(standing.complexity.score - threshold)
    const places = wanted.flatMap((key, index) =>
      eligible.filter(({ row }) => isMeant(key, row)).map((one) => ({ one, score: index === 0 ? 1 : 1 - distance })),
    )
    return ordered(places, threshold)
  }
  const used = usedBy(strategy, request)
  if (used === undefined) return ordered([])
  if (typeof used !== 'string' || isStrategyName(used)) return { ...byStrategy(contest, used), strategy: name }
  const scores = scoresBy('score', eligible, standing)
  const places = eligible
    .map((one, index) => ({ one, score: scores[index]! }))
    .filter(({ one }) => isMeant(used, one.row))
  return ordered(places.toSorted((a, b) => b.score - a.score))
}

function isStrategyName(name: string): boolean {
  return (STRATEGIES as readonly string[]).includes(name)
}

/** A candidate that a function made anew, by its model. */
function sameModel(places: ReadonlyMap<RouteCandidate, Place>, { provider, model }: RouteCandidate): readonly Place[] {
  for (const [candidate, place] of places)
    if (candidate.provider === provider && candidate.model === model) return [place]
  return []
}
