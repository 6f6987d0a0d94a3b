import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'groq',
  title: 'Groq',
  baseUrls: ['https://api.groq.com/openai/v1'],
  models: catalog,
}

/** Groq at api.groq.com. */
export const groq = lazyProvider({
  ...about,
  tierNames: ['free', 'developer'],
  load: async () => (await import('./index.ts')).groq,
})
