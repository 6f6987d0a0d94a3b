import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Fireworks at api.fireworks.ai: a provider is this folder and one line in the registry. */
export const fireworks = lazyProvider({
  name: 'fireworks',
  title: 'Fireworks AI',
  baseUrls: ['https://api.fireworks.ai/inference/v1'],
  models: catalog,
  tierNames: ['free'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).fireworks,
})
