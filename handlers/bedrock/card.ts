import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'bedrock',
  title: 'Amazon Bedrock',
  baseUrls: ['https://bedrock-runtime.*.amazonaws.com', 'https://bedrock-runtime-fips.*.amazonaws.com'],
  models: catalog,
}

/** Amazon Bedrock's runtime. */
export const bedrock = lazyProvider({
  ...about,
  tierNames: ['on-demand'],
  load: async () => (await import('./index.ts')).bedrock,
})
