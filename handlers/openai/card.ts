import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** OpenAI at api.openai.com and its regional hosts. */
export const openai = lazyProvider({
  name: 'openai',
  title: 'OpenAI',
  baseUrls: ['https://api.openai.com/v1', 'https://eu.api.openai.com/v1', 'https://us.api.openai.com/v1'],
  models: catalog,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).openai,
})
