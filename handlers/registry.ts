import type { ProviderDefinition } from '../src/provider.ts'
import { anthropic } from './anthropic/index.ts'
import { openai } from './openai/index.ts'

/** Every provider that `createSimulation` knows by name. */
export const providers = { openai, anthropic } satisfies Record<string, ProviderDefinition>

/** Names of the built-in providers. */
export type ProviderName = keyof typeof providers
