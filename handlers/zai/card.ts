import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

/** What the card and the definition share. */
export const about = {
  name: 'zai',
  title: 'Z.ai',
  baseUrls: [
    'https://api.z.ai/api/paas/v4',
    'https://api.z.ai/api/coding/paas/v4',
    'https://open.bigmodel.cn/api/paas/v4',
  ],
  models: catalog,
}

/** Z.ai at api.z.ai, its coding plan, and its Chinese platform. */
export const zai = lazyProvider({
  ...about,
  tierNames: ['free'],
  load: async () => (await import('./index.ts')).zai,
})
