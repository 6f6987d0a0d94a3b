import type { Exchange } from '../../../src/exchange.ts'
import { BASE62, drawId } from '../../../src/ids.ts'
import type { Face } from '../face.ts'
import { usd } from './plain.ts'

/** As OpenRouter shows itself: `gen-` ids, the provider's name, costs in the usage, the attempts (recordings of 2026; its OpenAPI of August 2026). */
export const openrouter: Face = {
  headers: (_, exchange) => (exchange && !exchange.error ? { 'x-generation-id': generationId(exchange) } : {}),
  id: generationId,
  model: ({ provider, request }) => (request.model.includes('/') ? request.model : `${provider}/${request.model}`),
  members: ({ provider, request }, call) => ({
    provider: NAMES[provider] ?? provider,
    openrouter_metadata: {
      requested: call.model,
      strategy: call.decision?.strategy ?? 'direct',
      attempt: call.attempts.length + 1,
      attempts: [...call.attempts, { provider, model: request.model, status: 200 }].map((one) => ({
        provider: NAMES[one.provider] ?? one.provider,
        model: one.model,
        status: one.status,
      })),
    },
  }),
  usage: ({ costUsd }) => ({
    cost: Number(usd(costUsd)),
    is_byok: false,
    cost_details: { upstream_inference_cost: Number(usd(costUsd)) },
  }),
  alwaysUsage: true,
  error({ message, status, details }, _, provider) {
    const metadata = {
      ...(provider === undefined ? {} : { provider_name: NAMES[provider] ?? provider }),
      ...details,
    }
    return { error: { message, code: status, ...(Object.keys(metadata).length > 0 ? { metadata } : {}) } }
  },
  words(words, call) {
    if (words.code !== 'no_providers_available') return words
    return { ...words, status: 404, message: `No endpoints found for ${call.model}.` }
  },
}

const NAMES: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google AI Studio',
  vertex: 'Google',
  groq: 'Groq',
  mistral: 'Mistral',
  together: 'Together',
  cohere: 'Cohere',
  deepseek: 'DeepSeek',
  xai: 'xAI',
  bedrock: 'Amazon Bedrock',
  azure: 'Azure',
  cerebras: 'Cerebras',
  fireworks: 'Fireworks',
  perplexity: 'Perplexity',
}

function generationId({ seed, receivedAtMs }: Pick<Exchange, 'seed' | 'receivedAtMs'>): string {
  return `gen-${Math.floor(receivedAtMs / 1000)}-${drawId(seed, 'generation', 20, BASE62)}`
}
