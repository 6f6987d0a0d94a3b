import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Voyage AI at api.voyageai.com: embeddings and rerankers, no chat. */
export const voyage = lazyProvider({
  name: 'voyage',
  title: 'Voyage AI',
  baseUrls: ['https://api.voyageai.com/v1', 'https://ai.mongodb.com/v1'],
  models: catalog,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).voyage,
})
