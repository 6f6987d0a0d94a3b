import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'fireworks',
  title: 'Fireworks AI',
  baseUrls: ['https://api.fireworks.ai/inference/v1'],
  models: catalog,
}

/** Fireworks at api.fireworks.ai: a provider is this folder and one line in the registry. */
export const fireworks = lazyProvider({
  ...about,
  tierNames: ['free'],
  load: async () => (await import('./index.ts')).fireworks,
})
