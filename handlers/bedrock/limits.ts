import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import type { LimitsOf } from '../../src/provider.ts'
import { traitsOf, type NativeFamily } from './models.ts'

/** On-demand quotas of an account in a large region (service quotas of the AWS guide: Nova 2,000 and 4,000,000). */
const onDemand: LimitsOf = (model) => {
  const isSmall = /haiku|micro|lite|titan|8b|7b|embed/.test(model?.id ?? '')
  return isSmall
    ? { requestsPerMinute: 2000, tokensPerMinute: 4_000_000 }
    : { requestsPerMinute: 1000, tokensPerMinute: 2_000_000 }
}

/** Presets: `on-demand` binds soon where requests leave `max_tokens` out, since all that a model may write is held. */
export const tiers = { 'on-demand': onDemand } as const satisfies Record<string, LimitsOf>

/** The same requests, and tokens raised so that they are not what binds. */
export const limitsOf: LimitsOf = (...asked) => ({ ...onDemand(...asked), tokensPerMinute: 200_000_000 })

/** Fits of `metrics.latencyMs` over recordings [6]; the spread is that of hosted models in general. */
const PROFILES: readonly (readonly [part: string, profile: LatencyProfile])[] = [
  ['claude', { ttftMs: 900, ttftSigma: 0.5, tokensPerSecond: 59, speedSigma: 0.25 }],
  ['nova-micro', { ttftMs: 200, ttftSigma: 0.5, tokensPerSecond: 118, speedSigma: 0.25 }],
  ['nova-lite', { ttftMs: 330, ttftSigma: 0.5, tokensPerSecond: 169, speedSigma: 0.25 }],
  ['nova-2-lite', { ttftMs: 470, ttftSigma: 0.5, tokensPerSecond: 71, speedSigma: 0.25 }],
  ['gpt-oss', { ttftMs: 160, ttftSigma: 0.5, tokensPerSecond: 161, speedSigma: 0.25 }],
  ['deepseek', { ttftMs: 400, ttftSigma: 0.5, tokensPerSecond: 116, speedSigma: 0.25 }],
  ['qwen', { ttftMs: 300, ttftSigma: 0.5, tokensPerSecond: 100, speedSigma: 0.25 }],
]
const OTHER: LatencyProfile = { ttftMs: 500, ttftSigma: 0.5, tokensPerSecond: 70, speedSigma: 0.25 }
const EMBEDDING: LatencyProfile = { ttftMs: 100, ttftSigma: 0.4, tokensPerSecond: 100_000, speedSigma: 0 }
const EMBEDDERS: ReadonlySet<NativeFamily> = new Set(['titan-embed', 'cohere-embed', 'nova-embed'])

/** How fast a model answers. */
export function latencyOf(model: Model | undefined): LatencyProfile {
  if (!model) return OTHER
  if (EMBEDDERS.has(traitsOf(model).family)) return EMBEDDING
  return PROFILES.find(([part]) => model.id.includes(part))?.[1] ?? OTHER
}
