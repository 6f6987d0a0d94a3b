import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Perplexity at api.perplexity.ai. */
export const perplexity = lazyProvider({
  name: 'perplexity',
  title: 'Perplexity',
  baseUrls: ['https://api.perplexity.ai'],
  models: catalog,
  tierNames: ['tier-0', 'tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).perplexity,
})
