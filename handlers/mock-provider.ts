import type { HttpHandler } from 'msw'
import { createHandlers } from './create-handlers.ts'
import { NamedProvider } from './named-provider.ts'

/**
 * One simulated provider, by name or by definition: called directly, or through MSW by its own `handlers` or those of a simulation.
 *
 * @example
 * const provider = new MockProvider('openai', { latencyMs: 100, errorRate: 0.01 })
 * const answer = await provider.chatCompletion({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] })
 */
export class MockProvider extends NamedProvider {
  /** MSW handlers of the simulation that the provider belongs to; its own where it has joined none. */
  get handlers(): HttpHandler[] {
    return createHandlers(this.home())
  }
}
