import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Cohere at api.cohere.com, and at api.cohere.ai as older clients have it. */
export const cohere = lazyProvider({
  name: 'cohere',
  title: 'Cohere',
  baseUrls: ['https://api.cohere.com', 'https://api.cohere.ai'],
  models: catalog,
  tierNames: ['trial', 'production'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).cohere,
})
