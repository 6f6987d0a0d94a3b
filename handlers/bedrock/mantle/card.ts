import { lazyProvider } from '../../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'bedrock-mantle',
  title: 'Amazon Bedrock (Mantle)',
  baseUrls: ['https://bedrock-mantle.*.api.aws'],
  models: catalog,
}

/** Amazon Bedrock's OpenAI-shaped endpoint. */
export const bedrockMantle = lazyProvider({
  ...about,
  tierNames: ['on-demand'],
  load: async () => (await import('./index.ts')).bedrockMantle,
})
