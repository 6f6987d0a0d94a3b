import type { BaseUrlsOption } from '../src/addresses.ts'
import type { LimitsOption } from '../src/limits-option.ts'
import type { SimulationOptions } from '../src/options.ts'
import type { LazyProvider, ProviderDefinition } from '../src/provider.ts'
import type { Limits } from '../src/rate-limit.ts'
import { UsageError } from '../src/errors.ts'
import { Simulation as CoreSimulation } from './core.ts'
import { Gateway } from './gateway/gateway.ts'
import type { GatewayOptions } from './gateway/options.ts'
import { MockProvider } from './mock-provider.ts'
import { providers, type ProviderName } from './registry.ts'

type TierOf<P> = P extends LazyProvider<infer Tier> ? Tier : never

/** Limits by provider: numbers, or one of the presets that the provider has. */
export type ProviderLimits = {
  readonly [Name in ProviderName]?: Limits | TierOf<(typeof providers)[Name]>
} & LimitsOption

/** Options of {@link createSimulation}. */
export interface CreateSimulationOptions extends SimulationOptions {
  /** Further addresses by provider: a proxy, a server of your own (`openai: ['http://localhost:8000/v1']`). Default: none besides each provider's own. */
  readonly baseUrls?: { readonly [Name in ProviderName]?: readonly string[] } & BaseUrlsOption
  /** Limits by provider: the name of one of its tiers (`openai: 'tier-1'`), or numbers. Default: a generous tier of each provider. */
  readonly limits?: ProviderLimits
  /** The providers that answer: names, definitions, or MockProviders of yours. Default: all known ones. */
  readonly providers?: readonly (ProviderName | ProviderDefinition | LazyProvider | MockProvider)[]
  /** Whether requests to LLM APIs that nobody simulates fail with an explanation instead of reaching the network. Default: true. */
  readonly guard?: boolean
}

/** A simulation with its MSW handlers. */
export class Simulation extends CoreSimulation {
  declare provider: (name: string) => MockProvider

  /**
   * A gateway in front of the providers, at an address of its own: OpenAI's API, by a router, with fail-over. Stays after `reset`.
   *
   * @throws {UsageError} for an unknown option, an impossible value, or an address that is taken
   * @example
   * const gateway = llm.gateway()
   * const client = new OpenAI({ apiKey: 'any', baseURL: `${gateway.url}/v1`, fetch: llm.fetch })
   * const messages = [{ role: 'user', content: 'How deep is the sea?' }]
   * await client.chat.completions.create({ model: 'auto', messages })
   * expect(gateway.history[0].attempts).toHaveLength(1)
   */
  gateway(url = 'https://gateway.test', options: GatewayOptions = {}): Gateway {
    return new Gateway(this, url, options)
  }
}

/**
 * Simulates the APIs of LLM providers.
 *
 * Without options every provider answers at once with seeded text, any key is accepted, and two runs are equal.
 *
 * @throws {UsageError} for an unknown option or an impossible value
 * @example
 * const llm = createSimulation({ seed: 7 })
 * const server = setupServer(...llm.handlers)
 */
export function createSimulation(options: CreateSimulationOptions = {}): Simulation {
  const { providers: chosen = Object.keys(providers) as ProviderName[], ...rest } = options
  if (chosen.length === 0)
    throw new UsageError('providers is empty, so nothing could answer. Leave it out to have all of them.')
  const members = chosen.map((one) => (one instanceof MockProvider ? one : new MockProvider(one)))
  return new Simulation(rest, members)
}
