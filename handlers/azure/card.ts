import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Azure OpenAI and the OpenAI models of Microsoft Foundry, whatever the resource is called. */
export const azure = lazyProvider({
  name: 'azure',
  title: 'Azure OpenAI',
  baseUrls: ['https://*.openai.azure.com', 'https://*.cognitiveservices.azure.com', 'https://*.services.ai.azure.com'],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).azure,
})
