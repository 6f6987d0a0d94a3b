import { providers, type Exchange } from '../../../handlers/index.ts'
import { createRouteTable, routeTo } from '../../../src/route-table.ts'

/** One answer that a client got. */
export interface Seen {
  /** Provider, method and path as the provider's definition writes it. */
  readonly endpoint: string
  readonly isStream: boolean
  readonly status: number
}

const places = createRouteTable<keyof typeof providers>()
for (const [name, { baseUrls }] of Object.entries(providers)) places.add(name as keyof typeof providers, name, baseUrls)

/** Endpoints of Bedrock for single models of embeddings are one to a reader. */
export const endpointName = (provider: string, method: string, path: string): string =>
  `${provider} ${method} ${path.replace(/^\/model\/[^:][^/]*\/invoke$/, '/model/(embeddings)/invoke')}`

/** Which endpoint answered an exchange, and how. */
export function seenIn({ method, url, status, request }: Exchange): Seen {
  const place = places.find(new URL(url))
  const endpoint = place && routeTo(providers[place.provider], method, place).endpoint
  return {
    endpoint: endpoint ? endpointName(place.provider, method, endpoint.path) : `nothing at ${url}`,
    isStream: request.stream,
    status,
  }
}
