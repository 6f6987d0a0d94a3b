import { chooseProviders, type ChooseProvidersOptions } from './choose-providers.ts'
import { Simulation as CoreSimulation } from './core.ts'
import { Gateway } from './gateway/gateway.ts'
import type { GatewayOptions } from './gateway/options.ts'
import { MockProvider } from './mock-provider.ts'

/** Options of {@link createSimulation}. */
export interface CreateSimulationOptions extends ChooseProvidersOptions<MockProvider> {
  /** Whether requests to LLM APIs that nobody simulates fail with an explanation instead of reaching the network. Default: true. */
  readonly guard?: boolean
}

/** A simulation with its MSW handlers. */
export class Simulation extends CoreSimulation {
  declare provider: (name: string) => MockProvider

  /**
   * A gateway in front of the providers, at an address of its own: OpenAI's API, by a router, with fail-over. Stays after `reset`.
   *
   * @param url default: `https://gateway.test`
   * @throws {UsageError} for an unknown option, an impossible value, or an address that is taken
   * @example
   * const gateway = llm.gateway()
   * const client = new OpenAI({ apiKey: 'any', baseURL: `${gateway.url}/v1`, fetch: llm.fetch })
   * const messages = [{ role: 'user', content: 'How deep is the sea?' }]
   * await client.chat.completions.create({ model: 'auto', messages })
   * expect(gateway.history[0].attempts).toHaveLength(1)
   */
  gateway(url?: string, options?: GatewayOptions): Gateway {
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
  return new Simulation(...chooseProviders(options, (one) => new MockProvider(one)))
}
