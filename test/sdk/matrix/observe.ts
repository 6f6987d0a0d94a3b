import { providers, type Exchange } from '../../../handlers/index.ts'
import { loadEndpoints } from '../../../src/late-endpoint.ts'
import type { ProviderDefinition } from '../../../src/provider.ts'
import { createRouteTable, routeTo } from '../../../src/route-table.ts'

/** One answer that a client got. */
export interface Seen {
  /** Provider, method and path as the provider's definition writes it. */
  readonly endpoint: string
  readonly isStream: boolean
  readonly status: number
}

/** Every provider, loaded. */
export const definitions = await Promise.all(
  Object.values(providers).map(async (provider) => {
    const definition = await provider.load()
    return { ...definition, endpoints: await loadEndpoints(definition) }
  }),
)

const places = createRouteTable<ProviderDefinition>()
for (const definition of definitions) places.add(definition, definition.name, definition.baseUrls)

/** Endpoints of Bedrock for single models of embeddings are one to a reader. */
export const endpointName = (provider: string, method: string, path: string): string =>
  `${provider} ${method} ${path.replace(/^\/model\/[^:][^/]*\/invoke$/, '/model/(embeddings)/invoke')}`

/** Which endpoint answered an exchange, and how. */
export function seenIn({ method, url, status, request }: Exchange): Seen {
  const place = places.find(new URL(url))
  const endpoint = place && routeTo(place.provider, method, place).endpoint
  return {
    endpoint: endpoint ? endpointName(place.provider.name, method, endpoint.path) : `nothing at ${url}`,
    isStream: request.stream,
    status,
  }
}
