import { createCatalog } from '../../src/models.ts'
import type { Capability, Model, ModelCatalog, Price, ResolvedModel } from '../../src/models.ts'
import { prices } from './prices.ts'

// Facts: providers/anthropic.md (sections in brackets), recordings/anthropic. What is not from there says so.
// Release days: changelog of @anthropic-ai/sdk 1.12.0 and the vendor's model pages; those of Claude 3 are memory.

export type ThinkingType = 'enabled' | 'adaptive' | 'disabled'
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** One usage tier's limits [9]. */
export type TierLimit = readonly [
  requestsPerMinute: number,
  inputTokensPerMinute: number,
  outputTokensPerMinute: number,
]

/** What the Anthropic dialects need to know about a model. */
export interface AnthropicTraits {
  /** Accepted `thinking.type` and the one that holds when the request names none [5]. */
  readonly thinking: { readonly types: readonly ThinkingType[]; readonly default: 'adaptive' | 'disabled' }
  /** `thinking.display` when the request names none [5]. */
  readonly displayDefault: 'summarized' | 'omitted'
  /** Accepted `output_config.effort`; empty: the model has no effort. */
  readonly efforts: readonly Effort[]
  readonly defaultEffort?: Effort
  /** System tokens that the presence of a tool adds, by `tool_choice` (auto and none; any and tool) [4.4]. */
  readonly toolOverhead: { readonly auto: number; readonly any: number }
  /** Takes `tool_choice` any and tool; "forced tool use returns an error" (pages of Fable 5.1 and Sonnet 5.5). */
  readonly forcedToolChoice: boolean
  /** Shortest prefix that is cached [6]. */
  readonly cacheMinimumTokens: number
  /** Cache reads count against input tokens per minute: Haiku 3.5 and older [9]. */
  readonly cacheReadsLimited: boolean
  /** Takes temperature, top_p and top_k; 4.7 and later answer 400 [2.1]. */
  readonly samplingAllowed: boolean
  /** Takes temperature and top_p together; 4 and later answer 400 [2.1]. */
  readonly samplingPairAllowed: boolean
  /** Takes an assistant message at the end; 4.6 and later answer 400 [8]. */
  readonly prefillAllowed: boolean
  /** Takes `role: "system"` inside messages [2.1]. */
  readonly systemInMessages: boolean
  /** `usage.inference_geo` [2.2]. */
  readonly inferenceGeo: 'not_available' | 'global'
  /** Characters of a `text_delta` and of a `thinking_delta`; the first of a text is one token where `leadToken` [3.3]. */
  readonly deltaChars: {
    readonly mean: number
    readonly median: number
    readonly max: number
    readonly thinkingMean: number
    readonly leadToken: boolean
  }
  /** What a larger image is scaled down to [7.4]. */
  readonly imageLimit: { readonly longEdge: number; readonly tokens: number }
  /** The window with the beta header `context-1m-2025-08-07`. */
  readonly betaContextWindow?: number
  /** Usage tiers 1 to 4 [9]. */
  readonly tiers: readonly TierLimit[]
  /** No longer served by the real API; answers here all the same. */
  readonly retired: boolean
}

/** The traits of a model of this catalogue; of a user's own model, those of Sonnet 4.6 filled in. */
export function traitsOf(model: Model): AnthropicTraits {
  const known = completed.get(model)
  if (known) return known
  // Every model of this file has complete traits; a user's model may have any part of them.
  const traits = { ...GENERATIONS['4.6'], ...(model.traits as Partial<AnthropicTraits> | undefined) }
  completed.set(model, traits)
  return traits
}

// Asked for many times in one exchange.
const completed = new WeakMap<Model, AnthropicTraits>()

const LARGE = [
  [50, 30_000, 8000],
  [1000, 450_000, 90_000],
  [2000, 800_000, 160_000],
  [4000, 2_000_000, 400_000],
] as const satisfies readonly TierLimit[]
const HAIKU = [
  [50, 50_000, 10_000],
  [1000, 450_000, 90_000],
  [2000, 1_000_000, 200_000],
  [4000, 4_000_000, 800_000],
] as const satisfies readonly TierLimit[]

const UP_TO_HIGH = ['low', 'medium', 'high'] as const
/** Recording messages/error-400-claude-opus-4-6: no `xhigh`. */
const UP_TO_MAX = [...UP_TO_HIGH, 'max'] as const
const ALL_EFFORTS = [...UP_TO_HIGH, 'xhigh', 'max'] as const

