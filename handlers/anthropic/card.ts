import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'anthropic',
  title: 'Anthropic',
  baseUrls: ['https://api.anthropic.com'],
  models: catalog,
}

/** Anthropic's API: messages, token counts, the catalogue of models, batches and files. */
export const anthropic = lazyProvider({
  ...about,
  tierNames: ['tier-1', 'tier-2', 'tier-3', 'tier-4'],
  load: async () => (await import('./index.ts')).anthropic,
})
