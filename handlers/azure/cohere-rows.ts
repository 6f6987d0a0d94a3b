import type { Model } from '../../src/models.ts'
import { catalog as cohere } from '../cohere/models.ts'

/** Cohere's names in Foundry's catalogue; answers have Cohere's own (recorded). */
const NAMES = {
  'Cohere-embed-v3-english': 'embed-english-v3.0',
  'Cohere-embed-v3-multilingual': 'embed-multilingual-v3.0',
  'embed-v-4-0': 'embed-v4.0',
} as const

function deployable([id, name]: readonly [string, string]): Model {
  const model = cohere.resolve(name)!.model
  const { dimensions } = model.traits as { readonly dimensions: readonly number[] }
  return { ...model, id, snapshots: [name], traits: { endpoints: ['embeddings'], dimensions: dimensions[0]! } }
}

/** Cohere's embedding models as Foundry deploys them, at Cohere's prices. */
export const cohereEmbeddings: readonly Model[] = Object.entries(NAMES).map(deployable)

/** Whether a deployed model is one of Cohere's, which answers in a form of its own. */
export function isCohere(model: Model | undefined): boolean {
  return model !== undefined && cohereEmbeddings.some(({ id }) => id === model.id)
}
