import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'cohere',
  title: 'Cohere',
  baseUrls: ['https://api.cohere.com', 'https://api.cohere.ai'],
  models: catalog,
}

/** Cohere at api.cohere.com, and at api.cohere.ai as older clients have it. */
export const cohere = lazyProvider({
  ...about,
  tierNames: ['trial', 'production'],
  load: async () => (await import('./index.ts')).cohere,
})
