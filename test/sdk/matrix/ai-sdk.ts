import { createAzure } from '@ai-sdk/azure'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { embed, generateText, streamText } from 'ai'
import { joined, KEY, PROMPT, type Rows } from './rows.ts'

const azure = () =>
  createAzure({ apiKey: KEY, resourceName: 'acme', useDeploymentBasedUrls: true, apiVersion: '2025-04-01-preview' })(
    'gpt-4o',
  )

/** What no client of a provider's own asks for; the rest of the AI SDK is in `test/frameworks`. */
export const aiSdkRows: Rows = {
  'responses of a deployment': {
    whole: async () => (await generateText({ model: azure(), prompt: PROMPT })).text,
    stream: () => joined(streamText({ model: azure(), prompt: PROMPT }).textStream, (delta) => delta),
  },
  'one embedding': {
    async whole() {
      const model = createGoogleGenerativeAI({ apiKey: KEY }).textEmbeddingModel('gemini-embedding-001')
      return (await embed({ model, value: PROMPT })).embedding
    },
  },
}
