import { MockProvider } from './mock-provider.ts'
import type { ProviderName } from './registry.ts'
import { providers as known } from './registry.ts'

/** Options of {@link createProviderRegistry}. */
export interface ProviderRegistryOptions {
  /** Names of the providers. Default: openai, anthropic, groq, mistral, cohere, google, together. */
  readonly providers?: readonly ProviderName[]
  /** A fixed delay for all of them. Default: 50 ms for groq, 150 ms for anthropic, 100 ms for the rest. */
  readonly latencyMs?: number
  /** Share of calls that fail, 0 to 1. Default: 0. */
  readonly errorRate?: number
}

const FIRST: readonly string[] = ['openai', 'anthropic', 'groq', 'mistral', 'cohere', 'google', 'together']
const LATENCY_MS: Readonly<Record<string, number>> = { groq: 50, anthropic: 150 }

/**
 * Providers by name, each on its own, as the app under test may hold them.
 *
 * @example
 * const registry = createProviderRegistry({ providers: ['openai', 'anthropic'], errorRate: 0.05 })
 * await registry['openai'].chatCompletion({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] })
 */
export function createProviderRegistry(options: ProviderRegistryOptions = {}): Record<string, MockProvider> {
  const { providers = FIRST.filter((name): name is ProviderName => name in known), latencyMs, errorRate = 0 } = options
  return Object.fromEntries(
    providers.map((name) => [
      name,
      new MockProvider(name, { latencyMs: latencyMs ?? LATENCY_MS[name] ?? 100, errorRate }),
    ]),
  )
}
