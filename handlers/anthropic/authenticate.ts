import { authenticateBy, bearerKey, headerKey } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call, Credential } from '../../src/provider.ts'

const byKey = authenticateBy(headerKey('x-api-key'), bearerKey)

/** By `x-api-key` or by a bearer token, not both (documented; the words are from memory). A browser must say that it means to. */
export function authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential {
  if (call.headers.has('origin') && call.headers.get('anthropic-dangerous-direct-browser-access') !== 'true') {
    throw new ApiError('auth', "CORS requests must set 'anthropic-dangerous-direct-browser-access' header", {
      hint: 'The official client sends it with the option dangerouslyAllowBrowser.',
    })
  }
  if (call.headers.has('x-api-key') && /^bearer\s/i.test(call.headers.get('authorization') ?? ''))
    throw new ApiError('auth', 'Only one of `x-api-key` and `authorization` headers may be specified')
  return byKey(call, acceptedKeys)
}
