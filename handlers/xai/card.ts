import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'xai',
  title: 'xAI',
  baseUrls: ['https://api.x.ai/v1', 'https://us-east-1.api.x.ai/v1', 'https://eu-west-1.api.x.ai/v1'],
  models: catalog,
}

/** xAI at api.x.ai and its regional hosts. */
export const xai = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).xai,
})
