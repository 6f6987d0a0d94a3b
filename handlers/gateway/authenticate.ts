import { bearerKey, headerKey } from '../../src/auth.ts'
import type { Call } from '../../src/provider.ts'
import { GatewayError } from './errors.ts'
import type { Gateway } from './gateway.ts'

const READERS = [headerKey('x-portkey-api-key'), headerKey('x-litellm-api-key'), bearerKey, headerKey('api-key')]

/** @throws {GatewayError} 401 without a key, or with one that the gateway does not accept */
export function authenticate(headers: Headers, { options: { apiKeys } }: Gateway): void {
  // The readers look at nothing but headers.
  const call = { headers } as Call
  const key = READERS.map((read) => read(call)).find(Boolean)
  if (key === undefined) throw refusedKey("You didn't provide an API key.", null)
  if (apiKeys && !apiKeys.includes(key)) throw refusedKey('Incorrect API key provided.', 'invalid_api_key')
}

function refusedKey(message: string, code: string | null): GatewayError {
  return new GatewayError({ status: 401, message, type: 'invalid_request_error', code })
}
