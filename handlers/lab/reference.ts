import {
  RoutingError,
  type RouteAttempt,
  type RouteConstraints,
  type RouteDecision,
  type Router,
  type RouteRequest,
} from '../../src/router/index.ts'
import { textOfContent } from '../../src/router/index.ts'
import { qualityOf } from '../../src/router/quality.ts'
import { priceAt } from '../../src/cost.ts'
import type { Simulation } from '../../src/simulation.ts'
import { indexOf } from './workload.ts'

/** What one model would cost, take and be worth for a request, as estimated. */
export interface Estimate {
  readonly provider: string
  readonly model: string
  readonly costUsd: number
  readonly latencyMs: number
  /** 0 to 1. */
  readonly quality: number
}

/** The router that is compared with: it decides each request with what is known at that moment, and is told what came of it. `decide` gives the request's index. */
export interface Reference {
  decide(request: RouteRequest): number | undefined
  /** A provider was asked for a request. */
  started(index: number, model: { readonly provider: string; readonly model: string }): void
  ended(index: number, attempt: RouteAttempt): void
  /** What it would have chosen; undefined where nothing could be. */
  choiceOf(index: number): Estimate | undefined
  /** The same figures of another model. */
  estimateOf(index: number, model: { readonly provider: string; readonly model: string }): Estimate | undefined
}

export function createReference(
  simulation: Simulation,
  router: Router,
  estimator: Router,
  constraints: RouteConstraints,
): Reference {
  const decisions = new Map<number, { readonly request: RouteRequest; readonly decision: RouteDecision | undefined }>()
  const qualityAt = (provider: string, model: string): number => {
    const known = simulation.provider(provider).card.models.resolve(model)?.model
    return known ? qualityOf(known, priceAt(known, simulation.clock.now())) : 0
  }
  const figures = ({ provider, model, estimatedCost, estimatedLatency }: RouteDecision): Estimate => ({
    provider,
    model,
    costUsd: estimatedCost,
    latencyMs: estimatedLatency.totalMs,
    quality: qualityAt(provider, model),
  })
  return {
    decide(request) {
      const index = indexOf(request.messages.map(({ content }) => textOfContent(content)).join('\n'))
      if (index === undefined || decisions.has(index)) return index
      decisions.set(index, { request, decision: orNone(() => router.selectModel(request, constraints)) })
      return index
    },
    started(index, model) {
      const decision = decisions.get(index)?.decision
      if (decision) router.recordStart(decision, model)
    },
    ended(index, attempt) {
      const decision = decisions.get(index)?.decision
      if (decision) router.recordOutcome(decision, attempt)
    },
    choiceOf(index) {
      const decision = decisions.get(index)?.decision
      return decision && figures(decision)
    },
    estimateOf(index, { provider, model }) {
      const known = decisions.get(index)
      if (!known) return undefined
      const { decision, request } = known
      if (decision && decision.provider === provider && decision.model === model) return figures(decision)
      const other = decision?.alternatives.find((one) => one.provider === provider && one.model === model)
      if (other && other.estimatedCost !== null) {
        const { estimatedCost, estimatedLatency } = other
        return {
          provider,
          model,
          costUsd: estimatedCost,
          latencyMs: estimatedLatency.totalMs,
          quality: qualityAt(provider, model),
        }
      }
      const named = orNone(() => estimator.selectModel({ ...request, model: `${provider}:${model}` }))
      return named && figures(named)
    },
  }
}

function orNone<T>(decide: () => T): T | undefined {
  try {
    return decide()
  } catch (error) {
    if (error instanceof RoutingError) return undefined
    throw error
  }
}
