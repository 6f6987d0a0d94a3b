import type { Driver } from './driver.ts'
import { openaiDriver } from './openai-driver.ts'

/** A driver for an API that speaks OpenAI's chat completions; `rest` is what it says in other ways. */
function compatible(provider: string, url: string, model: string, rest: Partial<Driver> = {}): Driver {
  return {
    ...openaiDriver,
    provider,
    url: `${url}/chat/completions`,
    model,
    body: (ask, stream) => openaiDriver.body({ ...ask, model: ask.model ?? model }, stream),
    ...rest,
  }
}

export const groqDriver = compatible('groq', 'https://api.groq.com/openai/v1', 'llama-3.3-70b-versatile', {
  contentType: 'text/event-stream',
  tooLong: { words: 250_000, text: /Please reduce the length of the messages or completion/ },
})

export const mistralDriver = compatible('mistral', 'https://api.mistral.ai/v1', 'mistral-small-2506', {
  limitWaitMs: 60_000,
  body({ toolResult, ...ask }, stream) {
    // No stream options and no max_completion_tokens; call ids have nine characters.
    const {
      max_completion_tokens,
      stream_options: _,
      ...body
    } = openaiDriver.body(
      { ...ask, model: ask.model ?? 'mistral-small-2506', ...(toolResult ? { toolResult } : {}) },
      stream,
    ) as any
    const text = JSON.stringify({ ...body, ...(max_completion_tokens ? { max_tokens: max_completion_tokens } : {}) })
    return JSON.parse(text.replaceAll('"call_1"', '"callcall1"'))
  },
  status: { overloaded: 503, unknownModel: 400, invalid: [422] },
  pathError: 'message',
  hasRetryAfter: false,
})

export const deepseekDriver = compatible('deepseek', 'https://api.deepseek.com', 'deepseek-chat', {
  status: { overloaded: 503, unknownModel: 400, invalid: [400, 422] },
  hasRetryAfter: false,
  tooLong: { words: 1_050_000, text: /you requested 1[01]\d{5} tokens/ },
})

export const xaiDriver = compatible('xai', 'https://api.x.ai/v1', 'grok-3', {
  status: { overloaded: 503, unknownModel: 404, invalid: [400, 422], keys: [401, 400] },
  hasRetryAfter: false,
  tooLong: { words: 250_000, text: /the request contains 2[45]\d{4} tokens/ },
})

export const togetherDriver = compatible(
  'together',
  'https://api.together.ai/v1',
  'meta-llama/Llama-3.3-70B-Instruct-Turbo',
  {
    status: { overloaded: 503, unknownModel: 400 },
    hasRetryAfter: false,
    tooLong: { words: 250_000, text: /Given: 2[57]\d{4} `inputs` tokens/ },
  },
)
