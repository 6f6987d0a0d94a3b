import { lazyProvider } from '../../src/provider.ts'
import { catalog } from './models.ts'

const PATH = '/compatible-mode/v1'

/** What the card and the definition share. */
export const about = {
  name: 'alibaba',
  title: 'Alibaba Cloud Model Studio',
  baseUrls: [
    `https://dashscope-intl.aliyuncs.com${PATH}`,
    `https://dashscope.aliyuncs.com${PATH}`,
    `https://dashscope-us.aliyuncs.com${PATH}`,
  ],
  models: catalog,
}

/** Alibaba Cloud Model Studio (DashScope) in its OpenAI-compatible mode, in every region. */
export const alibaba = lazyProvider({
  ...about,
  tierNames: [],
  load: async () => (await import('./index.ts')).alibaba,
})
