import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'deepseek',
  title: 'DeepSeek',
  baseUrls: ['https://api.deepseek.com', 'https://api.deepseek.com/v1', 'https://api.deepseek.com/beta'],
  models: catalog,
}

/** DeepSeek at api.deepseek.com, with and without `/v1`, and its beta address. */
export const deepseek = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).deepseek,
})
