import type { Exchange } from '../../src/exchange.ts'
import { canonicalJson } from '../../src/json-text.ts'

/**
 * The exchanges that are retries: their client says so (the header of Stainless SDKs), or the same was asked before and failed. Each failure
 * is followed by one retry at most.
 */
export function retriesOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  const failures = new Map<string, number>()
  return exchanges.filter((exchange) => {
    const { provider, method, path, body, headers, error, state } = exchange
    const asked = `${provider} ${method} ${path} ${canonicalJson(body ?? null)}`
    const before = failures.get(asked) ?? 0
    const isRetry = before > 0 || Number(headers.get('x-stainless-retry-count') ?? 0) > 0
    const hasFailed = error !== undefined || state === 'cut' || state === 'aborted'
    failures.set(asked, Math.max(0, before - (isRetry ? 1 : 0)) + (hasFailed ? 1 : 0))
    return isRetry
  })
}
