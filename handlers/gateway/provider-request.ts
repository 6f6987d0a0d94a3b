import type { Incoming } from '../../src/incoming.ts'
import type { ProviderCard } from '../../src/provider.ts'
import type { GatewayRequest } from './read-request.ts'

const PATHS: Record<GatewayRequest['operation'], string> = { chat: '/chat/completions', embeddings: '/embeddings' }

/** What a gateway sends to a provider: the client's body with the provider's name of the model, at the provider's address. */
export function providerRequest(
  request: Incoming,
  { body, operation }: GatewayRequest,
  model: string,
  { baseUrls }: ProviderCard,
  fault: string | undefined,
): Incoming {
  const text = JSON.stringify({ ...body, model })
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  if (fault !== undefined) headers.set('x-msw-llm-fault', fault)
  return {
    method: 'POST',
    url: `${baseUrls[0]!.replaceAll('*', 'gateway')}${PATHS[operation]}`,
    headers,
    signal: request.signal,
    body: text,
    text: () => Promise.resolve(text),
    formData: () => Promise.reject(new TypeError('The body is JSON.')),
  }
}
