import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Moonshot AI at api.moonshot.ai and its Chinese platform. */
export const moonshot = lazyProvider({
  name: 'moonshot',
  title: 'Moonshot AI',
  baseUrls: ['https://api.moonshot.ai/v1', 'https://api.moonshot.cn/v1'],
  models: catalog,
  tierNames: ['tier-0', 'tier-1', 'tier-2', 'tier-3', 'tier-4', 'tier-5'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).moonshot,
})
