import { didYouMean } from '../nearest.ts'
import type { Needs } from './needs.ts'
import { usd } from './reasons.ts'
import type { RejectReason, RouteCandidate, RouteConstraints } from './route.ts'
import { RoutingError, type RoutingErrorCode } from './routing-error.ts'
import type { Row } from './table.ts'
import type { Weighed } from './weigh.ts'

/** Why nothing is left, and what to do: the obstacle that came last decides, since those before were passed. */
export function noneLeft(
  weighed: readonly Weighed[],
  candidates: readonly RouteCandidate[],
  constraints: RouteConstraints,
  needs: Needs,
): RoutingError {
  if (weighed.length === 0) {
    return new RoutingError('no_providers', 'The router has no models. Give it providers, or a catalog with some.')
  }
  const out = (...reasons: readonly RejectReason[]) => weighed.filter(({ rejected }) => reasons.includes(rejected!))
  const fail = (code: RoutingErrorCode, message: string, limit?: number) =>
    new RoutingError(code, message, { candidates, ...(limit === undefined ? {} : { limit }) })
  const { maxCost, maxLatencyMs, quality, preferredProviders = [] } = constraints
  const costly = out('over-budget')
  if (costly.length > 0) return fail('budget_exceeded', overBudget(costly, maxCost!, needs), maxCost)
  const slow = out('too-slow')
  if (slow.length > 0) return fail('no_candidates', tooSlow(slow, maxLatencyMs!), maxLatencyMs)
  if (out('below-quality').length > 0)
    return fail('no_candidates', `No eligible model has the quality ${quality}. Lower quality, or add models.`)
  if (out('unpriced').length > 0) {
    return fail(
      'no_pricing',
      `The eligible models have no price: ${keysOf(out('unpriced'))}. Give them prices, or leave them out.`,
    )
  }
  const resting = out('cooling-down', 'rate-limited')
  if (resting.length > 0) {
    return fail(
      'no_candidates',
      `All eligible models cool down after failures: ${keysOf(resting)}. Try again later, or add models.`,
    )
  }
  const small = out('context-too-small')
  if (small.length > 0) {
    const largest = Math.max(...small.map(({ row }) => row.contextWindow))
    const wanted = constraints.minContextWindow ?? needs.tokensIn + needs.tokensOut
    return fail(
      'context_too_long',
      `No model has a window for ${wanted} tokens; the largest eligible one is ${largest}. Shorten the prompt, or lower maxTokens.`,
      wanted,
    )
  }
  const unable = out('missing-capability')
  if (unable.length > 0) {
    const needed = [...new Set([...needs.capabilities, ...(constraints.requiredCapabilities ?? [])])]
    return fail(
      'capability',
      `No eligible model can do all of ${needed.join(', ')}. Add one that can, or ask for less.`,
    )
  }
  if (out('not-preferred').length > 0) {
    return fail(
      'no_candidates',
      `None of the preferred providers (${preferredProviders.join(', ')}) has a model here, and allowFallbacks is false. Providers: ${providersOf(weighed.map(({ row }) => row))}.`,
    )
  }
  return fail('no_candidates', `Every provider is excluded. Providers: ${providersOf(weighed.map(({ row }) => row))}.`)
}

function overBudget(costly: readonly Weighed[], maxCost: number, { tokensOut }: Needs): string {
  const { row, cost, tokensIn } = costly.reduce((least, one) => (one.cost! < least.cost! ? one : least))
  return `No model fits the budget of ${usd(maxCost)} USD: the cheapest, ${row.key}, would cost ${usd(cost!)} USD for ${tokensIn} tokens and an answer of ${tokensOut}. Raise maxCost, or lower maxTokens.`
}

function tooSlow(slow: readonly Weighed[], maxLatencyMs: number): string {
  const { row, latency } = slow.reduce((least, one) => (one.latency.totalMs < least.latency.totalMs ? one : least))
  return `No model answers within ${maxLatencyMs} ms: the fastest, ${row.key}, would take ${Math.round(latency.totalMs)} ms. Raise maxLatencyMs, or bound the time to the first token with latencyMetric: 'ttft'.`
}

/** A name that no model has. */
export function unknownModel(name: string, rows: readonly Row[]): RoutingError {
  if (rows.length === 0)
    return new RoutingError('no_providers', 'The router has no models. Give it providers, or a catalog with some.')
  const ids = [...rows.map(({ key }) => key), ...rows.map(({ model }) => model)]
  const meant = didYouMean(name, ids)
  const hint = meant === undefined ? '' : `${meant} `
  return new RoutingError(
    'unknown_model',
    `There is no model "${name}" to route to. ${hint}Name one as provider/model, or ask for auto. Providers: ${providersOf(rows)}.`,
  )
}

function keysOf(weighed: readonly Weighed[]): string {
  const keys = weighed.map(({ row }) => row.key)
  return keys.length > 6 ? `${keys.slice(0, 6).join(', ')} and ${keys.length - 6} more` : keys.join(', ')
}

function providersOf(rows: readonly Row[]): string {
  return [...new Set(rows.map(({ provider }) => provider))].join(', ')
}
