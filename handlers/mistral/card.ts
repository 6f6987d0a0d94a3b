import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'mistral',
  title: 'Mistral',
  baseUrls: ['https://api.mistral.ai/v1', 'https://api.eu.mistral.ai/v1', 'https://codestral.mistral.ai/v1'],
  models: catalog,
}

/** Mistral at api.mistral.ai, its European address and the one for Codestral keys. */
export const mistral = lazyProvider({
  ...about,
  tierNames: ['free', 'scale'],
  load: async () => (await import('./index.ts')).mistral,
})