const BUDGET = { types: ['enabled', 'disabled'], default: 'disabled' } as const
const OPT_IN = { types: ['adaptive', 'disabled'], default: 'disabled' } as const
const OPT_OUT = { types: ['adaptive', 'disabled'], default: 'adaptive' } as const
const ALWAYS = { types: ['adaptive'], default: 'adaptive' } as const

const OLD_TOOLS = { auto: 346, any: 313 } as const
const TOOLS_4 = { auto: 313, any: 315 } as const
const TOOLS_45 = { auto: 496, any: 588 } as const
const TOOLS_46 = { auto: 497, any: 589 } as const
/** Sonnet 5's; also what the later models, whose figures are not known, have here. */
const TOOLS_5 = { auto: 354, any: 474 } as const

const DELTAS_2025 = { mean: 8, median: 8, max: 23, thinkingMean: 104, leadToken: true } as const
const DELTAS_45 = { mean: 28, median: 25, max: 93, thinkingMean: 104, leadToken: true } as const
const DELTAS_46 = { mean: 43, median: 40, max: 132, thinkingMean: 104, leadToken: true } as const

const OLD_IMAGES = { longEdge: 1568, tokens: 1568 } as const
const NEW_IMAGES = { longEdge: 2576, tokens: 4784 } as const

const CLAUDE_3: AnthropicTraits = {
  thinking: { types: ['disabled'], default: 'disabled' },
  displayDefault: 'summarized',
  efforts: [],
  toolOverhead: OLD_TOOLS,
  forcedToolChoice: true,
  cacheMinimumTokens: 1024,
  cacheReadsLimited: true,
  samplingAllowed: true,
  samplingPairAllowed: true,
  prefillAllowed: true,
  systemInMessages: false,
  inferenceGeo: 'not_available',
  deltaChars: DELTAS_2025,
  imageLimit: OLD_IMAGES,
  tiers: LARGE,
  retired: true,
}
const CLAUDE_37: AnthropicTraits = { ...CLAUDE_3, thinking: BUDGET, cacheReadsLimited: false }
const CLAUDE_4: AnthropicTraits = { ...CLAUDE_37, toolOverhead: TOOLS_4, samplingPairAllowed: false, retired: false }
const CLAUDE_45: AnthropicTraits = { ...CLAUDE_4, toolOverhead: TOOLS_45, deltaChars: DELTAS_45 }
const CLAUDE_46: AnthropicTraits = {
  ...CLAUDE_45,
  thinking: { types: ['adaptive', 'enabled', 'disabled'], default: 'disabled' },
  efforts: UP_TO_MAX,
  defaultEffort: 'high',
  toolOverhead: TOOLS_46,
  prefillAllowed: false,
  inferenceGeo: 'global',
  deltaChars: DELTAS_46,
}
const CLAUDE_47: AnthropicTraits = {
  ...CLAUDE_46,
  thinking: OPT_IN,
  displayDefault: 'omitted',
  efforts: ALL_EFFORTS,
  samplingAllowed: false,
  imageLimit: NEW_IMAGES,
}
const CLAUDE_5: AnthropicTraits = { ...CLAUDE_47, thinking: OPT_OUT, toolOverhead: TOOLS_5 }

/** Traits by generation; each is what changed since the one before. */
const GENERATIONS = {
  '3': CLAUDE_3,
  '3.7': CLAUDE_37,
  '4': CLAUDE_4,
  '4.5': CLAUDE_45,
  '4.6': CLAUDE_46,
  '4.7': CLAUDE_47,
  '5': CLAUDE_5,
  // Always thinking, smallest cache prefix.
  fable: { ...CLAUDE_5, thinking: ALWAYS, cacheMinimumTokens: 512 },
} satisfies Record<string, AnthropicTraits>

type Generation = keyof typeof GENERATIONS

/** Windows of 1M tokens and answers of 128K. */
const LONG: ReadonlySet<Generation> = new Set(['4.6', '4.7', '5', 'fable'])
/** The second tokenizer [7.1]. */
const NEW_TOKENIZER: ReadonlySet<Generation> = new Set(['4.7', '5', 'fable'])
/** Before structured outputs, which began with the 4.5 models (beta structured-outputs-2025-11-13). */
const NO_SCHEMA: ReadonlySet<Generation> = new Set(['3', '3.7', '4'])

interface Row extends Partial<AnthropicTraits> {
  readonly name: string
  readonly released: string
  readonly snapshots?: readonly string[]
  readonly maxOutput?: number
}

