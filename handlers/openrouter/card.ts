import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'openrouter',
  title: 'OpenRouter',
  baseUrls: ['https://openrouter.ai/api/v1'],
  models: catalog,
}

/** OpenRouter at openrouter.ai: one API over many companies' models. */
export const openrouter = lazyProvider({
  ...about,
  tierNames: ['free', 'credits'],
  load: async () => (await import('./index.ts')).openrouter,
})
