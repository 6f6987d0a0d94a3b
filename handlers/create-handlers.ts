import { http, HttpResponse, type HttpHandler } from 'msw'
import type { Simulation } from '../src/simulation.ts'

/** The one handler of a simulation; it looks its providers up when a request comes, so what is added later is found. */
export function createHandlers(simulation: Simulation): HttpHandler[] {
  return [
    http.all(
      ({ request }) => simulation.route(request.method, request.url) !== undefined,
      async ({ request }) => {
        const route = simulation.route(request.method, request.url)
        if (!route) return undefined
        try {
          return await simulation.handle(request, route, false)
        } catch (error) {
          // The client has left, or the simulation was reset: nobody waits for words.
          if (request.signal.aborted || error instanceof Error) return HttpResponse.error()
          throw error
        }
      },
    ),
  ]
}
