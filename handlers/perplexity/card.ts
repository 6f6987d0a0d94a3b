import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'perplexity',
  title: 'Perplexity',
  baseUrls: ['https://api.perplexity.ai'],
  models: catalog,
}

/** Perplexity at api.perplexity.ai. */
export const perplexity = lazyProvider({
  ...about,
  tierNames: ['tier-0', 'tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async () => (await import('./index.ts')).perplexity,
})
