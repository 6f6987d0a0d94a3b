import type { Capability, Model, ResolvedModel } from '../../src/models.ts'
import type { AnyEndpoint } from '../../src/provider.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { lookupBy } from '../compatible/lookup.ts'
import { listModels } from '../compatible/models-endpoints.ts'
import { encodeError, noEndpoints } from './errors.ts'
import { headers } from './headers.ts'
import { traitsOf, type OpenRouterTraits } from './models.ts'

const voice = { encodeError, headers }
const lookup = lookupBy(voice)

/** Models with their prices, and who serves each (openrouter.md 6; members as the official client demands them). */
export const models: readonly AnyEndpoint[] = [
  listModels({
    ...voice,
    item: wireModel,
    list: (data) => ({ data, links: { next: null }, total_count: data.length }),
    ids: (model) => [model.id],
    unknown: (id) => noEndpoints(`Model ${id} not found`),
  }),
  lookup('GET', '/models/count', (_, { models: catalog }) => ({ data: { count: catalog.models.length } })),
  lookup('GET', '/models/:author/:slug/endpoints', ({ params: { author, slug } }, { models: catalog }) => {
    const id = `${author}/${slug}`
    const resolved = catalog.resolve(id)
    if (!resolved) throw noEndpoints(`Model ${id} not found`)
    return { data: withEndpoints(resolved) }
  }),
  lookup('GET', '/model/:author/:slug', ({ params: { author, slug } }, { models: catalog }) => {
    const resolved = catalog.resolve(`${author}/${slug}`)
    if (!resolved) throw noEndpoints(`Model ${author}/${slug} not found`)
    return { data: wireModel(resolved) }
  }),
]

function wireModel({ model, id }: ResolvedModel): object {
  return {
    id,
    canonical_slug: model.id,
    hugging_face_id: '',
    name: model.displayName ?? id,
    created: createdOf(model),
    description: `${model.displayName ?? id} with a context window of ${model.contextWindow} tokens.`,
    context_length: model.contextWindow,
    architecture: architectureOf(model),
    pricing: pricingOf(model),
    top_provider: {
      context_length: model.contextWindow,
      max_completion_tokens: model.maxOutputTokens,
      is_moderated: traitsOf(model).counted === 'openai',
    },
    per_request_limits: null,
    supported_parameters: parametersOf(model),
    supported_voices: null,
    default_parameters: {},
    expiration_date: null,
    links: { details: `/api/v1/models/${id}/endpoints` },
  }
}

const MODALITY: Partial<Record<Capability, string>> = { vision: 'image', audio: 'audio' }

const TOKENIZER: Record<OpenRouterTraits['counted'], string> = {
  openai: 'GPT',
  anthropic: 'Claude',
  gemini: 'Gemini',
  llama: 'Llama3',
  chatml: 'Qwen3',
  deepseek: 'DeepSeek',
  'gpt-oss': 'GPT',
  glm: 'Other',
  'glm-5': 'Other',
  bare: 'Other',
}

function architectureOf(model: Model): object {
  const inputs = ['text', ...model.capabilities.flatMap((capability) => MODALITY[capability] ?? [])]
  const outputs = model.capabilities.includes('embeddings') ? ['embeddings'] : ['text']
  return {
    modality: `${inputs.join('+')}->${outputs.join('+')}`,
    input_modalities: inputs,
    output_modalities: outputs,
    tokenizer: TOKENIZER[traitsOf(model).counted],
    instruct_type: null,
  }
}

/** USD per token as text. */
function pricingOf({ prices }: Model): object {
  const price = prices.at(-1)
  const perToken = (usdPerMillion = 0) =>
    Number((usdPerMillion / 1_000_000).toPrecision(10))
      .toFixed(15)
      .replace(/\.?0+$/, '')
  return {
    prompt: perToken(price?.inputUsdPerMillion),
    completion: perToken(price?.outputUsdPerMillion),
    ...(price?.cacheReadUsdPerMillion === undefined
      ? {}
      : { input_cache_read: perToken(price.cacheReadUsdPerMillion) }),
    ...(price?.cacheWriteUsdPerMillion === undefined
      ? {}
      : { input_cache_write: perToken(price.cacheWriteUsdPerMillion) }),
  }
}

const PARAMETERS: Partial<Record<Capability, readonly string[]>> = {
  reasoning: ['include_reasoning', 'reasoning'],
  json: ['response_format'],
  json_schema: ['structured_outputs'],
  tools: ['tool_choice', 'tools'],
}

function parametersOf({ capabilities }: Model): readonly string[] {
  if (!capabilities.includes('chat')) return []
  const own = capabilities.flatMap((capability) => PARAMETERS[capability] ?? [])
  return [...own, 'max_tokens', 'seed', 'stop', 'temperature', 'top_p'].toSorted()
}

function withEndpoints(resolved: ResolvedModel): object {
  const { model, id } = resolved
  return {
    id,
    name: model.displayName ?? id,
    created: createdOf(model),
    description: `${model.displayName ?? id} with a context window of ${model.contextWindow} tokens.`,
    architecture: architectureOf(model),
    endpoints: traitsOf(model).served.map((name) => ({
      name: `${name} | ${id}`,
      model_id: id,
      model_name: model.displayName ?? id,
      context_length: model.contextWindow,
      pricing: pricingOf(model),
      provider_name: name,
      tag: name.toLowerCase().replaceAll(/\s+/g, '-'),
      quantization: 'unknown',
      max_completion_tokens: model.maxOutputTokens,
      max_prompt_tokens: null,
      supported_parameters: parametersOf(model),
      status: 0,
      uptime_last_5m: 100,
      uptime_last_30m: 100,
      uptime_last_1d: 100,
      supports_implicit_caching: false,
      supports_tool_choice: toolChoiceOf(model),
      latency_last_30m: null,
      throughput_last_30m: null,
    })),
  }
}

function toolChoiceOf({ capabilities }: Model): object {
  const can = capabilities.includes('tools')
  return { none: can, auto: can, required: can, function: can }
}
