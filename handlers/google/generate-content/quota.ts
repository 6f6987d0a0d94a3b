import type { ApiError } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { LimitName, Meter } from '../../../src/rate-limit.ts'

const ADVICE =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. '

const HELP = {
  '@type': 'type.googleapis.com/google.rpc.Help',
  links: [
    {
      description: 'Learn more about Gemini API quotas',
      url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
    },
  ],
} as const

interface Quota {
  readonly metric: string
  readonly id: string
}

const REQUESTS = 'generate_requests_per_model'
const TOKENS: Quota = {
  metric: 'generate_content_paid_tier_input_token_count',
  id: 'GenerateContentInputTokensPerModelPerMinute-PaidTier',
}

/** The quota behind each of our limits; those that the service does not have are named like their nearest. */
const QUOTAS: Partial<Record<LimitName, Quota>> = {
  requestsPerMinute: { metric: REQUESTS, id: 'GenerateRequestsPerMinutePerProjectPerModel' },
  requestsPerDay: { metric: `${REQUESTS}_per_day`, id: 'GenerateRequestsPerDayPerProjectPerModel' },
  tokensPerMinute: TOKENS,
  inputTokensPerMinute: TOKENS,
}

const FREE_REQUESTS = 'generate_content_free_tier_requests'
const FREE_TOKENS: Quota = {
  metric: 'generate_content_free_tier_input_token_count',
  id: 'GenerateContentInputTokensPerModelPerMinute-FreeTier',
}

/** The same of the free tier [8]. */
const FREE_QUOTAS: Partial<Record<LimitName, Quota>> = {
  requestsPerMinute: { metric: FREE_REQUESTS, id: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' },
  requestsPerDay: { metric: FREE_REQUESTS, id: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' },
  inputTokensPerMinute: FREE_TOKENS,
}

interface Spent {
  readonly quota: Quota
  readonly meter: Meter
  readonly model: string
}

function spentOf({ details }: ApiError, exchange: Exchange): Spent | undefined {
  const { meter, model, tier } = details as { readonly meter?: Meter; readonly model?: string; readonly tier?: string }
  if (!meter) return undefined
  const quota = tier === 'free' ? (FREE_QUOTAS[meter.name] ?? FREE_TOKENS) : (QUOTAS[meter.name] ?? TOKENS)
  return { meter, quota, model: model ?? exchange.request.model }
}

/** The message of 429; without a quota it is the short form. */
export function quotaMessage(error: ApiError, exchange: Exchange): string {
  const spent = spentOf(error, exchange)
  if (!spent) return 'Resource has been exhausted (e.g. check quota).'
  const { quota, meter, model } = spent
  const hit = `\n* Quota exceeded for metric: generativelanguage.googleapis.com/${quota.metric}, limit: ${meter.limit}, model: ${model}`
  const wait = error.retryAfterMs === undefined ? '' : `\nPlease retry in ${seconds(error.retryAfterMs)}.`
  return `${ADVICE}${hit}${wait}`
}

/** The details of 429: where to read on, which quota is spent, and when to come back. */
export function quotaDetails(error: ApiError, exchange: Exchange): readonly object[] {
  const spent = spentOf(error, exchange)
  if (!spent) return []
  const { quota, meter, model } = spent
  const violation = {
    quotaMetric: `generativelanguage.googleapis.com/${quota.metric}`,
    quotaId: quota.id,
    quotaDimensions: { location: 'global', model },
    quotaValue: String(meter.limit),
  }
  const retry =
    error.retryAfterMs === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.RetryInfo',
            retryDelay: seconds(error.retryAfterMs),
          },
        ]
  return [HELP, { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [violation] }, ...retry]
}

/** A duration as protobuf writes it: `20s`, `38.21s`. */
function seconds(ms: number): string {
  return `${Number((Math.ceil(ms) / 1000).toFixed(3))}s`
}
