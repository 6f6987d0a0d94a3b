import { UsageError } from '../src/errors.ts'
import { MockProvider, type MockProviderOptions } from '../src/mock-provider.ts'
import type { Model } from '../src/models.ts'
import { insteadOf } from '../src/nearest.ts'
import type { LazyProvider, ProviderDefinition } from '../src/provider.ts'
import { providers, type ProviderName } from './registry.ts'

/**
 * One simulated provider, by name or by definition: called directly, or through a simulation's `fetch` and `createHandler`.
 *
 * @example
 * const provider = new MockProvider('openai', { latencyMs: 100, errorRate: 0.01 })
 * const answer = await provider.chatCompletion({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] })
 */
export class NamedProvider extends MockProvider {
  constructor(provider: ProviderName | ProviderDefinition | LazyProvider, options: MockProviderOptions = {}) {
    super(definitionOf(provider), options)
  }

  /**
   * Its own model, else one of any other provider, else one whose name says no more than the given one: `llama-3.1-8b` for
   * `llama-3.1-8b-instant`. Own models first, then in the registry's order.
   *
   * @throws {UsageError} where a name is the beginning of several models' names: `gpt`
   */
  protected override priced(name: string): Model | undefined {
    const catalogs = [this.card.models, ...Object.values(providers).map(({ models }) => models)]
    const listed = catalogs.flatMap(({ models }) => models).filter(({ prices }) => prices.length > 0)
    const found =
      super.priced(name) ??
      listed.find((model) => isCalled(model, name)) ??
      // A name without a version says no more than a family.
      (/\d/.test(name) ? listed.find(({ id }) => isSameModel(restOf(id, name))) : undefined)
    if (found) return found
    const longer = [...new Set(listed.map(({ id }) => id).filter((id) => restOf(id, name) !== undefined))]
    if (longer.length === 0) return undefined
    throw new UsageError(`"${name}" may mean several models: ${longer.slice(0, 8).join(', ')}. Name one of them.`)
  }
}

/** The definition behind a name; throws a UsageError that lists the known names. */
export function definitionOf(
  provider: ProviderName | ProviderDefinition | LazyProvider,
): ProviderDefinition | LazyProvider {
  if (typeof provider === 'object') return provider
  const known: Readonly<Record<string, LazyProvider>> = providers
  const definition = known[provider]
  if (definition) return definition
  throw new UsageError(
    `There is no provider "${String(provider)}". ${insteadOf(String(provider), Object.keys(providers), 'Known')} Add your own with defineProvider.`,
  )
}

function isCalled(model: Model, name: string): boolean {
  return model.id === name || (model.aliases ?? []).includes(name) || (model.snapshots ?? []).includes(name)
}

/** What an id, without a leading vendor, says after `name` and a hyphen; undefined where it does not begin with both. */
function restOf(id: string, name: string): string | undefined {
  const bare = id.toLowerCase().replace(/^.*\//, '')
  const start = `${name.toLowerCase()}-`
  return bare.startsWith(start) ? bare.slice(start.length) : undefined
}

/** Words that tell how a model is served or tuned, not which one it is. */
const SERVED = /^(instruct|instant|versatile|turbo|chat|it|latest|preview|free|basic|fp8|v\d+(:\d+)?|\d{4,8})$/

function isSameModel(rest: string | undefined): boolean {
  return rest !== undefined && rest.split('-').every((word) => SERVED.test(word))
}
