import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'cerebras',
  title: 'Cerebras',
  baseUrls: ['https://api.cerebras.ai/v1'],
  models: catalog,
}

/** Cerebras at api.cerebras.ai. */
export const cerebras = lazyProvider({
  ...about,
  tierNames: ['free'],
  load: async () => (await import('./index.ts')).cerebras,
})
