import { http, HttpResponse, type HttpHandler } from 'msw'
import type { Simulation } from '../src/simulation.ts'
import { teeable } from '../src/teeable.ts'

/** The one handler of a simulation; it looks its providers up when a request comes, so what is added later is found. */
export function createHandlers(simulation: Simulation): HttpHandler[] {
  // Found by the predicate, used by the resolver: MSW hands both the same request.
  const routes = new WeakMap<Request, NonNullable<ReturnType<Simulation['route']>>>()
  const find = (request: Request) => {
    const route = simulation.route(request.method, request.url)
    if (route) routes.set(request, route)
    return route
  }
  return [
    http.all(
      ({ request }) => find(request) !== undefined,
      async ({ request }) => {
        const route = routes.get(request) ?? find(request)
        if (!route) return undefined
        try {
          const response = await simulation.handle(request, route, false)
          // Clients drop bodies unread, before a retry for instance; MSW's clone must not keep them waiting.
          if (response.body) teeable(response.body)
          return response
        } catch (error) {
          // The client has left, or the simulation was reset: nobody waits for words.
          if (request.signal.aborted || error instanceof Error) return HttpResponse.error()
          throw error
        }
      },
    ),
  ]
}
