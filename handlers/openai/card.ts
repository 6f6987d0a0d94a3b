import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'openai',
  title: 'OpenAI',
  baseUrls: ['https://api.openai.com/v1', 'https://eu.api.openai.com/v1', 'https://us.api.openai.com/v1'],
  models: catalog,
}

/** OpenAI at api.openai.com and its regional hosts. */
export const openai = lazyProvider({
  ...about,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async () => (await import('./index.ts')).openai,
})
