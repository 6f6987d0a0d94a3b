import {
  RoutingError,
  type RouteConstraints,
  type RouteDecision,
  type Router,
  type RouteRequest,
} from '../../src/router/index.ts'
import type { Reference } from './reference.ts'

/** A model of a provider. */
export interface RouteChoice {
  readonly provider: string
  readonly model: string
  /** Whom to ask where that fails, in this order. Default: nobody. */
  readonly alternatives?: readonly { readonly provider: string; readonly model: string }[]
}

/** A router as a function of yours. */
export type RouteFunction = (request: RouteRequest, constraints: RouteConstraints) => RouteChoice

/** A router that tells the reference of each request it decides, and of all that came of it. */
export function watchedRouter(
  router: Router,
  reference: Reference,
  constraints: RouteConstraints,
  onMistake: (mistake: unknown) => void,
): Router {
  const indices = new WeakMap<RouteDecision, number>()
  const asked = (request: RouteRequest, own: RouteConstraints = {}) => {
    const index = reference.decide(request)
    try {
      const decision = router.selectModel(request, { ...constraints, ...own })
      if (index !== undefined) indices.set(decision, index)
      return decision
    } catch (mistake) {
      if (!(mistake instanceof RoutingError)) onMistake(mistake)
      throw mistake
    }
  }
  return {
    selectModel: asked,
    select: (request, own) => Promise.resolve(asked(request, own)),
    recordStart(decision, model) {
      router.recordStart(decision, model)
      const index = indices.get(decision)
      if (index !== undefined) reference.started(index, model ?? decision)
    },
    recordOutcome(decision, attempt) {
      router.recordOutcome(decision, attempt)
      const index = indices.get(decision)
      if (index !== undefined) reference.ended(index, attempt)
    },
    stats: () => router.stats(),
    getRoutingStats: () => router.getRoutingStats(),
    history: () => router.history(),
    setHealth: (provider, health) => router.setHealth(provider, health),
    reset: () => router.reset(),
  }
}

/** A Router that decides by a function. `estimator` prices what it decides. */
export function routerByFunction(route: RouteFunction, estimator: Router): Router {
  const decide = (request: RouteRequest, constraints: RouteConstraints = {}): RouteDecision => {
    const { provider, model, alternatives = [] } = route(request, constraints)
    const of = (one: { readonly provider: string; readonly model: string }) =>
      estimator.selectModel({ ...request, model: `${one.provider}:${one.model}` })
    return {
      ...of({ provider, model }),
      reason: 'the function under test says so',
      strategy: route.name === '' ? 'function' : route.name,
      alternatives: alternatives.map((one) => {
        const { estimatedCost, estimatedLatency } = of(one)
        return { ...one, score: 0, estimatedCost, estimatedLatency }
      }),
    }
  }
  return {
    ...estimator,
    selectModel: decide,
    select: (request, constraints) => Promise.resolve(decide(request, constraints)),
    recordStart() {},
    recordOutcome() {},
  }
}
