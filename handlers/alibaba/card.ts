import { lazyProvider, type ProviderDefinition } from '../../src/provider.ts'
import { catalog } from './models.ts'

const PATH = '/compatible-mode/v1'

/** Alibaba Cloud Model Studio (DashScope) in its OpenAI-compatible mode, in every region. */
export const alibaba = lazyProvider({
  name: 'alibaba',
  title: 'Alibaba Cloud Model Studio',
  baseUrls: [
    `https://dashscope-intl.aliyuncs.com${PATH}`,
    `https://dashscope.aliyuncs.com${PATH}`,
    `https://dashscope-us.aliyuncs.com${PATH}`,
  ],
  models: catalog,
  tierNames: [],
  load: async (): Promise<ProviderDefinition> => (await import('./index.ts')).alibaba,
})
