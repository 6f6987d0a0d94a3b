import type { Capability, Model } from '../models.ts'

/** How good an answer has to be. */
export type Quality = 'economy' | 'balanced' | 'premium'

/** A prompt that wants a model; the body of any OpenAI-shaped request will do. */
export interface RouteRequest {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[]
  /** `auto`, `router`, `provider/model`, `provider:model`, a bare id, `router-<strategy>` or `router-<threshold>`. Default: `auto`. */
  readonly model?: string
  readonly tools?: readonly unknown[]
  /** Tokens that the answer may have. Default: 256. */
  readonly maxTokens?: number
  readonly stream?: boolean
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** What a route must keep, and what it would rather. */
export interface RouteConstraints {
  /** USD for the whole call, as estimated. */
  readonly maxCost?: number
  /** Milliseconds, as estimated. */
  readonly maxLatencyMs?: number
  /** Which time `maxLatencyMs` bounds: to the first token, to the last, or the 95th percentile to the last. Default: `total`. */
  readonly latencyMetric?: 'ttft' | 'total' | 'p95'
  /** Tried first, in this order of providers; only these with `allowFallbacks: false`. */
  readonly preferredProviders?: readonly string[]
  /** Never taken, preferred or not. */
  readonly excludedProviders?: readonly string[]
  /** Besides those that the request needs by itself (images: `vision`, tools: `tools`). */
  readonly requiredCapabilities?: readonly Capability[]
  /** Tokens. Default: what prompt and answer need. */
  readonly minContextWindow?: number
  /** The least quality. */
  readonly quality?: Quality
  /** Whether others than the preferred providers may be taken. Default: true. */
  readonly allowFallbacks?: boolean
}

/** Why a model was not eligible. */
export type RejectReason =
  | 'excluded'
  | 'not-preferred'
  | 'unpriced'
  | 'over-budget'
  | 'too-slow'
  | 'missing-capability'
  | 'context-too-small'
  | 'cooling-down'
  | 'rate-limited'
  | 'below-quality'

/** Milliseconds that a call is expected to take. */
export interface EstimatedLatency {
  readonly ttftMs: number
  readonly totalMs: number
}

/** One model of one provider, weighed for one request. */
export interface RouteCandidate {
  readonly provider: string
  readonly model: string
  /** 0 to 1 by the strategy; higher goes first. */
  readonly score: number
  /** USD; null without a price. */
  readonly estimatedCost: number | null
  readonly estimatedLatency: EstimatedLatency
  readonly rejected?: RejectReason
}

/** What decided. */
export type ReasonCode =
  | 'explicit-model'
  | 'rule'
  | 'complexity'
  | 'preferred-provider'
  | 'budget'
  | 'latency'
  | 'threshold'
  | 'default'
  | 'fallback'

/** How hard a prompt is, and by which signs. */
export interface Complexity {
  /** 0 to 1. */
  readonly score: number
  readonly level: 'low' | 'medium' | 'high'
  readonly signals: readonly string[]
  /** What the classifier calls it. */
  readonly label?: string
}

/** One try of a route. */
export interface RouteAttempt {
  readonly provider: string
  readonly model: string
  readonly status: number | 'timeout' | 'network'
  readonly latencyMs: number
  readonly retryAfterMs?: number
  /** USD that the answer cost. */
  readonly costUsd?: number
}

/** The model that a request goes to, and why. */
export interface RouteDecision {
  readonly provider: string
  readonly model: string
  readonly modelKey: `${string}:${string}`
  /** A sentence; the same for the same state and request. */
  readonly reason: string
  readonly reasonCode: ReasonCode
  /** The name of the rule that decided. */
  readonly rule?: string
  readonly strategy: string
  /** USD. */
  readonly estimatedCost: number
  readonly estimatedLatency: EstimatedLatency
  readonly tokensIn: number
  readonly tokensOut: number
  /** 0 to 1: how far the winner is ahead of the next. */
  readonly confidence: number
  readonly complexity: Complexity
  /** The rest of the ranking, then what was rejected. */
  readonly alternatives: readonly RouteCandidate[]
  /** What was tried, as recorded. */
  readonly attempts?: readonly RouteAttempt[]
}

/** One model that a router may choose. */
export interface RouteEntry {
  readonly provider: string
  readonly model: Model
  /** Usual times. Default: 600 ms to the first token, then 80 tokens a second. */
  readonly latency?: { readonly ttftMs: number; readonly tokensPerSecond: number }
  /** 0 to 1. Default: by its price (see `qualityOf`). */
  readonly quality?: number
  /** Share under the strategy `weighted`. Default: 1. */
  readonly weight?: number
  /** Rank under the strategy `priority`, low first. Default: the place in the list. */
  readonly priority?: number
}

export function modelKeyOf({
  provider,
  model,
}: {
  readonly provider: string
  readonly model: string
}): `${string}:${string}` {
  return `${provider}:${model}`
}
