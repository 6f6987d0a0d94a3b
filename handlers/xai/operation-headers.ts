import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { headers } from './headers.ts'

/** Headers of images: requests are limited, and only the whole time is told (recorded August 2026). */
export function imageHeaders(exchange: Exchange): Record<string, string> {
  const kept = Object.entries(headers(exchange)).filter(([name]) => !/^x-ratelimit-.*-tokens$/.test(name))
  const times = exchange.error ? {} : { 'x-metrics-e2e-ms': exchange.schedule.totalMs.toFixed(1) }
  return { ...Object.fromEntries(kept), ...times }
}

/** Headers of files: neither limits nor the request's id (recorded August 2026). */
export function fileHeaders(exchange: Exchange): Record<string, string> {
  const kept = Object.entries(headers(exchange)).filter(
    ([name]) => !name.startsWith('x-ratelimit-') && name !== 'x-request-id',
  )
  return Object.fromEntries(kept)
}

/** Headers of batches, which stand behind another gateway (recorded August 2026). */
export function batchHeaders(exchange: Exchange): Record<string, string> {
  const { traceparent: _trace, vary, ...kept } = fileHeaders(exchange)
  return {
    ...kept,
    vary: `${vary}, Accept-Encoding`,
    'x-trace-id': drawId(exchange.seed, 'trace', 32, HEX),
    'x-envoy-upstream-service-time': String(Math.round(exchange.schedule.totalMs)),
  }
}
