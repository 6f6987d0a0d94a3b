import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'vertex',
  title: 'Vertex AI',
  baseUrls: [
    'https://aiplatform.googleapis.com',
    'https://*-aiplatform.googleapis.com',
    'https://aiplatform.*.rep.googleapis.com',
  ],
  models: catalog,
}

/** Google Cloud's Vertex AI: Gemini, Claude and embeddings at every region's address. */
export const vertex = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).vertex,
})
