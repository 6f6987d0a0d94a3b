import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** xAI at api.x.ai and its regional hosts. */
export const xai = lazyProvider({
  name: 'xai',
  title: 'xAI',
  baseUrls: ['https://api.x.ai/v1', 'https://us-east-1.api.x.ai/v1', 'https://eu-west-1.api.x.ai/v1'],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).xai,
})
