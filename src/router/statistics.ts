import { modelKeyOf, type RouteAttempt, type RouteDecision } from './route.ts'

/** What a router has decided so far, and how that went. */
export interface RouterStats {
  readonly totalRoutes: number
  /** Routes by provider, and by `provider:model`. */
  readonly providerDistribution: Readonly<Record<string, number>>
  readonly modelDistribution: Readonly<Record<string, number>>
  readonly reasonDistribution: Readonly<Record<string, number>>
  /** Mean of the decisions' confidence; 0 before the first. */
  readonly averageConfidence: number
  /** USD. */
  readonly totalEstimatedCost: number
  /** USD, of the attempts that said what they cost. */
  readonly totalActualCost: number
  readonly averageEstimatedLatencyMs: number
  /** Routes that went on to another model. */
  readonly fallbackCount: number
  /** Attempts that repeated the model before. */
  readonly retryCount: number
  /** Requests that no model could take. */
  readonly rejectedCount: number
  /** Routes whose last attempt failed. */
  readonly failedRoutes: number
  readonly lastRoute?: RouteDecision
}

/** Sums over all decisions; the decisions themselves are not kept. */
export interface Statistics {
  route(decision: RouteDecision): void
  reject(): void
  /** `attempts` are those before. */
  attempt(attempts: readonly RouteAttempt[], attempt: RouteAttempt): void
  stats(): RouterStats
  reset(): void
}

const isFailed = ({ status }: RouteAttempt) => typeof status !== 'number' || status >= 400

export function createStatistics(): Statistics {
  let sums = start()
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  return {
    route(decision) {
      sums.routes++
      sums.confidence += decision.confidence
      sums.estimatedCost += decision.estimatedCost
      sums.latencyMs += decision.estimatedLatency.totalMs
      sums.last = decision
      count(sums.providers, decision.provider)
      count(sums.models, decision.modelKey)
      count(sums.reasons, decision.reasonCode)
    },
    reject() {
      sums.rejected++
    },
    attempt(attempts, attempt) {
      const before = attempts.at(-1)
      sums.actualCost += attempt.costUsd ?? 0
      sums.failed += Number(isFailed(attempt)) - Number(before !== undefined && isFailed(before))
      if (!before) return
      const first = modelKeyOf(attempts[0]!)
      const hadFallback = attempts.some((one) => modelKeyOf(one) !== first)
      if (modelKeyOf(before) === modelKeyOf(attempt)) sums.retries++
      else if (!hadFallback) sums.fallbacks++
    },
    stats: () => figures(sums),
    reset() {
      sums = start()
    },
  }
}

const start = () => ({
  routes: 0,
  confidence: 0,
  estimatedCost: 0,
  actualCost: 0,
  latencyMs: 0,
  fallbacks: 0,
  retries: 0,
  rejected: 0,
  failed: 0,
  providers: new Map<string, number>(),
  models: new Map<string, number>(),
  reasons: new Map<string, number>(),
  last: undefined as RouteDecision | undefined,
})

function figures(sums: ReturnType<typeof start>): RouterStats {
  const { routes, last } = sums
  return {
    totalRoutes: routes,
    providerDistribution: Object.fromEntries(sums.providers),
    modelDistribution: Object.fromEntries(sums.models),
    reasonDistribution: Object.fromEntries(sums.reasons),
    averageConfidence: routes === 0 ? 0 : sums.confidence / routes,
    totalEstimatedCost: sums.estimatedCost,
    totalActualCost: sums.actualCost,
    averageEstimatedLatencyMs: routes === 0 ? 0 : sums.latencyMs / routes,
    fallbackCount: sums.fallbacks,
    retryCount: sums.retries,
    rejectedCount: sums.rejected,
    failedRoutes: sums.failed,
    ...(last ? { lastRoute: last } : {}),
  }
}
