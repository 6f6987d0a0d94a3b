import type { RouteConstraints, RouteRequest } from '../../src/router/index.ts'
import { refused } from './errors.ts'

type Json = Readonly<Record<string, unknown>>

/** A body that a gateway takes: OpenAI's, and what it says about the choice of provider and model. */
export interface GatewayRequest {
  readonly operation: 'chat' | 'embeddings'
  /** The body without the gateway's own members; `model` is put in for each candidate. */
  readonly body: Json
  readonly model: string
  /** Models to try in this order, the first one included; empty where the router ranks. */
  readonly models: readonly string[]
  readonly isStream: boolean
  readonly route: RouteRequest
  readonly constraints: RouteConstraints
  readonly preferences: ProviderPreferences
  /** Retries that LiteLLM's clients ask for. */
  readonly retries: number | undefined
  /** The failure that LiteLLM's clients ask for to try their fallbacks. */
  readonly mockFault: string | undefined
}

/** What a body says about providers, as OpenRouter's and Vercel's do. */
export interface ProviderPreferences {
  readonly order: readonly string[]
  readonly only: readonly string[] | undefined
  readonly ignore: readonly string[]
  readonly sort: 'price' | 'latency' | 'throughput' | undefined
  readonly maxPrice: { readonly prompt?: number; readonly completion?: number }
  readonly allowFallbacks: boolean | undefined
}

/** Members that are the gateway's, not the provider's. */
const OWN: ReadonlySet<string> = new Set([
  'max_budget',
  'routing',
  'models',
  'provider',
  'providerOptions',
  'fallbacks',
  'num_retries',
  'mock_testing_fallbacks',
  'mock_testing_rate_limit_error',
])

/** @throws {GatewayError} 400 for what cannot be read */
export function readGatewayRequest(text: string, operation: 'chat' | 'embeddings'): GatewayRequest {
  const body = parsed(text)
  if (typeof body['model'] !== 'string' || body['model'] === '')
    throw refused('you must provide a model parameter', 'model')
  const messages = operation === 'chat' ? messagesOf(body) : []
  const preferences = preferencesOf(body)
  const model = body['model']
  const more = [
    ...texts(body['models'], 'models'),
    ...texts(gatewayOptions(body)['models'], 'providerOptions.gateway.models'),
  ]
  const fallbacks = more.length > 0 ? more : texts(body['fallbacks'], 'fallbacks')
  return {
    operation,
    body: Object.fromEntries(Object.entries(body).filter(([name]) => !OWN.has(name))),
    model,
    models: fallbacks.length === 0 ? [] : [...new Set(isOpen(model) ? fallbacks : [model, ...fallbacks])],
    isStream: operation === 'chat' && body['stream'] === true,
    route: { messages, model, ...routeDetails(body) },
    constraints: constraintsOf(body, preferences),
    preferences,
    retries: typeof body['num_retries'] === 'number' ? body['num_retries'] : undefined,
    mockFault: mockFaultOf(body),
  }
}

function mockFaultOf(body: Json): string | undefined {
  if (body['mock_testing_rate_limit_error'] === true) return 'rate_limit'
  return body['mock_testing_fallbacks'] === true ? 'server_error' : undefined
}

/** Whether a name leaves the choice to the router. */
export function isOpen(model: string): boolean {
  return model === 'auto' || model === 'router' || model.startsWith('router-') || model.endsWith('/auto')
}

function parsed(text: string): Json {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw refused('We could not parse the JSON body of your request.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('The body of your request must be a JSON object.')
  return body as Json
}

function messagesOf({ messages }: Json): RouteRequest['messages'] {
  const isMessage = (one: unknown) => typeof one === 'object' && one !== null && 'role' in one
  if (Array.isArray(messages) && messages.length > 0 && messages.every(isMessage))
    return messages as unknown as RouteRequest['messages']
  throw refused('messages must be a list of at least one message', 'messages')
}

function routeDetails(body: Json): Partial<RouteRequest> {
  const maxTokens = body['max_completion_tokens'] ?? body['max_tokens']
  const { tools, metadata } = body
  return {
    ...(Array.isArray(tools) && tools.length > 0 ? { tools: tools as readonly unknown[] } : {}),
    ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    ...(isObject(metadata) ? { metadata } : {}),
    stream: body['stream'] === true,
  }
}

function constraintsOf(body: Json, { order, ignore, allowFallbacks }: ProviderPreferences): RouteConstraints {
  const routing = object(body['routing'], 'routing') as RouteConstraints
  const { max_budget: budget } = body
  if (budget !== undefined && budget !== null && !(typeof budget === 'number' && budget >= 0))
    throw refused(`max_budget must be an amount of USD, not ${JSON.stringify(budget)}`, 'max_budget')
  return {
    ...routing,
    ...(typeof budget === 'number' ? { maxCost: budget } : {}),
    ...(order.length > 0 ? { preferredProviders: order } : {}),
    ...(ignore.length > 0 ? { excludedProviders: [...(routing.excludedProviders ?? []), ...ignore] } : {}),
    ...(allowFallbacks === undefined ? {} : { allowFallbacks }),
  }
}

const SORTS = ['price', 'latency', 'throughput', 'cost', 'ttft', 'tps'] as const
const SAME_SORT = {
  price: 'price',
  cost: 'price',
  latency: 'latency',
  ttft: 'latency',
  throughput: 'throughput',
  tps: 'throughput',
} as const

function preferencesOf(body: Json): ProviderPreferences {
  const given = { ...gatewayOptions(body), ...object(body['provider'], 'provider') }
  const sort = SORTS.find((one) => one === given['sort'])
  if (given['sort'] != null && sort === undefined)
    throw refused(`provider.sort must be one of ${SORTS.join(', ')}`, 'provider.sort')
  const only = given['only'] == null ? undefined : texts(given['only'], 'provider.only')
  const { prompt, completion } = object(given['max_price'], 'provider.max_price')
  return {
    order: texts(given['order'], 'provider.order'),
    only,
    ignore: texts(given['ignore'], 'provider.ignore'),
    sort: sort && SAME_SORT[sort],
    maxPrice: {
      ...(prompt == null ? {} : { prompt: Number(prompt) }),
      ...(completion == null ? {} : { completion: Number(completion) }),
    },
    allowFallbacks: typeof given['allow_fallbacks'] === 'boolean' ? given['allow_fallbacks'] : undefined,
  }
}

/** `providerOptions.gateway`, where Vercel's clients put their wishes. */
function gatewayOptions(body: Json): Json {
  return object(object(body['providerOptions'], 'providerOptions')['gateway'], 'providerOptions.gateway')
}

function object(value: unknown, name: string): Json {
  if (value === undefined || value === null) return {}
  if (isObject(value)) return value
  throw refused(`${name} must be an object`, name)
}

function texts(value: unknown, name: string): readonly string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  throw refused(`${name} must be a list of strings`, name)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
