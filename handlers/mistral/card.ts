import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Mistral at api.mistral.ai, its European address and the one for Codestral keys. */
export const mistral = lazyProvider({
  name: 'mistral',
  title: 'Mistral',
  baseUrls: ['https://api.mistral.ai/v1', 'https://api.eu.mistral.ai/v1', 'https://codestral.mistral.ai/v1'],
  models: catalog,
  tierNames: ['free', 'scale'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).mistral,
})
