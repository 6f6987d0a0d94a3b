import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'together',
  title: 'Together AI',
  baseUrls: ['https://api.together.ai/v1', 'https://api.together.xyz/v1'],
  models: catalog,
}

/** Together at both of its addresses. */
export const together = lazyProvider({
  ...about,
  tierNames: ['tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async () => (await import('./index.ts')).together,
})
