import type { Driver } from './driver.ts'
import { openaiDriver } from './openai-driver.ts'

/** Perplexity's chat: OpenAI's bodies, a search with every answer, a stream without terminator. */
export const perplexityDriver: Driver = {
  ...openaiDriver,
  provider: 'perplexity',
  url: 'https://api.perplexity.ai/chat/completions',
  model: 'sonar',
  body: (ask, stream) => ({ ...openaiDriver.body(ask, stream), model: ask.model ?? 'sonar' }),
  status: { overloaded: 503, unknownModel: 400 },
  isTerminated: (text) => text.includes('"chat.completion.done"'),
  without: { tools: 'its models search of themselves and call no tools' },
}
