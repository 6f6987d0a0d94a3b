import type { Ask } from './replay.ts'

const embed = { model: 'text-embedding-ada-002', input: ['hello', 'world'] }

/** Requests for OpenAI's embeddings. */
export const embeddingRequests: Readonly<Record<string, Ask>> = {
  'json empty': { body: embed },
  'json empty +base64': { body: { ...embed, encoding_format: 'base64' } },
  'error 404': { body: { ...embed, model: 'no-such-model' } },
}

/** Requests for OpenAI's moderations. */
export const moderationRequests: Readonly<Record<string, Ask>> = {
  'json empty': { body: { input: 'This is a safe message' } },
}

const prompt = { model: 'davinci-002', prompt: 'Tell me about the tide' }

/** Requests for OpenAI's completions before chat. */
export const legacyRequests: Readonly<Record<string, Ask>> = {
  'json text': { body: prompt, reply: 'It comes and goes.' },
  'stream text': { body: { ...prompt, stream: true }, reply: 'It comes and goes.' },
  'stream text +usage': {
    body: { ...prompt, max_tokens: 2, stream: true, stream_options: { include_usage: true } },
    reply: 'It comes and goes.',
  },
  'error 401': { body: prompt, apiKeys: ['sk-another-key'] },
}

/** Requests for Voyage's embeddings. */
export const voyageEmbeddingRequests: Readonly<Record<string, Ask>> = {
  'json empty +base64': { body: { model: 'voyage-3.5', input: ['hello', 'world'], encoding_format: 'base64' } },
}

/** Requests for Voyage's rankings. */
export const voyageRerankRequests: Readonly<Record<string, Ask>> = {
  'json empty': {
    body: { model: 'rerank-2-lite', query: 'France', documents: ['Paris is in France.', 'Lima is in Peru.'] },
  },
}
