import { Simulation as Engine } from '../src/simulation.ts'
import { chooseProviders, type ChooseProvidersOptions } from './choose-providers.ts'
import { Gateway } from './gateway/gateway.ts'
import type { GatewayOptions } from './gateway/options.ts'
import { NamedProvider as MockProvider } from './named-provider.ts'

/** Options of {@link createSimulation} of `msw-llm/fetch`. */
export type CreateSimulationOptions = ChooseProvidersOptions<MockProvider>

/** A simulation without MSW: reached by its `fetch`, or by `createHandler`. */
export class Simulation extends Engine {
  declare provider: (name: string) => MockProvider

  /**
   * A gateway in front of the providers, at an address of its own: OpenAI's API, by a router, with fail-over. Stays after `reset`.
   *
   * @param url default: `https://gateway.test`
   * @throws {UsageError} for an unknown option, an impossible value, or an address that is taken
   * @example
   * const gateway = llm.gateway()
   * const client = new OpenAI({ apiKey: 'any', baseURL: `${gateway.url}/v1`, fetch: llm.fetch })
   */
  gateway(url?: string, options?: GatewayOptions): Gateway {
    return new Gateway(this, url, options)
  }
}

/**
 * Simulates the APIs of LLM providers where there is no MSW: in Cloudflare Workers, Deno, Bun, Hono, route handlers. Without options every
 * provider answers at once with seeded text, any key is accepted, and two runs are equal.
 *
 * @throws {UsageError} for an unknown option or an impossible value
 * @example
 * import { createHandler, createSimulation } from 'msw-llm/fetch'
 * export default { fetch: createHandler(createSimulation()) }
 */
export function createSimulation(options: CreateSimulationOptions = {}): Simulation {
  return new Simulation(...chooseProviders(options, (one) => new MockProvider(one)))
}

export { createHandler, type HandlerOptions } from './server/front.ts'
export { createUiMessageHandler } from './ui-message-stream/handler.ts'
export type { UiMessageStreamOptions, UiTool } from './ui-message-stream/options.ts'
export { createRouter, type CreateRouterOptions } from './create-router.ts'
export type { ProviderLimits } from './choose-providers.ts'
export { Gateway } from './gateway/gateway.ts'
export type { GatewayAttempt, GatewayCall } from './gateway/call.ts'
export type { FailOverOptions } from './gateway/fail-over.ts'
export type { GatewayOptions, GatewayPreset, GatewayRetry } from './gateway/options.ts'
export { genAiAttributes, type GenAiAttributes } from './gen-ai-attributes.ts'
export { NamedProvider as MockProvider } from './named-provider.ts'
export { replayFrom, type ReplayOptions, type ReplaySource } from './replay/replay-from.ts'
export { providers, type ProviderName } from './registry.ts'
export * from '../src/index.ts'
