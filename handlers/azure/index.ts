import { inOrganization } from '../../src/auth.ts'
import { ApiError } from '../../src/errors.ts'
import type { AnyEndpoint, Call } from '../../src/provider.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { completions } from '../openai/completions/index.ts'
import { embeddings } from '../openai/embeddings/index.ts'
import { latency } from '../openai/latency.ts'
import { guessedTokens } from '../openai/tokens.ts'
import { azure as card } from './card.ts'
import { authenticate } from './authenticate.ts'
import { profiles } from './chat-completions/index.ts'
import { cohereHeaders, encodeCohere } from './cohere-embeddings.ts'
import { isCohere } from './cohere-rows.ts'
import { fromDeployment } from './deployment.ts'
import { deploymentNotFound, encodeError } from './errors.ts'
import { headers } from './headers.ts'
import { headers as responsesHeaders } from './responses/headers.ts'
import { azureResponses, storedAtAzure } from './responses/index.ts'
import { accounting } from './tokens.ts'

/** The call with an embedding model in place of a deployment whose name tells none. */
function embeddingModel(call: Call): Call {
  const body = call.json as { readonly model?: unknown } | null | undefined
  if (typeof body?.model !== 'string') return call
  const found = call.models.resolve(body.model)
  const isOther = found !== undefined && !found.model.capabilities.includes('embeddings')
  return isOther ? { ...call, json: { ...body, model: 'text-embedding-3-large' } } : call
}

/** OpenAI's embeddings, and Cohere's in their own form. */
function embeddingsOf(): AnyEndpoint {
  const openai = embeddings()
  return {
    ...openai,
    encode: (exchange) =>
      isCohere(exchange.model?.model) ? JSON.stringify(encodeCohere(exchange)) : openai.encode(exchange),
  }
}

/** An endpoint of OpenAI's at Azure's addresses, in Azure's voice. */
function hosted(endpoint: AnyEndpoint, read: (call: Call) => Call = (call) => call): readonly AnyEndpoint[] {
  const voiced: AnyEndpoint = {
    ...endpoint,
    encodeError,
    headers: (exchange) =>
      exchange.error === undefined && isCohere(exchange.model?.model) ? cohereHeaders(exchange) : headers(exchange),
  }
  const parse = (call: Call): unknown => {
    try {
      return endpoint.parse(read(call))
    } catch (error) {
      // What OpenAI calls a model is a deployment here.
      throw error instanceof ApiError && error.code === 'model_not_found' ? deploymentNotFound() : error
    }
  }
  return [
    { ...voiced, path: `/openai/v1${endpoint.path}`, parse },
    {
      ...voiced,
      path: `/openai/deployments/:deployment${endpoint.path}`,
      parse: (call: Call): unknown => parse(fromDeployment(call)),
    },
  ]
}

/** An endpoint about what is stored, in Azure's voice: no deployment has a part in it. */
function kept(endpoint: AnyEndpoint): readonly AnyEndpoint[] {
  return ['/openai/v1', '/openai'].map((base) => ({ ...endpoint, encodeError, headers, path: base + endpoint.path }))
}

/** Azure OpenAI and the OpenAI models of Microsoft Foundry, whatever the resource is called. */
export const azure = defineProvider({
  ...aboutOf(card),
  // Limits are those of a deployment, whichever key of its resource asks.
  authenticate: inOrganization(authenticate, ({ url }) => url.host),
  endpoints: [
    ...profiles.map((profile) => chatCompletions(profile)),
    ...hosted(embeddingsOf(), embeddingModel),
    ...hosted(completions()),
    ...[
      ...hosted(azureResponses),
      { ...hosted(azureResponses)[0]!, path: '/openai/responses' },
      ...storedAtAzure.flatMap(kept),
    ].map((endpoint) => ({
      ...endpoint,
      headers: responsesHeaders,
    })),
    ...modelsEndpoints({
      path: '/openai/v1/models',
      encodeError,
      headers,
      item: ({ model, id }) => ({ id, object: 'model', created: createdOf(model), owned_by: 'system' }),
      unknown: deploymentNotFound,
    }),
  ],
  // Other than OpenAI's own limits, Azure's count what the request allows to be written (quota documentation).
  accounting: {
    ...accounting,
    estimate: (request, model) => ({
      inputTokens: guessedTokens(request),
      outputTokens: Math.min(request.maxTokens ?? 0, model.maxOutputTokens),
    }),
  },
  limitPool: (_model, { model }) => model,
  // A standard deployment of a million tokens a minute; six requests come with every thousand.
  limits: () => ({ requestsPerMinute: 6000, tokensPerMinute: 1_000_000 }),
  latency,
  errorMix: { rate_limit: 45, server_error: 20, overloaded: 20, timeout: 15 },
})
