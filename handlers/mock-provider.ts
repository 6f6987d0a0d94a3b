import type { HttpHandler } from 'msw'
import { UsageError } from '../src/errors.ts'
import { MockProvider as EngineProvider, type MockProviderOptions } from '../src/mock-provider.ts'
import type { ProviderDefinition } from '../src/provider.ts'
import { createHandlers } from './create-handlers.ts'
import { providers, type ProviderName } from './registry.ts'

/**
 * One simulated provider, by name or by definition: called directly, or through MSW by its own `handlers` or those of a simulation.
 *
 * @example
 * const provider = new MockProvider('openai', { latencyMs: 100, errorRate: 0.01 })
 * const answer = await provider.chatCompletion({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] })
 */
export class MockProvider extends EngineProvider {
  constructor(provider: ProviderName | ProviderDefinition, options: MockProviderOptions = {}) {
    super(definitionOf(provider), options)
  }

  /** MSW handlers of the simulation that the provider belongs to; its own where it has joined none. */
  get handlers(): HttpHandler[] {
    return createHandlers(this.home())
  }
}

/** The definition behind a name; throws a UsageError that lists the known names. */
export function definitionOf(provider: ProviderName | ProviderDefinition): ProviderDefinition {
  if (typeof provider === 'object') return provider
  const known: Readonly<Record<string, ProviderDefinition>> = providers
  const definition = known[provider]
  if (definition) return definition
  throw new UsageError(
    `There is no provider "${String(provider)}". Known: ${Object.keys(providers).join(', ')}. Add your own with defineProvider.`,
  )
}
