import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Together at both of its addresses. */
export const together = lazyProvider({
  name: 'together',
  title: 'Together AI',
  baseUrls: ['https://api.together.ai/v1', 'https://api.together.xyz/v1'],
  models: catalog,
  tierNames: ['tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).together,
})
