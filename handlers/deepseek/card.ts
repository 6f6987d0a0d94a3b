import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** DeepSeek at api.deepseek.com, with and without `/v1`, and its beta address. */
export const deepseek = lazyProvider({
  name: 'deepseek',
  title: 'DeepSeek',
  baseUrls: ['https://api.deepseek.com', 'https://api.deepseek.com/v1', 'https://api.deepseek.com/beta'],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).deepseek,
})
