import { authenticateBy, bearerKey, headerKey } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call, Credential } from '../../src/provider.ts'

const read = authenticateBy(headerKey('api-key'), headerKey('ocp-apim-subscription-key'), bearerKey)

/** What keys look like, as opposed to Entra tokens: 32 hexadecimal digits, or 84 letters and digits. */
const KEY = /^(?:[0-9a-f]{32}|[A-Za-z0-9]{84})$/

/** A key in `api-key`, or an Entra token as bearer; below /openai/v1 the key may come as bearer too. */
export function authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential {
  const isClassic = !call.url.pathname.replaceAll(/\/{2,}/g, '/').startsWith('/openai/v1/')
  const isBearer = !call.headers.get('api-key') && call.headers.has('authorization')
  if (isClassic && isBearer && KEY.test(bearerKey(call) ?? '')) {
    throw new ApiError('auth', '', { details: { reason: 'token' } })
  }
  return read(call, acceptedKeys)
}
