import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'ollama',
  title: 'Ollama',
  baseUrls: ['http://127.0.0.1:11434', 'http://localhost:11434', 'https://ollama.com'],
  models: catalog,
}

/** Ollama on the own machine, where any caller is welcome, and its cloud with the same paths and a key. */
export const ollama = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).ollama,
})
