import { http, HttpResponse, passthrough, type HttpHandler } from 'msw'
import { loadReceiver } from '../src/load-answering.ts'
import type { Simulation } from '../src/simulation.ts'
import { guardWords } from './guarded-hosts.ts'

/**
 * The handlers of a simulation: one for its providers, looked up when a request comes, so that what is added later is found; and one that
 * answers for LLM APIs that nobody simulates, unless `isGuarded` is false.
 */
export function createHandlers(simulation: Simulation, isGuarded = true): HttpHandler[] {
  // Found by the predicate, used by the resolver: MSW hands both the same request.
  const places = new WeakMap<Request, NonNullable<ReturnType<Simulation['at']>>>()
  const find = (request: Request) => {
    const place = simulation.at(request.url)
    if (place) places.set(request, place)
    return place
  }
  const simulated = [
    http.all(
      ({ request }) => isProbe(request) || find(request) !== undefined,
      async ({ request }) => {
        if (isProbe(request)) return passthrough()
        const place = places.get(request) ?? find(request)
        if (!place) return undefined
        return throughMsw(request, () => simulation.handle(request, place, false))
      },
    ),
  ]
  return isGuarded ? [...simulated, guard(simulation)] : simulated
}

/** An answer as MSW can pass it on. */
export async function throughMsw({ signal }: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    const response = await answer()
    const { deliverable } = await loadReceiver()
    return await deliverable(response)
  } catch (error) {
    // The client has left, or the simulation was reset: nobody waits for words.
    if (signal.aborted || error instanceof Error) return HttpResponse.error()
    throw error
  }
}

/** Clients that upload files fetch `data:,` first, to see what fetch can do: no request that a handler is missing for. */
function isProbe({ url }: Request): boolean {
  return url.startsWith('data:')
}

/** Fails loudly where a request would reach a real LLM API. */
function guard(simulation: Simulation): HttpHandler {
  return http.all(
    ({ request }) => simulation.at(request.url) === undefined && guardWords(request.url) !== undefined,
    ({ request }) => {
      const message = guardWords(request.url)!
      simulation.warn(message)
      const headers = { 'x-should-retry': 'false' }
      return HttpResponse.json({ error: { message, type: 'msw_llm_guard' } }, { status: 501, headers })
    },
  )
}
