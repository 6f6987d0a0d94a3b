import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

interface Talk {
  readonly model: string
  /** One that shows its reasoning, and what makes it. Default: `model`. */
  readonly thinker?: string
  readonly thinking?: object
  /** Models that scenarios need, by the start of their name. */
  readonly models?: Readonly<Record<string, string>>
  /** Scenarios whose recordings were all cut by a limit. */
  readonly cut?: readonly string[]
  /** Further members of every request. */
  readonly more?: object
  readonly path?: string
  /** What is refused with the status. */
  readonly refused?: Readonly<Record<string, Ask>>
}

const messages = [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }]
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = [{ type: 'function', function: { name: 'get_weather', description: 'The weather', parameters } }]
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }

const PARTS: Readonly<Record<string, readonly PartInput[]>> = {
  reasoning: [{ type: 'reasoning', text: 'All is well here, I think.' }],
  text: [{ type: 'text', text: 'It is sunny there.' }],
  'tool-call': [call],
  'tool-calls': [call, call],
}

/** A request that brings a scenario about, read from its name: `stream reasoning text +usage`. */
export function talk(scenario: string, talker: Talk): Ask | undefined {
  const { thinker = talker.model, thinking, more, path, refused, models = {}, cut = [] } = talker
  const named = Object.keys(models).find((start) => scenario.startsWith(start))
  const model = named === undefined ? talker.model : models[named]!
  const [form, ...words] = scenario.split(' ')
  const place = path === undefined ? {} : { path }
  const body = { model, messages, ...more }
  if (scenario === 'error 401') return { ...place, body, apiKeys: ['sk-another-key'] }
  if (form === 'error') return refused?.[scenario]
  const thinks = words.includes('reasoning')
  return {
    ...place,
    body: {
      ...body,
      ...(thinks ? { ...(named === undefined ? { model: thinker } : {}), ...thinking } : {}),
      ...(cut.includes(scenario) ? { max_tokens: 2 } : {}),
      ...(words.some((word) => word.startsWith('tool-call')) ? { tools } : {}),
      ...(form === 'stream' ? { stream: true } : {}),
      ...(words.includes('+usage') ? { stream_options: { include_usage: true } } : {}),
    },
    reply: words.flatMap((word) => PARTS[word] ?? []),
  }
}

const LLAMA = 'meta-llama/Llama-3.1-8B-Instruct'
const long = Array.from({ length: 10 }, () => ({ role: 'user', content: 'well '.repeat(125_000) }))

/** Who is asked what, by endpoint. */
export const TALKS: Readonly<Record<string, Talk>> = {
  'groq.chat': {
    model: 'llama-3.3-70b-versatile',
    thinker: 'openai/gpt-oss-120b',
    refused: {
      'error 400': {
        body: { model: 'openai/gpt-oss-120b', messages, tools },
        fail: {
          kind: 'invalid_request',
          status: 400,
          code: 'tool_use_failed',
          type: 'invalid_request_error',
          message: 'Tool call validation failed: no fit.',
        },
      },
    },
  },
  'mistral.chat': { model: 'mistral-small-latest', thinker: 'magistral-medium-latest' },
  'together.chat': { model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo' },
  'deepseek.chat': {
    model: 'deepseek-chat',
    thinker: 'deepseek-v4-flash',
    refused: { 'error 400': { body: { model: 'deepseek-chat', messages: long } } },
  },
  'xai.chat': { model: 'grok-3-mini', more: { stream_options: { include_usage: true } } },
  'openrouter.chat': {
    model: 'openai/gpt-4o-mini',
    thinker: 'anthropic/claude-haiku-4.5',
    models: {
      'stream reasoning tool-call': 'qwen/qwen3-30b-a3b',
      'stream reasoning text': 'deepseek/deepseek-r1',
      'stream tool-call': 'anthropic/claude-haiku-4.5',
      'json tool-call': 'anthropic/claude-haiku-4.5',
      'json text tool-call': 'anthropic/claude-haiku-4.5',
    },
  },
  'ollama.openai-chat': { model: 'qwen3' },
  'ollama-cloud.openai-chat': {
    model: 'gpt-oss:120b',
    refused: { 'error 400': { body: { model: 'gpt-oss:120b', messages: long } } },
  },
  'azure.chat': { model: 'gpt-4.1-mini', cut: ['json text -logprobs'] },
  'azure-foundry.chat': {
    model: 'grok-4-1-fast-non-reasoning',
    path: '/models/chat/completions?api-version=2024-05-01-preview',
  },
  'perplexity.chat': { model: 'sonar' },
  'cerebras.chat': { model: 'llama-3.3-70b', thinker: 'gpt-oss-120b' },
  'azure-foundry-openai.chat': {
    model: 'gpt-5-nano',
    path: '/models/chat/completions?api-version=2024-05-01-preview',
  },
  'huggingface.chat': { model: LLAMA },
  'huggingface-featherless.chat': { model: LLAMA, path: '/featherless-ai/v1/chat/completions' },
  'huggingface-together.chat': {
    model: 'deepseek-ai/DeepSeek-R1',
    path: '/together/v1/chat/completions',
    models: { 'json tool-calls': 'meta-llama/Llama-4-Scout-17B-16E-Instruct' },
  },
  'huggingface-novita.chat': { model: LLAMA, path: '/novita/v3/openai/chat/completions' },
  'huggingface-nebius.chat': { model: 'Qwen/Qwen2.5-VL-72B-Instruct', path: '/nebius/v1/chat/completions' },
  'zai.chat': { model: 'glm-4.7', thinking: { thinking: { type: 'enabled' } } },
  'alibaba.chat': { model: 'qwen3-max', more: { stream_options: { include_usage: true } } },
  'ollama.chat': {
    model: 'qwen3.6',
    thinking: { think: true },
    more: { stream: false },
    refused: { 'error 404': { body: { model: 'no-such-model', messages } } },
  },
  'ollama-cloud.chat': { model: 'gpt-oss:20b', more: { stream: false } },
}
