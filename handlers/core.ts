import { http, type HttpHandler } from 'msw'
import { UsageError } from '../src/errors.ts'
import { MockProvider } from '../src/mock-provider.ts'
import type { SimulationOptions } from '../src/options.ts'
import type { LazyProvider, ProviderDefinition } from '../src/provider.ts'
import { Simulation as Engine } from '../src/simulation.ts'
import { createHandlers, throughMsw } from './create-handlers.ts'
import { createUiMessageHandler } from './ui-message-stream/handler.ts'
import type { UiMessageStreamOptions } from './ui-message-stream/options.ts'

/** Options of {@link createSimulation} of `msw-llm/core`. */
export interface CoreOptions extends SimulationOptions {
  /** The providers that answer: what `msw-llm/openai` and its like export, definitions, or MockProviders of yours. */
  readonly providers: readonly (LazyProvider | ProviderDefinition | MockProvider)[]
  /** Whether requests to LLM APIs that nobody simulates fail with an explanation instead of reaching the network. Default: true. */
  readonly guard?: boolean
}

/** A simulation with its MSW handlers. */
export class Simulation extends Engine {
  /** The handlers for `setupServer(...llm.handlers)` and `setupWorker(...llm.handlers)`: few, and live. */
  readonly handlers: HttpHandler[]
  /** Whether it answers for LLM APIs that nobody simulates. */
  readonly isGuarded: boolean

  constructor(
    { guard = true, ...options }: SimulationOptions & { readonly guard?: boolean },
    providers: readonly MockProvider[],
  ) {
    super(options, providers, ['providers', 'guard'])
    this.isGuarded = guard
    this.handlers = createHandlers(this, guard)
  }

  /**
   * A handler for an app's own chat route: answers what AI SDK's `useChat` posts there with a UI message stream, by a provider of this
   * simulation, so that rules, faults, latency and the journal are the same.
   *
   * @param path as MSW takes it: `/api/chat` in a page; in Node an address
   * @throws {UsageError} for a provider that it does not have
   * @example
   * const worker = setupWorker(llm.uiMessageStream('/api/chat', { model: 'gpt-5-mini' }), ...llm.handlers)
   */
  uiMessageStream(path: string, options: UiMessageStreamOptions = {}): HttpHandler {
    const answer = createUiMessageHandler(this, options)
    return http.post(path, ({ request }) => throughMsw(request, () => answer(request)))
  }
}

/**
 * Simulates the given providers and no others: what pages and bundles take that want no catalogue of all of them.
 *
 * @throws {UsageError} for an unknown option or an impossible value
 * @example
 * import { createSimulation } from 'msw-llm/core'
 * import { groq } from 'msw-llm/groq'
 * const llm = createSimulation({ providers: [groq] })
 */
export function createSimulation({ providers, ...options }: CoreOptions): Simulation {
  if (!Array.isArray(providers) || providers.length === 0) {
    throw new UsageError(
      "msw-llm/core knows no provider by itself. Give it some: import { openai } from 'msw-llm/openai' and createSimulation({ providers: [openai] }).",
    )
  }
  const named = providers.find((one) => typeof one !== 'object')
  if (named !== undefined) {
    throw new UsageError(
      `msw-llm/core knows no names, so not ${JSON.stringify(named)}. Import the provider from 'msw-llm/${String(named)}', or createSimulation from 'msw-llm'.`,
    )
  }
  return new Simulation(
    options,
    providers.map((one) => (one instanceof MockProvider ? one : new MockProvider(one))),
  )
}

export type { UiMessageStreamOptions, UiTool } from './ui-message-stream/options.ts'
export * from '../src/index.ts'
