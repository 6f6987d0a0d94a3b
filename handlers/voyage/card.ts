import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'voyage',
  title: 'Voyage AI',
  baseUrls: ['https://api.voyageai.com/v1', 'https://ai.mongodb.com/v1'],
  models: catalog,
}

/** Voyage AI at api.voyageai.com: embeddings and rerankers, no chat. */
export const voyage = lazyProvider({
  ...about,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3'],
  load: async () => (await import('./index.ts')).voyage,
})
