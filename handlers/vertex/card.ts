import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Google Cloud's Vertex AI: Gemini, Claude and embeddings at every region's address. */
export const vertex = lazyProvider({
  name: 'vertex',
  title: 'Vertex AI',
  baseUrls: [
    'https://aiplatform.googleapis.com',
    'https://*-aiplatform.googleapis.com',
    'https://aiplatform.*.rep.googleapis.com',
  ],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).vertex,
})
