import { lazyProvider, type ProviderDefinition } from '../../../src/provider.ts'
import { catalog } from './models.ts'

/** Amazon Bedrock's OpenAI-shaped endpoint. */
export const bedrockMantle = lazyProvider({
  name: 'bedrock-mantle',
  title: 'Amazon Bedrock (Mantle)',
  baseUrls: ['https://bedrock-mantle.*.api.aws'],
  models: catalog,
  tierNames: ['on-demand'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).bedrockMantle,
})
