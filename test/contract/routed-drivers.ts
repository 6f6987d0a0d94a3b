import type { Driver } from './driver.ts'
import { openaiDriver } from './openai-driver.ts'

type Own = Pick<Driver, 'provider' | 'url' | 'model'> & {
  readonly overloaded?: number
  readonly unknownModel?: number
  readonly contentType?: string
  /** What the body needs besides OpenAI's, such as a switch that keeps the model from thinking. */
  readonly extra?: object
  readonly headers?: Driver['headers']
  readonly tooLong?: Driver['tooLong']
  readonly hasRetryAfter?: boolean
}

/** A driver of a provider that differs from OpenAI in little that the contract looks at. */
function compatible({ overloaded, unknownModel, contentType, extra, ...own }: Own): Driver {
  return {
    ...openaiDriver,
    ...own,
    body: (ask, stream) => ({ ...openaiDriver.body(ask, stream), model: ask.model ?? own.model, ...extra }),
    status: { overloaded: overloaded ?? 503, unknownModel: unknownModel ?? 404 },
    contentType: contentType ?? 'text/event-stream',
    // Reason: a spread of optional members cannot say that they are absent or set, never undefined.
  } as Driver
}

/** Providers over chat completions that have no driver of their own. */
export const routedDrivers: readonly Driver[] = [
  compatible({
    provider: 'openrouter',
    url: 'https://openrouter.ai/api/v1/chat/completions',
    model: 'openai/gpt-4o-mini',
    unknownModel: 400,
  }),
  compatible({
    provider: 'azure',
    url: 'https://acme.openai.azure.com/openai/v1/chat/completions',
    model: 'gpt-4o-mini',
    headers: (key) => ({ 'api-key': key, 'content-type': 'application/json' }),
    contentType: 'text/event-stream; charset=utf-8',
  }),
  compatible({
    provider: 'cerebras',
    url: 'https://api.cerebras.ai/v1/chat/completions',
    model: 'llama-3.3-70b',
    contentType: 'text/event-stream; charset=utf-8',
  }),
  compatible({
    provider: 'huggingface',
    url: 'https://router.huggingface.co/v1/chat/completions',
    model: 'meta-llama/Llama-3.3-70B-Instruct',
    unknownModel: 400,
  }),
  compatible({
    provider: 'moonshot',
    url: 'https://api.moonshot.ai/v1/chat/completions',
    model: 'kimi-k2-0711-preview',
    overloaded: 429,
  }),
  compatible({
    provider: 'zai',
    hasRetryAfter: false,
    url: 'https://api.z.ai/api/paas/v4/chat/completions',
    model: 'glm-4.6',
    extra: { thinking: { type: 'disabled' } },
    overloaded: 429,
    unknownModel: 400,
    contentType: 'text/event-stream;charset=UTF-8',
  }),
  compatible({
    provider: 'alibaba',
    url: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions',
    model: 'qwen-turbo',
    tooLong: { words: 250_000, text: /Range of input length should be \[1, 131072\]/ },
    contentType: 'text/event-stream;charset=UTF-8',
  }),
  compatible({
    provider: 'fireworks',
    url: 'https://api.fireworks.ai/inference/v1/chat/completions',
    model: 'accounts/fireworks/models/llama-v3p1-8b-instruct',
  }),
  compatible({
    provider: 'bedrock-mantle',
    url: 'https://bedrock-mantle.us-east-1.api.aws/v1/chat/completions',
    model: 'qwen.qwen3-32b',
    hasRetryAfter: false,
  }),
]
