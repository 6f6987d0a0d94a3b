import type { LimitsOf } from '../../src/provider.ts'
import type { Limits } from '../../src/rate-limit.ts'
import { traitsOf, type CohereApi } from './models.ts'

const MONTH = { requestsPerMonth: 1000 } as const

/** A trial key's limits: recorded in August 2026, and docs.cohere.com/docs/rate-limits. */
const TRIAL: Record<CohereApi, Limits> = {
  chat: { requestsPerMinute: 20, tokensPerMinute: 100_000, ...MONTH },
  embed: { requestsPerMinute: 100, ...MONTH },
  rerank: { requestsPerMinute: 10, ...MONTH },
}

/** A production key's (docs.cohere.com/docs/rate-limits). */
const PRODUCTION: Record<CohereApi, Limits> = {
  chat: { requestsPerMinute: 500 },
  embed: { requestsPerMinute: 2000 },
  rerank: { requestsPerMinute: 1000 },
}

function keyOf(limits: Record<CohereApi, Limits>, other: Limits): LimitsOf {
  return (model) => (model ? limits[traitsOf(model).api] : other)
}

/** What kind of key asks. All models of an API share its limits. */
export const tiers = {
  trial: keyOf(TRIAL, { requestsPerMinute: 100, ...MONTH }),
  production: keyOf(PRODUCTION, { requestsPerMinute: 2000 }),
} as const satisfies Record<string, LimitsOf>
