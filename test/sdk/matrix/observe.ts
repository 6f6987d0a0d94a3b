import type { SetupServer } from 'msw/node'
import { providers } from '../../../handlers/index.ts'
import { createRouteTable } from '../../../src/route-table.ts'

/** One answer that a client got. */
export interface Seen {
  /** Provider, method and path as the provider's definition writes it. */
  readonly endpoint: string
  readonly isStream: boolean
  readonly status: number
}

const STREAMS = /^(?:text\/event-stream|application\/(?:x-ndjson|stream\+json)|application\/vnd\.amazon\.eventstream)/

/** Endpoints of Bedrock for single models of embeddings are one to a reader. */
export const endpointName = (provider: string, method: string, path: string): string =>
  `${provider} ${method} ${path.replace(/^\/model\/[^:][^/]*\/invoke$/, '/model/(embeddings)/invoke')}`

/** Collects what MSW answered, by endpoint; `take` gives it and starts anew. */
export function observe(server: SetupServer): { take(): readonly Seen[] } {
  const routes = createRouteTable<string>()
  for (const [name, definition] of Object.entries(providers)) routes.add(name, definition, definition.baseUrls)
  let seen: Seen[] = []
  server.events.on('response:mocked', ({ request, response }) => {
    const found = routes.find(request.method, new URL(request.url))
    const endpoint = found?.endpoint
      ? endpointName(found.provider, request.method, found.endpoint.path)
      : `nothing at ${request.url}`
    const isStream = STREAMS.test(response.headers.get('content-type') ?? '')
    seen.push({ endpoint, isStream, status: response.status })
  })
  return {
    take() {
      const taken = seen
      seen = []
      return taken
    },
  }
}
