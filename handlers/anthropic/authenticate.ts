import { authenticateBy, bearerKey, headerKey } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call, Credential } from '../../src/provider.ts'

const byKey = authenticateBy(headerKey('x-api-key'), bearerKey)

/** By `x-api-key`, else by a bearer token. A browser must say that it means to. */
export function authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential {
  if (call.headers.has('origin') && call.headers.get('anthropic-dangerous-direct-browser-access') !== 'true') {
    throw new ApiError('auth', "CORS requests must set 'anthropic-dangerous-direct-browser-access' header", {
      hint: 'The official client sends it with the option dangerouslyAllowBrowser.',
    })
  }
  return byKey(call, acceptedKeys)
}
