import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Groq at api.groq.com. */
export const groq = lazyProvider({
  name: 'groq',
  title: 'Groq',
  baseUrls: ['https://api.groq.com/openai/v1'],
  models: catalog,
  tierNames: ['free', 'developer'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).groq,
})