const CAPABILITIES = ['chat', 'tools', 'vision', 'json', 'streaming'] as const satisfies readonly Capability[]

function capabilitiesOf(generation: Generation): readonly Capability[] {
  const { types } = GENERATIONS[generation].thinking
  return [
    ...CAPABILITIES,
    ...(types.some((type) => type !== 'disabled') ? (['reasoning', 'web-search'] as const) : []),
    ...(NO_SCHEMA.has(generation) ? [] : (['json_schema'] as const)),
    ...(LONG.has(generation) ? (['long-context'] as const) : []),
  ]
}

function build(generation: Generation, id: string, row: Row): Model {
  const long = LONG.has(generation)
  const { name, released, snapshots, maxOutput = long ? 128_000 : 64_000, ...traits } = row
  return {
    id,
    ...(snapshots && { snapshots }),
    contextWindow: long ? 1_000_000 : 200_000,
    maxOutputTokens: maxOutput,
    capabilities: capabilitiesOf(generation),
    tokenizer: NEW_TOKENIZER.has(generation) ? 'claude-new' : 'claude',
    prices: listed[id] ?? [],
    released,
    displayName: `Claude ${name}`,
    traits: { ...GENERATIONS[generation], ...traits } satisfies AnthropicTraits,
  }
}

function members(name: Generation, rows: Readonly<Record<string, Row>>): readonly Model[] {
  return Object.entries(rows).map(([id, row]) => build(name, id, row))
}

/** Fable 5.2 and Mythos 5.2: section 10; the cache read (0.2) from the vendor's price list of 2026-11-10 as resellers quote it. */
// oxfmt-ignore
const FABLE_52 = [
  { inputUsdPerMillion: 8, outputUsdPerMillion: 40, cacheReadUsdPerMillion: 0.2, cacheWriteUsdPerMillion: 10, cacheWriteLongUsdPerMillion: 16 },
] as const satisfies readonly Price[]

/** Prices that genai-prices 0.1.8 lacks. A Mythos costs what its Fable costs (vendor's page of Fable 5, section 10). */
// oxfmt-ignore
const overlay = {
  'claude-fable-5-2': FABLE_52,
  'claude-mythos-5-2': FABLE_52,
  'claude-mythos-5-1': prices['claude-fable-5-1'],
  'claude-mythos-5': prices['claude-fable-5'],
  // Section 10 and platform.claude.com/docs/en/models/sonnet-5-5/overview.
  'claude-sonnet-5-5': [
    { inputUsdPerMillion: 2, outputUsdPerMillion: 10, cacheReadUsdPerMillion: 0.2, cacheWriteUsdPerMillion: 2.5, cacheWriteLongUsdPerMillion: 4 },
  ],
  // platform.claude.com/docs/en/models/haiku-5-5/overview: another price for prompts over 100,000 tokens.
  'claude-haiku-5-5': [
    {
      inputUsdPerMillion: 0.1,
      outputUsdPerMillion: 0.5,
      cacheReadUsdPerMillion: 0.01,
      cacheWriteUsdPerMillion: 0.125,
      cacheWriteLongUsdPerMillion: 0.2,
      long: {
        aboveInputTokens: 100_000,
        inputUsdPerMillion: 0.5,
        outputUsdPerMillion: 2.5,
        cacheReadUsdPerMillion: 0.05,
        cacheWriteUsdPerMillion: 0.625,
        cacheWriteLongUsdPerMillion: 1,
      },
    },
  ],
} satisfies Record<string, readonly Price[]>

const listed: Readonly<Record<string, readonly Price[]>> = { ...prices, ...overlay }

