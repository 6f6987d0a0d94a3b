import { costOf } from '../cost.ts'
import { NO_USAGE } from '../completion.ts'
import type { Health } from './health.ts'
import type { Needs } from './needs.ts'
import { qualityFloor } from './quality.ts'
import type { EstimatedLatency, RejectReason, RouteConstraints } from './route.ts'
import type { Row } from './table.ts'

/** A row weighed for one request. */
export interface Weighed {
  readonly row: Row
  readonly tokensIn: number
  readonly cost: number | null
  readonly latency: EstimatedLatency
  readonly rejected: RejectReason | undefined
}

/** Longest that a call takes for each that it takes usually, before anything is measured: the 95th percentile of a log-normal of sigma 0.4. */
const P95 = 1.93

/** USD that a call would cost. */
export function estimatedCost({ price }: Row, tokensIn: number, tokensOut: number): number | null {
  if (!price) return null
  if (!price.long && !price.requestsUsdPerThousand) {
    return (tokensIn * price.inputUsdPerMillion + tokensOut * price.outputUsdPerMillion) / 1_000_000
  }
  return costOf({ ...NO_USAGE, inputTokens: tokensIn, outputTokens: tokensOut }, price)
}

/** What a row would cost and take, and what keeps it out. `counted` are exact tokens where they are known. */
export function weigh(
  row: Row,
  needs: Needs,
  constraints: RouteConstraints,
  health: Health,
  counted?: number,
): Weighed {
  const tokensIn = counted ?? needs.tokensIn
  const cost = estimatedCost(row, tokensIn, needs.tokensOut)
  const slowness = health.slownessOf(row.key)
  const ttftMs = row.ttftMs * slowness
  const latency = { ttftMs, totalMs: ttftMs + ((1000 * needs.tokensOut) / row.tokensPerSecond) * slowness }
  return {
    row,
    tokensIn,
    cost,
    latency,
    rejected: rejection(row, needs, tokensIn, constraints, health, cost, latency),
  }
}

/** The first constraint that a row does not keep, in the order that is documented. */
function rejection(
  row: Row,
  { tokensOut, capabilities }: Needs,
  tokensIn: number,
  constraints: RouteConstraints,
  health: Health,
  cost: number | null,
  latency: EstimatedLatency,
): RejectReason | undefined {
  const { excludedProviders, requiredCapabilities, minContextWindow, maxCost, maxLatencyMs, quality } = constraints
  if (excludedProviders?.includes(row.provider)) return 'excluded'
  if (
    constraints.allowFallbacks === false &&
    constraints.preferredProviders &&
    constraints.preferredProviders.length > 0
  ) {
    if (!constraints.preferredProviders.includes(row.provider)) return 'not-preferred'
  }
  for (const needed of capabilities) if (!row.capabilities.has(needed)) return 'missing-capability'
  if (requiredCapabilities)
    for (const needed of requiredCapabilities) if (!row.capabilities.has(needed)) return 'missing-capability'
  if (row.contextWindow < (minContextWindow ?? tokensIn + tokensOut) || row.maxInputTokens < tokensIn)
    return 'context-too-small'
  const rest = health.restOf(row.provider, row.key)
  if (rest) return rest
  if (cost === null) return 'unpriced'
  if (maxCost !== undefined && cost > maxCost) return 'over-budget'
  if (maxLatencyMs !== undefined && timeOf(row, latency, constraints, health) > maxLatencyMs) return 'too-slow'
  if (quality !== undefined && row.quality < qualityFloor(quality)) return 'below-quality'
  return undefined
}

function timeOf(
  row: Row,
  { ttftMs, totalMs }: EstimatedLatency,
  { latencyMetric }: RouteConstraints,
  health: Health,
): number {
  if (latencyMetric === 'ttft') return ttftMs
  if (latencyMetric === 'p95') return health.p95MsOf(row.key) ?? P95 * totalMs
  return totalMs
}
