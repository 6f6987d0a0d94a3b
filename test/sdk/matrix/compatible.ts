import OpenAI from 'openai'
import {
  chatRow,
  completionsRow,
  embeddingsRow,
  keptRow,
  KEY,
  MESSAGES,
  modelsRow,
  pathRow,
  responsesRow,
  type Row,
  type Rows,
} from './rows.ts'

/** Models to ask by what they are asked for, and a path that only this provider has. */
interface Asked {
  readonly chat?: string
  readonly responses?: string
  /** Responses that are read back. */
  readonly kept?: string
  /** Such that can also be cancelled, and asked for what went in. */
  readonly background?: string
  readonly completions?: string
  readonly embeddings?: string
  readonly models?: string
  readonly path?: string
}

/** Each base URL as the provider's own documents give it for OpenAI's client. */
const AT: Readonly<Record<string, Asked>> = {
  'https://api.x.ai/v1': {
    chat: 'grok-4',
    responses: 'grok-4.3',
    kept: 'grok-4.3',
    models: 'grok-4',
    path: '/language-models',
  },
  'https://bedrock-mantle.us-east-1.api.aws/v1': {
    chat: 'openai.gpt-oss-20b',
    responses: 'openai.gpt-oss-20b',
    background: 'openai.gpt-oss-20b',
    path: '/models',
  },
  'https://bedrock-mantle.us-east-1.api.aws/openai/v1': {
    responses: 'openai.gpt-5.4',
    background: 'openai.gpt-5.4',
  },
  'https://api.deepseek.com': {
    chat: 'deepseek-chat',
    responses: 'deepseek-v4-flash',
    models: 'deepseek-v4-flash',
    path: '/user/balance',
  },
  'https://api.deepseek.com/beta': { completions: 'deepseek-chat' },
  'https://openrouter.ai/api/v1': {
    chat: 'anthropic/claude-haiku-4.5',
    responses: 'openai/gpt-4o-mini',
    embeddings: 'openai/text-embedding-3-small',
  },
  'http://localhost:11434/v1': { chat: 'llama3.2', embeddings: 'nomic-embed-text', models: 'llama3.2' },
  'https://api.perplexity.ai': { chat: 'sonar' },
  'https://api.perplexity.ai/v1': { chat: 'sonar', embeddings: 'pplx-embed-v1-0.6b', path: '/models' },
  'https://api.cerebras.ai/v1': { chat: 'gpt-oss-120b', models: 'gpt-oss-120b' },
  'https://router.huggingface.co/v1': { chat: 'openai/gpt-oss-120b:cerebras', models: 'openai/gpt-oss-120b' },
  'https://router.huggingface.co/featherless-ai/v1': {
    chat: 'meta-llama/Llama-3.1-8B-Instruct',
    completions: 'meta-llama/Meta-Llama-3.1-8B',
  },
  'https://router.huggingface.co/novita/v3/openai': { chat: 'meta-llama/Llama-3.1-8B-Instruct' },
  'https://api.fireworks.ai/inference/v1': {
    chat: 'accounts/fireworks/models/kimi-k2p5',
    models: 'accounts/fireworks/models/kimi-k2p5',
  },
  'https://api.moonshot.ai/v1': { chat: 'kimi-k2.5', models: 'kimi-k2.5', path: '/users/me/balance' },
  'https://api.z.ai/api/paas/v4': { chat: 'glm-5.3', models: 'glm-5.3' },
  'https://dashscope-intl.aliyuncs.com/compatible-mode/v1': {
    chat: 'qwen-plus',
    embeddings: 'text-embedding-v4',
    models: 'qwen-plus',
  },
  'https://generativelanguage.googleapis.com/v1beta/openai/': {
    chat: 'gemini-2.5-flash',
    embeddings: 'gemini-embedding-001',
    models: 'gemini-2.5-flash',
  },
  'https://us-central1-aiplatform.googleapis.com/v1beta1/projects/p/locations/us-central1/endpoints/openapi': {
    chat: 'google/gemini-2.5-flash',
  },
}

const ROW_OF: Readonly<Record<keyof Asked, (client: () => OpenAI, name: string) => Row>> = {
  chat: chatRow,
  responses: responsesRow,
  kept: keptRow,
  background: (client, name) => keptRow(client, name, ['cancel', 'items']),
  completions: completionsRow,
  embeddings: embeddingsRow,
  models: modelsRow,
  path: pathRow,
}

function rowsAt(baseURL: string, asked: Asked): readonly (readonly [string, Row])[] {
  const client = () => new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0 })
  return (Object.keys(asked) as (keyof Asked)[]).map((what) => [
    `${what} at ${baseURL}`,
    ROW_OF[what](client, asked[what]!),
  ])
}

/** xAI's images, files and batches, of which OpenAI's client types the first and the files. */
const xaiRow: Row = {
  whole: async (sleep) => {
    const client = new OpenAI({ apiKey: KEY, baseURL: 'https://api.x.ai/v1', maxRetries: 0 })
    const drawn = { model: 'grok-imagine-image-quality', prompt: 'a fox' }
    const made = await client.images.generate(drawn)
    const image = { type: 'image_url', url: 'https://a.test/a.png' }
    await client.post('/images/edits', { body: { ...drawn, images: [image] } })
    const file = await client.files.create({ file: new File(['hello'], 'a.txt'), purpose: 'user_data' })
    await client.files.list()
    await client.files.content(file.id)
    await client.files.retrieve(file.id)
    await client.files.delete(file.id)
    const { batch_id: id } = await client.post<{ batch_id: string }>('/batches', { body: { name: 'nightly' } })
    const request = { chat_get_completion: { model: 'grok-3-mini', messages: MESSAGES } }
    await client.post(`/batches/${id}/requests`, {
      body: { batch_requests: [{ batch_request_id: 'one', batch_request: request }] },
    })
    await sleep(5000)
    await client.get(`/batches/${id}/results`)
    await client.get(`/batches/${id}`)
    await client.get('/batches')
    await client.post(`/batches/${id}:cancel`)
    return made.data
  },
}

export const compatibleRows: Rows = {
  ...Object.fromEntries(Object.entries(AT).flatMap(([baseURL, asked]) => rowsAt(baseURL, asked))),
  'images, files and batches at https://api.x.ai/v1': xaiRow,
}
