import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'huggingface',
  title: 'Hugging Face',
  baseUrls: ['https://router.huggingface.co'],
  models: catalog,
}

/** Hugging Face's router to its inference providers. */
export const huggingface = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).huggingface,
})
