import type { Random } from '../random.ts'
import { checkedConstraints, checkRequest } from './check-constraints.ts'
import { complexityBy, type Classifier } from './complexity.ts'
import type { Health } from './health.ts'
import { askedOf, rowsNamed } from './named-models.ts'
import { needsOf } from './needs.ts'
import { checkProviders, type RouterModels } from './options.ts'
import { ranked, type Ranking } from './ranked.ts'
import { reasonOf } from './reasons.ts'
import { noneLeft, unknownModel } from './refuse.ts'
import type {
  Complexity,
  Quality,
  RouteCandidate,
  RouteConstraints,
  RouteDecision,
  RouteEntry,
  RouteRequest,
} from './route.ts'
import { RoutingError } from './routing-error.ts'
import { matchingRule, type RoutingRule } from './rules.ts'
import type { Standing, Strategy } from './strategies.ts'
import type { Row } from './table.ts'
import { weigh, type Weighed } from './weigh.ts'

/** What a decision rests on besides its request. */
export interface Ground {
  readonly models: RouterModels
  readonly strategy: Strategy
  readonly rules: readonly RoutingRule[]
  readonly defaults: RouteConstraints
  readonly classifier: Classifier
  readonly health: Health
  /** Names of the providers that there are. */
  readonly providers: readonly string[]
  rows(): readonly Row[]
  rowOf(entry: RouteEntry, index: number): Row
  /** The draws of the n-th route. */
  random(turn: number): Random
}

/** One request, and which route of the router it is. */
export interface Occasion {
  readonly request: RouteRequest
  readonly constraints: RouteConstraints
  readonly turn: number
  /** Exact input tokens by key, where they were counted. */
  readonly counted?: ReadonlyMap<string, number> | undefined
}

/**
 * Decides without changing anything. The order of steps: a model that the request names; what hard constraints leave; rules; preferred providers;
 * the strategy's ranking, equal scores in the order of the catalogue; confidence.
 */
export function createDecider(ground: Ground): (occasion: Occasion) => RouteDecision {
  const { classifier, defaults, health, rules } = ground
  return ({ request, constraints: given, turn, counted }) => {
    checkRequest(request)
    const constraints = checkedConstraints(given, defaults)
    if (constraints.excludedProviders)
      checkProviders('excludedProviders', constraints.excludedProviders, ground.providers)
    const { rows, isNamed, strategy } = field(ground, request)
    const needs = needsOf(request)
    const complexity = complexityBy(classifier, request)
    const weighed = rows.map((row) => weigh(row, needs, constraints, health, counted?.get(row.key)))
    const eligible = weighed.filter(({ rejected }) => rejected === undefined)
    const rejected = weighed.filter((one) => one.rejected !== undefined)
    const out = rejected.map((one) => candidateOf(one, 0))
    if (eligible.length === 0) throw noneLeft(rejected, out, constraints, needs)
    const rule = isNamed ? undefined : matchingRule(rules, request, constraints, complexity)
    const standing = new DrawnStanding(complexity, constraints.quality, health, turn, ground)
    const ranking = ranked({
      eligible,
      request,
      constraints,
      rule,
      standing,
      strategy,
      isNamed,
      asCandidate: candidateOf,
    })
    const winner = winnerOf(ranking, eligible, out)
    const { one } = winner
    return {
      provider: one.row.provider,
      model: one.row.model,
      modelKey: one.row.key,
      ...reasonOf({ request, winner: one, rejected, constraints, complexity, needs, rule, isNamed, ...ranking }),
      ...(ranking.isByRule ? { rule: rule!.name } : {}),
      strategy: ranking.strategy,
      estimatedCost: one.cost!,
      estimatedLatency: one.latency,
      tokensIn: one.tokensIn,
      tokensOut: needs.tokensOut,
      confidence: confidenceOf(winner.score, ranking.order[1]?.score),
      complexity,
      alternatives: [...ranking.order.slice(1).map(({ one: other, score }) => candidateOf(other, score)), ...out],
    }
  }
}

/** The models that a request leaves to choose from, and by what. */
function field(
  { models, strategy, rows, rowOf }: Ground,
  { model }: RouteRequest,
): { readonly rows: readonly Row[]; readonly isNamed: boolean; readonly strategy: Strategy } {
  const all = rows()
  const asked = askedOf(model)
  if (asked.kind === 'any') return { rows: all, isNamed: false, strategy }
  if (asked.kind === 'strategy') return { rows: all, isNamed: false, strategy: asked.strategy }
  if (asked.kind === 'threshold') {
    if (typeof strategy === 'object' && strategy.kind === 'threshold') {
      return { rows: all, isNamed: false, strategy: { ...strategy, threshold: asked.threshold } }
    }
    throw new RoutingError(
      'unknown_model',
      `"${model}" asks for a threshold, and the router's strategy has none. Give it { kind: 'threshold', strong, weak, threshold }.`,
    )
  }
  const own = rowsNamed(asked.name, all, models.entries)
  if (own.length > 0) return { rows: own, isNamed: true, strategy }
  const others = models.resolve?.(asked.name) ?? []
  if (others.length === 0) throw unknownModel(asked.name, all)
  return { rows: others.map(rowOf), isNamed: true, strategy }
}

function winnerOf(
  { order, strategy }: Ranking,
  eligible: readonly Weighed[],
  out: readonly RouteCandidate[],
): Ranking['order'][number] {
  const [winner] = order
  if (winner) return winner
  throw new RoutingError(
    'no_candidates',
    `The strategy ${strategy} leaves no model of ${eligible.length} eligible ones. Give it a default.`,
    { candidates: [...eligible.map((one) => candidateOf(one, 0)), ...out] },
  )
}

function candidateOf({ row, cost, latency, rejected }: Weighed, score: number): RouteCandidate {
  const { provider, model } = row
  if (rejected) return { provider, model, score, estimatedCost: cost, estimatedLatency: latency, rejected }
  return { provider, model, score, estimatedCost: cost, estimatedLatency: latency }
}

/** How far the winner is ahead: the difference of the scores as a share of the winner's; 1 where there is no other. */
function confidenceOf(score: number, next: number | undefined): number {
  if (next === undefined) return 1
  return score > 0 ? Math.min(1, Math.max(0, (score - next) / score)) : 0
}

/** Draws only where a strategy asks: most rank without chance. */
class DrawnStanding implements Standing {
  readonly complexity: Complexity
  readonly quality: Quality | undefined
  readonly health: Health
  readonly turn: number
  private readonly ground: Pick<Ground, 'random'>
  private drawn: Random | undefined = undefined

  constructor(
    complexity: Complexity,
    quality: Quality | undefined,
    health: Health,
    turn: number,
    ground: Pick<Ground, 'random'>,
  ) {
    this.complexity = complexity
    this.quality = quality
    this.health = health
    this.turn = turn
    this.ground = ground
  }

  get random(): Random {
    return (this.drawn ??= this.ground.random(this.turn))
  }
}
