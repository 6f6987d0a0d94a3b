import type { Model } from '../../src/models.ts'

/** Models that are handled alike on the wire. */
export type Generation = '1.5' | '2.0' | '2.5' | '3' | 'embedding'

/** How a model's thinking is asked for; `budget` in tokens, `level` by name. */
export type Thinking =
  | {
      readonly by: 'budget'
      readonly min: number
      readonly max: number
      readonly canBeOff: boolean
      readonly isOn: boolean
    }
  | { readonly by: 'level'; readonly levels: readonly ThinkingLevel[]; readonly isOn: boolean }

export type ThinkingLevel = 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH'

/** What the Google dialects need to know about a model. */
export interface GoogleTraits {
  readonly generation: Generation
  readonly thinking?: Thinking
  readonly description: string
  readonly version: string
  readonly methods: readonly string[]
  readonly topK?: number
  /** Floats of an embedding. */
  readonly dimensions?: number
  /** Whether vectors cut to fewer floats keep length 1. */
  readonly isNormalized?: boolean
  /** Output tokens of a picture, for models that draw. */
  readonly imageTokens?: number
  /** Least tokens of a cache. */
  readonly cacheMinimumTokens?: number
  /** Requests and input tokens per minute, requests per day, of the first paid tier. */
  readonly tier: readonly [requestsPerMinute: number, inputTokensPerMinute: number, requestsPerDay: number]
}

/** The traits of a model of this catalogue; of a user's own model, those of Gemini 2.5 filled in. */
export function traitsOf(model: Model): GoogleTraits {
  // Every model of this file has complete traits; a user's model may have any part of them.
  const own = (model.traits ?? {}) as Partial<GoogleTraits>
  return own.generation === undefined ? { ...GEMINI_25, ...own } : { ...withoutThinking(GEMINI_25), ...own }
}

/** Output tokens of a picture [12]. */
export function imageOutputTokens(model: Model): number {
  return traitsOf(model).imageTokens ?? 1290
}

export const CHAT = ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'] as const

export const FLASH_BUDGET: Thinking = { by: 'budget', min: 0, max: 24_576, canBeOff: true, isOn: true }
export const FLASH_TIER = [1000, 1_000_000, 10_000] as const

/** Gemini 2.5 Flash. */
export const GEMINI_25: GoogleTraits = {
  generation: '2.5',
  thinking: FLASH_BUDGET,
  description: 'Stable version of a Gemini 2.5 model.',
  version: '001',
  methods: CHAT,
  topK: 64,
  cacheMinimumTokens: 2048,
  tier: FLASH_TIER,
}

/** The same traits of a model that does not think. */
export function withoutThinking(traits: GoogleTraits): Omit<GoogleTraits, 'thinking'> {
  return Object.fromEntries(Object.entries(traits).filter(([key]) => key !== 'thinking')) as Omit<
    GoogleTraits,
    'thinking'
  >
}
