import type { WindowShape } from '../../src/limit-counter.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { LimitName } from '../../src/rate-limit.ts'
import type { Model } from '../../src/models.ts'
import type { OperationRequest } from '../../src/request.ts'

/** Whether a request is for a free variant. */
export function isFree({ model }: Pick<OperationRequest, 'model'>): boolean {
  return model.endsWith(':free') || model === 'openrouter/free'
}

/** Paid models have no platform limit; what upstreams allow is not known, so this is a guess far above any test. */
const PAID = { requestsPerMinute: 10_000 } as const

function account(freeRequestsPerDay: number): LimitsOf {
  return (_model, request) => (isFree(request) ? { requestsPerMinute: 20, requestsPerDay: freeRequestsPerDay } : PAID)
}

/** Free models for an account that has never bought credits, and for one that has (openrouter.md 6). */
export const tiers = { free: account(50), credits: account(1000) } as const

/** An account's free models share their limits. */
export function limitPool({ id }: Model, request: OperationRequest): string {
  return isFree(request) ? 'free' : id
}

export function limitShape(name: LimitName): WindowShape | undefined {
  return name === 'requestsPerDay' ? 'utc-day' : undefined
}
