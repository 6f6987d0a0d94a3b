import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Anthropic's API: messages, token counts, the catalogue of models, batches and files. */
export const anthropic = lazyProvider({
  name: 'anthropic',
  title: 'Anthropic',
  baseUrls: ['https://api.anthropic.com'],
  models: catalog,
  tierNames: ['tier-1', 'tier-2', 'tier-3', 'tier-4'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).anthropic,
})
