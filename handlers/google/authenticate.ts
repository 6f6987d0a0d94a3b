import { bearerKey, headerKey, type KeyReader } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call, Credential } from '../../src/provider.ts'
import { remembering } from './transport.ts'

const queryKey: KeyReader = ({ url }) => url.searchParams.get('key') ?? undefined

const READERS: readonly KeyReader[] = [headerKey('x-goog-api-key'), queryKey, bearerKey]

/** By `x-goog-api-key`, `?key=` or a bearer token. A wrong key is a bad argument, a missing one a missing permission (the first recorded). */
export function authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential {
  return remembering(call, () => {
    const key = READERS.map((read) => read(call)).find((found) => found !== undefined)
    if (!key) throw noKey()
    if (acceptedKeys && !acceptedKeys.includes(key)) throw wrongKey(acceptedKeys.length)
    return { key }
  })
}

function noKey(): ApiError {
  return new ApiError(
    'auth',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
    { status: 403, details: { reason: 'missing' } },
  )
}

const INVALID = 'API key not valid. Please pass a valid API key.'

function wrongKey(known: number): ApiError {
  const errorDetails = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message: INVALID },
  ]
  return new ApiError('auth', INVALID, {
    status: 400,
    details: { reason: 'unknown', errorDetails },
    hint: `The key is not one of the ${known} in the option apiKeys.`,
  })
}
