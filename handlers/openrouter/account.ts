import type { Completion } from '../../src/completion.ts'
import type { AnyEndpoint, Store } from '../../src/provider.ts'
import { FINISH_REASON } from '../compatible/answer.ts'
import { lookupBy } from '../compatible/lookup.ts'
import { envelope, NATIVE, usd, type Generated } from './chat-completions/encode.ts'
import { encodeError, noEndpoints } from './errors.ts'
import { headers } from './headers.ts'

const lookup = lookupBy({ encodeError, headers })

/** What one generation was, for GET /generation. */
type Generation = Readonly<Record<string, unknown>> & { readonly id: string; readonly total_cost: number }

/** Keeps what was generated, for its statistics and for the account's. */
export function rememberGeneration(exchange: Generated, store: Store): void {
  const { id, model, provider, created, native } = envelope(exchange)
  const { usage, costUsd, schedule, request } = exchange
  const outcome: Completion = exchange.outcome
  store.collection<Generation>('generations').set(id, {
    id,
    upstream_id: null,
    total_cost: usd(costUsd),
    usage: usd(costUsd),
    created_at: new Date(created * 1000).toISOString(),
    model,
    streamed: request.stream,
    cancelled: false,
    provider_name: provider,
    latency: Math.round(schedule.ttftMs),
    moderation_latency: null,
    generation_time: Math.round(schedule.totalMs - schedule.ttftMs),
    finish_reason: FINISH_REASON[outcome.finishReason],
    native_finish_reason: NATIVE[native][outcome.finishReason],
    tokens_prompt: usage.inputTokens,
    tokens_completion: usage.outputTokens,
    native_tokens_prompt: usage.inputTokens,
    native_tokens_completion: usage.outputTokens,
    native_tokens_reasoning: usage.reasoningTokens,
    native_tokens_cached: usage.cacheReadTokens,
    num_media_prompt: 0,
    num_media_completion: 0,
    num_search_results: null,
    origin: '',
    is_byok: false,
    api_type: 'completions',
    data_region: 'global',
    ...NOT_USED,
  })
}

/** Members of features that nobody has asked for. */
const NOT_USED = Object.fromEntries(
  [
    'app_id',
    'cache_discount',
    'external_user',
    'http_referer',
    'native_tokens_completion_images',
    'num_fetches',
    'num_input_audio_prompt',
    'preset_id',
    'provider_responses',
    'router',
    'service_tier',
    'upstream_inference_cost',
    'user_agent',
    'web_search_engine',
    'workspace_id',
  ].map((name) => [name, null]),
)

function spent(store: Store): number {
  return usd([...store.collection<Generation>('generations').values()].reduce((sum, one) => sum + one.total_cost, 0))
}

/** Credits that the account has bought. */
const CREDITS_USD = 100

/** The statistics of a generation, the key and the credits (openrouter.md 6; members as the official client demands them). */
export const account: readonly AnyEndpoint[] = [
  lookup('GET', '/generation', ({ params: { id = '' } }, { store }) => {
    const found = store.collection<Generation>('generations').get(id)
    if (!found) throw noEndpoints(`Generation ${id} not found`)
    return { data: found }
  }),
  lookup('GET', '/key', (_, { store }) => {
    const usage = spent(store)
    return {
      data: {
        label: 'sk-or-v1-0e6...1c9',
        is_management_key: false,
        is_provisioning_key: false,
        limit: null,
        limit_reset: null,
        limit_remaining: null,
        include_byok_in_limit: false,
        usage,
        usage_daily: usage,
        usage_weekly: usage,
        usage_monthly: usage,
        byok_usage: 0,
        byok_usage_daily: 0,
        byok_usage_weekly: 0,
        byok_usage_monthly: 0,
        is_free_tier: false,
        allowed_data_regions: ['global'],
        creator_user_id: null,
        organization_id: null,
        workspace_id: null,
        free_model_daily_requests: { limit: 1000, remaining: 1000, used: 0 },
        rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
      },
    }
  }),
  lookup('GET', '/credits', (_, { store }) => ({ data: { total_credits: CREDITS_USD, total_usage: spent(store) } })),
]
