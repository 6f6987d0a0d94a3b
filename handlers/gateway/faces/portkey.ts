import { drawUuid } from '../../../src/ids.ts'
import type { Face } from '../face.ts'

/** As Portkey's gateway shows itself (its source of May 2026, by routing.md B). */
export const portkey: Face = {
  headers(call) {
    const { attempts, seed, traceId } = call
    const used = attempts.at(-1)
    const options = attempts.filter(({ isRetry }) => !isRetry).length
    return {
      'x-portkey-last-used-option-index': `config.targets[${Math.max(0, options - 1)}]`,
      'x-portkey-retry-attempt-count': String(attempts.filter(({ isRetry }) => isRetry).length),
      'x-portkey-cache-status': 'DISABLED',
      'x-portkey-trace-id': traceId ?? drawUuid(seed, 'trace'),
      ...(used ? { 'x-portkey-provider': used.provider } : {}),
    }
  },
  members: ({ provider }) => ({ provider }),
  error({ message, type, code, param = null, details }, _, provider) {
    const said = provider === undefined ? `Portkey Error: ${message}` : `${provider} error: ${message}`
    return {
      error: { message: said, type, param, code, ...(details ? { details } : {}) },
      ...(provider === undefined ? {} : { provider }),
    }
  },
}
