import { bearerKey, headerKey, type KeyReader } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { Call, Credential } from '../../src/provider.ts'
import { remembering } from '../google/transport.ts'

const queryKey: KeyReader = ({ url }) => url.searchParams.get('key') ?? undefined

const READERS: readonly KeyReader[] = [bearerKey, headerKey('x-goog-api-key'), queryKey]

/** By an OAuth token, or the key of express mode. */
export function authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential {
  return remembering(call, () => {
    const key = READERS.map((read) => read(call)).find((found) => found !== undefined)
    if (!key) throw new ApiError('auth', '', { details: { reason: 'missing' } })
    if (acceptedKeys && !acceptedKeys.includes(key)) throw wrongToken(call, acceptedKeys.length)
    return { key }
  })
}

function wrongToken({ url }: Call, known: number): ApiError {
  const errorDetails = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
      metadata: {
        service: 'aiplatform.googleapis.com',
        method: `google.cloud.aiplatform.v1.PredictionService.${methodOf(url)}`,
      },
    },
  ]
  return new ApiError(
    'auth',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    {
      status: 401,
      type: 'UNAUTHENTICATED',
      details: { reason: 'unknown', errorDetails },
      hint: `The token is not one of the ${known} in the option apiKeys.`,
    },
  )
}

/** `GenerateContent` of `…:generateContent`. */
function methodOf({ pathname }: URL): string {
  const verb = pathname.split(/:|%3A/i).at(-1) ?? ''
  return `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)}`
}
