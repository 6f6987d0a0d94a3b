import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Hugging Face's router to its inference providers. */
export const huggingface = lazyProvider({
  name: 'huggingface',
  title: 'Hugging Face',
  baseUrls: ['https://router.huggingface.co'],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).huggingface,
})
