import type { Exchange } from '../../../src/exchange.ts'
import { headers as sharedHeaders } from '../headers.ts'

/** Headers of every response of these endpoints (recorded July and August 2026; refusals without limits, January 2026). */
export function headers(exchange: Exchange): Record<string, string> {
  // Never recorded here, unlike on chat completions.
  const shared = without(sharedHeaders(exchange), /^x-openai-proxy-wasm$/)
  const { error } = exchange
  if (error?.kind === 'auth') return { ...without(shared, /^vary$/), ...REFUSED_KEY }
  const exposed = { ...shared, 'access-control-expose-headers': 'X-Request-ID, CF-Ray, CF-Ray' }
  return error?.kind === 'invalid_request' ? without(exposed, /^x-ratelimit-/) : exposed
}

const REFUSED_KEY = {
  'access-control-expose-headers': 'CF-Ray, CF-Ray, X-Request-ID',
  'openai-processing-ms': '30',
  'openai-version': '2020-10-01',
}

function without(headers: Record<string, string>, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)))
}
