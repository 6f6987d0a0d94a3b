import { createRealClock, heldOn } from '../clock.ts'
import { createRandom, fork } from '../random.ts'
import { checkedConstraints, checkRequest } from './check-constraints.ts'
import { classify } from './complexity.ts'
import { createDecider, type Ground } from './decide.ts'
import { createHealth, type Health, type ProviderHealth } from './health.ts'
import { createHistory } from './history.ts'
import { checkEntries, checkProviders, checkRouterOptions, type RouterModels, type RouterOptions } from './options.ts'
import {
  modelKeyOf,
  type RouteAttempt,
  type RouteConstraints,
  type RouteDecision,
  type RouteEntry,
  type RouteRequest,
} from './route.ts'
import { RoutingError } from './routing-error.ts'
import { createStatistics, type RouterStats } from './statistics.ts'
import { checkStrategy } from './strategies.ts'
import { createTable, rowOf } from './table.ts'

/** Sends each prompt to the model that fits it and its constraints best. */
export interface Router {
  /**
   * The model for a request. Synchronous, the same for the same state, and recorded. Tokens are estimated.
   *
   * @throws {RoutingError} where no model can take it
   * @throws {UsageError} for a request or constraints that are none
   * @example
   * const router = createRouter()
   * const decision = router.selectModel({ messages: [{ role: 'user', content: 'Hello' }] }, { maxCost: 0.001 })
   * expect(decision.estimatedCost).toBeLessThan(0.001)
   */
  selectModel(request: RouteRequest, constraints?: RouteConstraints): RouteDecision
  /** As `selectModel`, with counted tokens, after the configured `decisionLatencyMs`. */
  select(request: RouteRequest, constraints?: RouteConstraints): Promise<RouteDecision>
  /** The same as `stats()`, by the ancestor's name. */
  getRoutingStats(): RouterStats
  /** Counts, costs and times of the decisions since the last reset. */
  stats(): RouterStats
  /** The newest decisions, oldest first, with what was tried. */
  history(): readonly RouteDecision[]
  /** A call begins: counts for `least-busy` and `lowest-usage`. */
  recordStart(decision: RouteDecision, model?: { readonly provider: string; readonly model: string }): void
  /** A call ended: feeds cool-downs, measured times and statistics. */
  recordOutcome(decision: RouteDecision, attempt: RouteAttempt): void
  /** What is known of a provider from elsewhere, until something else is said. */
  setHealth(provider: string, health: ProviderHealth): void
  /** Statistics, history, health and draws back to the start. */
  reset(): void
}

/** The day of the price list. */
const LIST_DAY_MS = Date.UTC(2026, 8, 23)

/** A router over the given models. See `createRouter` for one over the catalogue. */
export function routerOver(models: RouterModels, options: RouterOptions = {}, besides: readonly string[] = []): Router {
  const { entries, count } = models
  checkRouterOptions(options, besides)
  checkEntries(entries)
  const { decisionLatencyMs = 0 } = options
  const clock = options.clock ?? createRealClock()
  const health = createHealth(() => clock.now(), options.cooldown)
  const statistics = createStatistics()
  const history = createHistory(options.historySize ?? 1000)
  const decide = createDecider(groundOf(models, options, health))
  let turn = 0

  const recorded = (request: RouteRequest, constraints: RouteConstraints, counted?: Counted): RouteDecision => {
    try {
      const decision = decide({ request, constraints, turn, counted })
      turn++
      statistics.route(decision)
      history.add(decision)
      return decision
    } catch (error) {
      if (error instanceof RoutingError) statistics.reject()
      throw error
    }
  }

  return {
    selectModel: (request, constraints = {}) => recorded(request, constraints),
    async select(request, constraints = {}) {
      checkRequest(request)
      const counted = count && (await heldOn(clock, () => countAll(entries, (entry) => count(entry, request))))
      if (decisionLatencyMs > 0) await clock.sleep(decisionLatencyMs)
      return recorded(request, constraints, counted)
    },
    stats: () => statistics.stats(),
    getRoutingStats: () => statistics.stats(),
    history: () => history.all(),
    recordStart(decision, model = decision) {
      health.start(modelKeyOf(model), decision.tokensIn + decision.tokensOut)
    },
    recordOutcome(decision, attempt) {
      statistics.attempt(history.attemptsOf(decision), attempt)
      history.attempt(decision, attempt)
      health.end(modelKeyOf(attempt), attempt, expectedMs(decision, attempt))
    },
    setHealth(provider, state) {
      checkProviders('setHealth', [provider], namesOf(models))
      health.set(provider, state)
    },
    reset() {
      turn = 0
      statistics.reset()
      history.reset()
      health.reset()
    },
  }
}

/** What the decisions of a router rest on. */
function groundOf(models: RouterModels, options: RouterOptions, health: Health): Ground {
  const { rules = [], classifier = classify, seed = 0, clock } = options
  const pricesAt = () => options.pricesAtMs ?? clock?.now() ?? LIST_DAY_MS
  const start = fork(0, `router ${seed}`)
  const table = createTable(models.entries)
  return {
    models,
    strategy: checkStrategy(options.strategy ?? 'score'),
    rules,
    defaults: checkedConstraints(options.defaults ?? {}),
    classifier,
    health,
    providers: namesOf(models),
    rows: () => table(pricesAt()),
    rowOf: (entry, index) => rowOf(entry, index, pricesAt()),
    random: (turn) => createRandom(fork(start, `route ${turn}`)),
  }
}

function namesOf({ entries, names = [] }: RouterModels): readonly string[] {
  return [...new Set([...entries.map(({ provider }) => provider), ...names])]
}

type Counted = ReadonlyMap<string, number>

/** Exact input tokens by the key of each model. */
async function countAll(
  entries: readonly RouteEntry[],
  count: (entry: RouteEntry) => Promise<number>,
): Promise<Counted> {
  const tokens = await Promise.all(entries.map(count))
  return new Map(
    entries.map(({ provider, model }, index) => [modelKeyOf({ provider, model: model.id }), tokens[index]!]),
  )
}

/** The time that was expected of the model that was tried; 0 where nothing is known. */
function expectedMs(decision: RouteDecision, { provider, model }: RouteAttempt): number {
  const isTried = (one: { readonly provider: string; readonly model: string }) =>
    one.provider === provider && one.model === model
  return [decision, ...decision.alternatives].find(isTried)?.estimatedLatency.totalMs ?? 0
}
