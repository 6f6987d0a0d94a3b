import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'azure',
  title: 'Azure OpenAI',
  baseUrls: ['https://*.openai.azure.com', 'https://*.cognitiveservices.azure.com', 'https://*.services.ai.azure.com'],
  models: catalog,
}

/** Azure OpenAI and the OpenAI models of Microsoft Foundry, whatever the resource is called. */
export const azure = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).azure,
})