/** Every model of the Anthropic API that the simulation knows, newest generation first. */
// oxfmt-ignore
export const models: readonly Model[] = [
  ...members('fable', {
    'claude-fable-5-2': { name: 'Fable 5.2', released: '2026-11-09', forcedToolChoice: false },
    'claude-mythos-5-2': { name: 'Mythos 5.2', released: '2026-11-09', forcedToolChoice: false },
    'claude-fable-5-1': { name: 'Fable 5.1', released: '2026-09-01', forcedToolChoice: false, systemInMessages: true },
    'claude-mythos-5-1': { name: 'Mythos 5.1', released: '2026-09-01', forcedToolChoice: false, systemInMessages: true },
    'claude-fable-5': { name: 'Fable 5', released: '2026-06-09' },
    'claude-mythos-5': { name: 'Mythos 5', released: '2026-06-09' },
    'claude-opus-5-5': { name: 'Opus 5.5', released: '2026-09-22', defaultEffort: 'medium', forcedToolChoice: false },
  }),
  // Cache minimum of the 5.5 models: guess.
  ...members('5', {
    'claude-haiku-5-5': { name: 'Haiku 5.5', released: '2026-10-07', defaultEffort: 'medium', tiers: HAIKU },
    'claude-sonnet-5-5': { name: 'Sonnet 5.5', released: '2026-09-28', forcedToolChoice: false },
    'claude-opus-5': { name: 'Opus 5', released: '2026-07-24', cacheMinimumTokens: 512, systemInMessages: true },
    'claude-sonnet-5': { name: 'Sonnet 5', released: '2026-06-30' },
  }),
  ...members('4.7', {
    'claude-opus-4-8': { name: 'Opus 4.8', released: '2026-05-28', toolOverhead: { auto: 290, any: 410 }, systemInMessages: true },
    'claude-opus-4-7': { name: 'Opus 4.7', released: '2026-04-16', toolOverhead: { auto: 675, any: 804 }, cacheMinimumTokens: 2048 },
  }),
  ...members('4.6', {
    'claude-sonnet-4-6': { name: 'Sonnet 4.6', released: '2026-02-17' },
    'claude-opus-4-6': { name: 'Opus 4.6', released: '2026-02-04', cacheMinimumTokens: 4096 },
  }),
  ...members('4.5', {
    // Without `max`: reference.langchain.com on effort ("Opus 4.5 predates max").
    'claude-opus-4-5': { name: 'Opus 4.5', released: '2025-11-24', snapshots: ['claude-opus-4-5-20251101'], cacheMinimumTokens: 4096, efforts: UP_TO_HIGH, defaultEffort: 'high' },
    'claude-haiku-4-5': { name: 'Haiku 4.5', released: '2025-10-15', snapshots: ['claude-haiku-4-5-20251001'], cacheMinimumTokens: 4096, tiers: HAIKU },
    'claude-sonnet-4-5': { name: 'Sonnet 4.5', released: '2025-09-29', snapshots: ['claude-sonnet-4-5-20250929'], betaContextWindow: 1_000_000 },
  }),
  ...members('4', {
    'claude-opus-4-1': { name: 'Opus 4.1', released: '2025-08-05', snapshots: ['claude-opus-4-1-20250805'], maxOutput: 32_000, retired: true },
    'claude-sonnet-4-0': { name: 'Sonnet 4', released: '2025-05-22', snapshots: ['claude-sonnet-4-20250514'], betaContextWindow: 1_000_000 },
    'claude-opus-4-0': { name: 'Opus 4', released: '2025-05-22', snapshots: ['claude-opus-4-20250514'], maxOutput: 32_000, retired: true },
  }),
  ...members('3.7', {
    'claude-3-7-sonnet-latest': { name: 'Sonnet 3.7', released: '2025-02-24', snapshots: ['claude-3-7-sonnet-20250219'] },
  }),
  ...members('3', {
    'claude-3-5-haiku-latest': { name: 'Haiku 3.5', released: '2024-10-22', snapshots: ['claude-3-5-haiku-20241022'], maxOutput: 8192, cacheMinimumTokens: 2048, toolOverhead: { auto: 264, any: 355 }, tiers: HAIKU },
    'claude-3-5-sonnet-latest': { name: 'Sonnet 3.5', released: '2024-10-22', snapshots: ['claude-3-5-sonnet-20241022', 'claude-3-5-sonnet-20240620'], maxOutput: 8192 },
    'claude-3-opus-latest': { name: 'Opus 3', released: '2024-02-29', snapshots: ['claude-3-opus-20240229'], maxOutput: 4096 },
    'claude-3-sonnet-20240229': { name: 'Sonnet 3', released: '2024-02-29', maxOutput: 4096 },
    // Cache minimum: as Haiku 3.5.
    'claude-3-haiku-20240307': { name: 'Haiku 3', released: '2024-03-07', maxOutput: 4096, cacheMinimumTokens: 2048, toolOverhead: { auto: 264, any: 340 }, tiers: HAIKU },
  }),
]

/** The models by name; a known model with an unknown date (`-YYYYMMDD`) answers with the name as it was asked for. */
export const catalog: ModelCatalog = createCatalog(models, unknownDate)

function unknownDate(name: string, known: ModelCatalog): ResolvedModel | undefined {
  const undated = name.replace(/-\d{8}$/, '')
  const model = undated === name ? undefined : known.models.find(({ id }) => id === undated)
  return model && { model, id: name }
}
