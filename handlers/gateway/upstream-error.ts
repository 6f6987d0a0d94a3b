import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { earlyEndpoints } from '../../src/late-endpoint.ts'
import type { ProviderDefinition, WireError } from '../../src/provider.ts'
import { retryAfterSeconds } from '../compatible/wording.ts'
import type { GatewayWords } from './face.ts'

/** An error in the words and with the status of the provider that it comes from, as the provider's own chat would say it. */
export function upstreamWords(definition: ProviderDefinition, error: ApiError, exchange: Exchange): GatewayWords {
  const { status, body } = ownError(definition, error, exchange)
  const said = errorIn(body)
  const type = textAt(said, 'type') ?? textAt(said, 'status')
  const code = textAt(said, 'code')
  return {
    status,
    message: messageIn(body, said) || error.message || `The provider answered ${status}.`,
    type: type ?? (status < 500 ? 'invalid_request_error' : 'server_error'),
    code: code ?? error.code ?? null,
    param: textAt(said, 'param') ?? error.param ?? null,
  }
}

/** `retry-after` as the provider sends it. */
export function retryHeaders(
  definition: ProviderDefinition,
  error: ApiError,
  exchange: Exchange,
): Record<string, string> {
  const { headers = {} } = ownError(definition, error, exchange)
  const own = Object.entries({ ...headers, ...error.headers }).filter(([name]) => /^retry-after(-ms)?$/i.test(name))
  if (own.length > 0) return Object.fromEntries(own)
  return error.retryAfterMs === undefined ? {} : { 'retry-after': retryAfterSeconds(error) }
}

function ownError(definition: ProviderDefinition, error: ApiError, exchange: Exchange): WireError {
  const endpoints = earlyEndpoints(definition)
  const voice = endpoints.find(({ operation }) => operation === 'chat') ?? endpoints[0]!
  return voice.encodeError(error, exchange)
}

/** The object that says what is wrong, however the provider wraps it. */
function errorIn(body: unknown): unknown {
  const inner: unknown = Array.isArray(body) ? body[0] : body
  if (typeof inner !== 'object' || inner === null) return undefined
  return 'error' in inner && typeof inner.error === 'object' ? inner.error : inner
}

function messageIn(body: unknown, said: unknown): string | undefined {
  if (typeof body === 'string')
    return body
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  return textAt(said, 'message') ?? textAt(said, 'Message') ?? textAt(said, 'detail') ?? textAt(said, 'error')
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found = (value as Readonly<Record<string, unknown>>)[key]
  return typeof found === 'string' && found !== '' ? found : undefined
}
