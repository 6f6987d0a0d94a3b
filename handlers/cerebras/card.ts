import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Cerebras at api.cerebras.ai. */
export const cerebras = lazyProvider({
  name: 'cerebras',
  title: 'Cerebras',
  baseUrls: ['https://api.cerebras.ai/v1'],
  models: catalog,
  tierNames: ['free'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).cerebras,
})
