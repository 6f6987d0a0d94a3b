import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** Z.ai at api.z.ai, its coding plan, and its Chinese platform. */
export const zai = lazyProvider({
  name: 'zai',
  title: 'Z.ai',
  baseUrls: [
    'https://api.z.ai/api/paas/v4',
    'https://api.z.ai/api/coding/paas/v4',
    'https://open.bigmodel.cn/api/paas/v4',
  ],
  models: catalog,
  tierNames: ['free'],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).zai,
})
