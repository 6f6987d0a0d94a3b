import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Google's Gemini API: content, token counts, embeddings, caches, files, batches and the catalogue of models, and what OpenAI's clients ask for. */
export const google = lazyProvider({
  name: 'google',
  title: 'Google Gemini',
  baseUrls: ['https://generativelanguage.googleapis.com'],
  models: catalog,
  tierNames: ['free', 'tier-1', 'tier-2', 'tier-3'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).google,
})
