import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'google',
  title: 'Google Gemini',
  baseUrls: ['https://generativelanguage.googleapis.com'],
  models: catalog,
}

/** Google's Gemini API: content, token counts, embeddings, caches, files, batches and the catalogue of models, and what OpenAI's clients ask for. */
export const google = lazyProvider({
  ...about,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3'],
  load: async () => (await import('./index.ts')).google,
})
