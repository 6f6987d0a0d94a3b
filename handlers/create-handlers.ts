import { HttpResponse, passthrough, type HttpHandler } from 'msw'
import { loadReceiver } from '../src/load-answering.ts'
import type { Simulation } from '../src/simulation.ts'
import { guardWords } from './guarded-hosts.ts'
import { LeanHandler } from './lean-handler.ts'

/**
 * The handlers of a simulation: one for its providers, looked up when a request comes, so that what is added later is found; and one that
 * answers for LLM APIs that nobody simulates, unless `isGuarded` is false.
 */
export function createHandlers(simulation: Simulation, isGuarded = true): HttpHandler[] {
  const simulated = new LeanHandler((request) => {
    if (isProbe(request)) return () => Promise.resolve(passthrough())
    const place = simulation.at(request.url)
    return place && (() => throughMsw(request, () => simulation.handle(request, place, false)))
  })
  return isGuarded ? [simulated, guard(simulation)] : [simulated]
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
  return new LeanHandler(({ url }) => {
    const message = simulation.at(url) ? undefined : guardWords(url)
    if (message === undefined) return undefined
    return async () => {
      simulation.warn(message)
      const headers = { 'x-should-retry': 'false' }
      return HttpResponse.json({ error: { message, type: 'msw_llm_guard' } }, { status: 501, headers })
    }
  })
}
