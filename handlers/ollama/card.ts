import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Ollama on the own machine, where any caller is welcome, and its cloud with the same paths and a key. */
export const ollama = lazyProvider({
  name: 'ollama',
  title: 'Ollama',
  baseUrls: ['http://127.0.0.1:11434', 'http://localhost:11434', 'https://ollama.com'],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).ollama,
})
