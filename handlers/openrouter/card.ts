import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** OpenRouter at openrouter.ai: one API over many companies' models. */
export const openrouter = lazyProvider({
  name: 'openrouter',
  title: 'OpenRouter',
  baseUrls: ['https://openrouter.ai/api/v1'],
  models: catalog,
  tierNames: ['free', 'credits'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).openrouter,
})
