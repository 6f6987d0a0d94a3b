import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Amazon Bedrock's runtime. */
export const bedrock = lazyProvider({
  name: 'bedrock',
  title: 'Amazon Bedrock',
  baseUrls: ['https://bedrock-runtime.*.amazonaws.com', 'https://bedrock-runtime-fips.*.amazonaws.com'],
  models: catalog,
  tierNames: ['on-demand'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).bedrock,
})
