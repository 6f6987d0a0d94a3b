import type { HttpHandler } from 'msw'
import { UsageError } from '../src/errors.ts'
import { MockProvider as EngineProvider, type MockProviderOptions } from '../src/mock-provider.ts'
import type { Model } from '../src/models.ts'
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

  /** Its own model, else one of any other provider, else one whose name goes on from the given one: `llama-3.1-8b` for `llama-3.1-8b-instant`. */
  protected override priced(name: string): Model | undefined {
    const { models } = this.definition
    const listed = [models, ...Object.values(providers).map((other) => other.models)].flatMap(
      (catalog) => catalog.models,
    )
    const priced = listed.filter(({ prices }) => prices.length > 0)
    return (
      super.priced(name) ?? priced.find((model) => isCalled(model, name)) ?? priced.find(({ id }) => goesOn(id, name))
    )
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

function isCalled(model: Model, name: string): boolean {
  return model.id === name || (model.aliases ?? []).includes(name) || (model.snapshots ?? []).includes(name)
}

/** Whether an id, without a leading vendor, is `name` and more after a hyphen. */
function goesOn(id: string, name: string): boolean {
  return id.toLowerCase().replace(/^.*\//, '').startsWith(`${name.toLowerCase()}-`)
}
