import { lateCatalog } from '../../src/models.ts'
import type { Capability, LateModel, Model, ModelCatalog, Price, ResolvedModel } from '../../src/models.ts'
import { prices } from './prices.ts'

// Facts: providers/openai-chat.md (sections in brackets), openai-other.md, recordings/openai. What is not from there
// says so: "guess", "memory", or the page it is from.

/** Models that are handled alike on the wire. */
export type OpenAiFamily =
  | 'gpt-3.5'
  | 'gpt-4'
  | 'gpt-4o'
  | 'gpt-4.1'
  | 'gpt-4.5'
  | 'o'
  | 'gpt-5'
  | 'gpt-5.1+'
  | 'gpt-5-chat'
  | 'search'
  | 'audio'
  | 'instruct'
  | 'embedding'
  | 'moderation'
  | 'image'
  | 'speech'
  | 'transcription'

export type OpenAiEndpoint =
  | 'chat'
  | 'responses'
  | 'assistants'
  | 'batch'
  | 'fine-tuning'
  | 'completions'
  | 'embeddings'
  | 'moderations'
  | 'images'
  | 'speech'
  | 'transcriptions'

export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** One usage tier's limits; 0 where the tier has no access. */
export type TierLimit = readonly [requestsPerMinute: number, tokensPerMinute: number]

/** How an image becomes tokens [12.6]: 512 px tiles, or patches of `patches` px of which at most `cap` are counted. */
export type ImageTokens =
  | { readonly base: number; readonly tile: number }
  | { readonly patches: 32; readonly cap: number; readonly multiplier: number }

/** What the OpenAI dialects need to know about a model. */
export interface OpenAiTraits {
  readonly family: OpenAiFamily
  readonly reasoning: boolean
  /** Accepted `reasoning_effort`; empty: the parameter is not accepted [4]. */
  readonly efforts: readonly ReasoningEffort[]
  readonly defaultEffort?: ReasoningEffort
  readonly endpoints: readonly OpenAiEndpoint[]
  /** `system_fingerprint` is `fp_` + 10 hex; otherwise null, and `""` for the search family [5]. */
  readonly fingerprint: boolean
  /** Choices have a `logprobs` key that is null when not asked for; otherwise the key is absent [5]. */
  readonly logprobsKey: boolean
  /** `reasoning_tokens` is a multiple of this [12.4]. */
  readonly reasoningMultiple: 64 | 1
  /** Tokens of a prompt before its first message [12.2]; 0 where nothing is added, 10 for o1-mini (one recording). */
  readonly promptBase: 10 | 3 | 2 | 0
  /** Takes system and developer messages; o1-mini and o1-preview take neither [4]. */
  readonly instructions: boolean
  /** Usage tiers 1 to 5 [13]. */
  readonly tiers: readonly TierLimit[]
  /** Requests per day of tier 1, where there is such a limit [13]. */
  readonly requestsPerDay?: number
  /** The separate limits of requests with more than `aboveInputTokens` [13]. */
  readonly longTiers?: { readonly aboveInputTokens: number; readonly tiers: readonly TierLimit[] }
  /** Service tiers besides `default` [10]. */
  readonly serviceTiers: readonly ('flex' | 'priority')[]
  readonly imageTokens?: ImageTokens
  readonly knowledgeCutoff?: string
  /** `retired` answers 404 "has been deprecated" (recording chat/error-404-gpt-3.5-turbo-0613). */
  readonly status: 'active' | 'deprecated' | 'retired'
  /** `owned_by` of the models endpoint. */
  readonly ownedBy: 'openai' | 'openai-internal' | 'system'
  /** Floats of an embedding. */
  readonly dimensions?: number
}

/** The traits of a model of this catalogue; of a user's own model, those of its nearest family (gpt-4o) filled in. */
export function traitsOf(model: Model): OpenAiTraits {
  const known = completed.get(model)
  if (known) return known
  // Every model of this file has complete traits; a user's model may have any part of them.
  const traits = { ...DEFAULTS, ...(model.traits as Partial<OpenAiTraits> | undefined) }
  completed.set(model, traits)
  return traits
}

// Asked for many times in one exchange.
const completed = new WeakMap<Model, OpenAiTraits>()

const TEXT = ['chat', 'streaming'] as const satisfies readonly Capability[]
const TOOLS = [...TEXT, 'tools', 'json'] as const satisfies readonly Capability[]
const MULTIMODAL = [...TOOLS, 'json_schema', 'vision'] as const satisfies readonly Capability[]

const O_EFFORTS = ['low', 'medium', 'high'] as const
const GPT5_EFFORTS = ['minimal', ...O_EFFORTS] as const
const GPT51_EFFORTS = ['none', ...O_EFFORTS] as const
const GPT52_EFFORTS = [...GPT51_EFFORTS, 'xhigh'] as const
const GPT56_EFFORTS = [...GPT52_EFFORTS, 'max'] as const
/** The pro models from 5.2 on; memory. */
const PRO_EFFORTS = ['medium', 'high', 'xhigh'] as const

const FRONTIER = tiers('500/500K 5K/1M 5K/2M 10K/4M 15K/40M')
const SMALL = tiers('500/500K 5K/2M 5K/4M 10K/10M 30K/180M')
const NANO = tiers('500/200K 5K/2M 5K/4M 10K/10M 30K/180M')
const PRO = tiers('500/30K 5K/450K 5K/800K 10K/2M 10K/30M')
const CHAT = tiers('500/30K 5K/450K 5K/800K 10K/2M 15K/40M')
const MINI = tiers('500/200K 5K/2M 5K/4M 10K/10M 30K/150M')
const SEARCH = tiers('100/30K 500/45K 500/80K 1K/200K 1K/3M')
const TURBO = tiers('500/200K 5K/2M 5K/4M 10K/10M 10K/50M')
const GPT4 = tiers('500/10K 5K/40K 5K/80K 10K/300K 10K/1M')
const EMBEDDING = tiers('3K/1M 5K/1M 5K/5M 10K/5M 10K/10M')
/** Images and audio; only tiers 1 and 5 are known, the others are a guess. */
const MEDIA = tiers('500/50K 2K/250K 5K/800K 7K/3M 10K/8M')

const LONG_41 = { aboveInputTokens: 128_000, tiers: tiers('100/200K 250/500K 500/1M 1K/5M 4K/10M') }
const LONG_41_MINI = { aboveInputTokens: 128_000, tiers: tiers('200/400K 500/1M 1K/2M 2K/10M 8K/20M') }
const LONG_54 = { aboveInputTokens: 272_000, tiers: LONG_41_MINI.tiers }

const OMNI_TILES = { base: 85, tile: 170 } as const
const GPT5_TILES = { base: 70, tile: 140 } as const
const O_TILES = { base: 75, tile: 150 } as const

function tiers(text: string): readonly TierLimit[] {
  return text.split(' ').map((tier) => {
    const [requests = '0', tokens = '0'] = tier.split('/')
    return [amount(requests), amount(tokens)]
  })
}

function amount(text: string): number {
  const scale = text.endsWith('M') ? 1_000_000 : text.endsWith('K') ? 1000 : 1
  return Math.round(Number.parseFloat(text) * scale)
}

function patches(cap: number, multiplier: number): ImageTokens {
  return { patches: 32, cap, multiplier }
}

const DEFAULTS: OpenAiTraits = {
  family: 'gpt-4o',
  reasoning: false,
  efforts: [],
  endpoints: ['chat', 'responses', 'batch'],
  fingerprint: true,
  logprobsKey: true,
  reasoningMultiple: 1,
  promptBase: 3,
  instructions: true,
  tiers: PRO,
  serviceTiers: [],
  status: 'active',
  ownedBy: 'system',
}

interface Family extends Omit<Partial<OpenAiTraits>, 'family'> {
  readonly window: number
  readonly maxOutput: number
  readonly can: readonly Capability[]
  readonly tokenizer?: Model['tokenizer']
}

const REASONING = { reasoning: true, logprobsKey: false, promptBase: 2 } as const satisfies Partial<OpenAiTraits>
const GPT5 = {
  ...REASONING,
  fingerprint: false,
  serviceTiers: ['flex', 'priority'],
} as const satisfies Partial<OpenAiTraits>
const OTHER = {
  window: 0,
  maxOutput: 0,
  can: [],
  tiers: MEDIA,
  logprobsKey: false,
  promptBase: 0,
} as const satisfies Family

/** What the models of a family share, as far as their rows say nothing else. */
// oxfmt-ignore
const FAMILIES: Readonly<Record<OpenAiFamily, Family>> = {
  'gpt-3.5': { window: 16_385, maxOutput: 4096, can: TOOLS, tokenizer: 'cl100k', fingerprint: false, tiers: TURBO, requestsPerDay: 10_000 },
  'gpt-4': { window: 8192, maxOutput: 8192, can: [...TEXT, 'tools'], tokenizer: 'cl100k', tiers: GPT4, serviceTiers: ['priority'] },
  'gpt-4o': { window: 128_000, maxOutput: 16_384, can: MULTIMODAL, imageTokens: OMNI_TILES, serviceTiers: ['priority'] },
  'gpt-4.1': { window: 1_047_576, maxOutput: 32_768, can: [...MULTIMODAL, 'long-context'], serviceTiers: ['priority'] },
  'gpt-4.5': { window: 128_000, maxOutput: 16_384, can: MULTIMODAL, imageTokens: OMNI_TILES, fingerprint: false, logprobsKey: false },
  o: { ...REASONING, window: 200_000, maxOutput: 100_000, can: [...MULTIMODAL, 'reasoning'], efforts: O_EFFORTS, defaultEffort: 'medium', reasoningMultiple: 64 },
  'gpt-5': { ...GPT5, window: 400_000, maxOutput: 128_000, can: [...MULTIMODAL, 'reasoning', 'web-search', 'long-context'], tiers: FRONTIER, efforts: GPT5_EFFORTS, defaultEffort: 'medium', reasoningMultiple: 64, imageTokens: GPT5_TILES },
  'gpt-5.1+': { ...GPT5, window: 400_000, maxOutput: 128_000, can: [...MULTIMODAL, 'reasoning', 'web-search', 'long-context'], tiers: FRONTIER, efforts: GPT52_EFFORTS, defaultEffort: 'none', imageTokens: patches(1536, 1.2) },
  'gpt-5-chat': { ...GPT5, reasoning: false, window: 128_000, maxOutput: 16_384, can: MULTIMODAL, tiers: CHAT, serviceTiers: [], imageTokens: GPT5_TILES },
  search: { window: 128_000, maxOutput: 16_384, can: [...TEXT, 'json', 'json_schema', 'web-search'], tiers: SEARCH, fingerprint: false, logprobsKey: false, promptBase: 0, endpoints: ['chat'] },
  audio: { window: 128_000, maxOutput: 16_384, can: [...TEXT, 'tools', 'audio'], logprobsKey: false, endpoints: ['chat'] },
  instruct: { window: 4096, maxOutput: 4096, can: ['streaming'], tokenizer: 'cl100k', tiers: GPT4, fingerprint: false, promptBase: 0, endpoints: ['completions'] },
  embedding: { ...OTHER, window: 8192, can: ['embeddings'], tokenizer: 'cl100k', tiers: EMBEDDING, endpoints: ['embeddings'], dimensions: 1536 },
  moderation: { ...OTHER, endpoints: ['moderations'] },
  image: { ...OTHER, endpoints: ['images'] },
  speech: { ...OTHER, can: ['audio'], endpoints: ['speech'] },
  transcription: { ...OTHER, can: ['audio'], endpoints: ['transcriptions'] },
}

const ENDPOINTS: Readonly<Record<string, OpenAiEndpoint>> = {
  C: 'chat',
  R: 'responses',
  A: 'assistants',
  B: 'batch',
  F: 'fine-tuning',
  L: 'completions',
}

interface Row extends Omit<Partial<Family>, 'endpoints' | 'knowledgeCutoff'> {
  /** What follows the id in its dated names, the current one first. */
  readonly dates?: readonly string[]
  /** Dated names that do not begin with the id. */
  readonly snapshots?: readonly string[]
  readonly aliases?: readonly string[]
  readonly maxInput?: number
  /** Letters of the table in section 13. */
  readonly at?: string
  readonly cutoff?: string
  readonly released?: string
  readonly cannot?: readonly Capability[]
}

function build(family: OpenAiFamily, id: string, row: Row): Model {
  const {
    dates = [],
    aliases,
    snapshots = dates.map((date) => `${id}-${date}`),
    at,
    cutoff,
    cannot = [],
    released,
    ...own
  } = row
  const {
    window,
    maxOutput,
    can,
    tokenizer = 'o200k',
    maxInput,
    efforts = [],
    defaultEffort,
    ...traits
  } = { ...FAMILIES[family], ...own }
  const day = released ?? dates.filter((date) => /^\d{4}-\d\d-\d\d$/.test(date)).toSorted()[0]
  return {
    id,
    ...(snapshots.length > 0 && { snapshots }),
    ...(aliases && { aliases }),
    contextWindow: window,
    maxOutputTokens: maxOutput,
    ...(maxInput !== undefined && { maxInputTokens: maxInput }),
    capabilities: can.filter((capability) => !cannot.includes(capability)),
    tokenizer,
    prices: listed[id] ?? [],
    ...(day !== undefined && { released: day }),
    traits: {
      ...DEFAULTS,
      ...traits,
      family,
      efforts,
      ...(defaultEffort && efforts.length > 0 && { defaultEffort }),
      ...(at !== undefined && { endpoints: [...at].flatMap((letter) => ENDPOINTS[letter] ?? []) }),
      ...(cutoff !== undefined && { knowledgeCutoff: cutoff }),
    } satisfies OpenAiTraits,
  }
}

function members(name: OpenAiFamily, rows: Readonly<Record<string, Row>>): readonly LateModel[] {
  return Object.entries(rows).map(([id, row]) => [id, () => build(name, id, row)])
}

/** Prices that genai-prices 0.1.8 lacks. */
// oxfmt-ignore
const overlay = {
  // LiteLLM "GPT-6.1 Terra pricing" (docs.litellm.ai/blog/gpt-6-1-terra) and the published side-by-side with Sol: Sol is twice Terra.
  'gpt-6.1-sol': [
    { inputUsdPerMillion: 2, outputUsdPerMillion: 10, cacheReadUsdPerMillion: 0.1, cacheWriteUsdPerMillion: 2.5, long: { aboveInputTokens: 272_000, inputUsdPerMillion: 4, outputUsdPerMillion: 15, cacheReadUsdPerMillion: 0.2, cacheWriteUsdPerMillion: 5 } },
  ],
  'gpt-6.1-terra': [
    { inputUsdPerMillion: 1, outputUsdPerMillion: 5, cacheReadUsdPerMillion: 0.05, cacheWriteUsdPerMillion: 1.25, long: { aboveInputTokens: 272_000, inputUsdPerMillion: 2, outputUsdPerMillion: 7.5, cacheReadUsdPerMillion: 0.1, cacheWriteUsdPerMillion: 2.5 } },
  ],
  // Guess: as gpt-5.6-sol.
  'gpt-5.6-cyber': prices['gpt-5.6-sol'],
  // Memory: the long-standing list prices of the base models.
  'davinci-002': [{ inputUsdPerMillion: 2, outputUsdPerMillion: 2 }],
  'babbage-002': [{ inputUsdPerMillion: 0.4, outputUsdPerMillion: 0.4 }],
  // Memory: fine-tuned 4.1 models.
  'ft:gpt-4.1': [{ inputUsdPerMillion: 3, outputUsdPerMillion: 12, cacheReadUsdPerMillion: 0.75 }],
  'ft:gpt-4.1-mini': [{ inputUsdPerMillion: 0.8, outputUsdPerMillion: 3.2, cacheReadUsdPerMillion: 0.2 }],
  'ft:gpt-4.1-nano': [{ inputUsdPerMillion: 0.2, outputUsdPerMillion: 0.8, cacheReadUsdPerMillion: 0.05 }],
} satisfies Record<string, readonly Price[]>

const listed: Readonly<Record<string, readonly Price[]>> = { ...prices, ...overlay }

const DEPRECATED = { status: 'deprecated' } as const
const RETIRED = { status: 'retired' } as const
const MILLION = {
  window: 1_050_000,
  at: 'RCB',
  efforts: GPT56_EFFORTS,
  defaultEffort: 'medium',
  imageTokens: patches(2500, 1.2),
} as const
/** "922K input and 128K output" of the million-token models from 5.6 on. */
const SPLIT = { ...MILLION, maxInput: 922_000 } as const

/**
 * Not in section 13. Windows, prices, dates, efforts: the vendor's guide "Using GPT-6", LiteLLM's day-0 notes and
 * the model pages quoted there (Sep to Oct 2026). Rate limits as 5.6: guess.
 */
// oxfmt-ignore
const gpt6 = members('gpt-5.1+', {
  'gpt-6-astra': { ...SPLIT, released: '2026-09-03' },
  'gpt-6.1-sol': { ...SPLIT, released: '2026-09-29', efforts: ['low', 'medium', 'high', 'xhigh', 'max'] },
  'gpt-6.1-terra': { ...SPLIT, released: '2026-10-26', cutoff: '2026-06-01' },
  'gpt-6-sol': { ...SPLIT, released: '2026-09-22' },
  'gpt-6-luna': { ...SPLIT, released: '2026-09-22', tiers: SMALL, cutoff: '2026-05-18' },
})

/** The efforts of codex models are memory. */
// oxfmt-ignore
const gpt51 = members('gpt-5.1+', {
  'gpt-5.6-sol': { ...SPLIT, aliases: ['gpt-5.6'], cutoff: '2026-02-16' },
  'gpt-5.6-terra': { ...SPLIT, cutoff: '2026-02-16' },
  'gpt-5.6-luna': { ...SPLIT, tiers: SMALL, cutoff: '2026-02-16' },
  'gpt-5.6-cyber': { ...SPLIT, at: 'R', cutoff: '2026-02-16' },
  'gpt-5.5': { ...MILLION, dates: ['2026-04-23'], efforts: GPT52_EFFORTS, longTiers: LONG_54, cutoff: '2025-12-01' },
  'gpt-5.5-pro': { ...MILLION, dates: ['2026-04-23'], at: 'RB', efforts: PRO_EFFORTS, defaultEffort: 'high', tiers: tiers('50/50K 500/200K 500/500K 1K/1M 2K/4M'), cutoff: '2025-12-01' },
  'gpt-5.4': { ...MILLION, dates: ['2026-03-05'], efforts: GPT52_EFFORTS, defaultEffort: 'none', longTiers: LONG_54, cutoff: '2025-08-31' },
  'gpt-5.4-mini': { dates: ['2026-03-17'], at: 'RCB', maxInput: 272_000, tiers: SMALL, imageTokens: patches(1536, 1.62), cutoff: '2025-08-31' },
  'gpt-5.4-nano': { dates: ['2026-03-17'], at: 'RCB', maxInput: 272_000, tiers: NANO, imageTokens: patches(1536, 2.46), cutoff: '2025-08-31' },
  'gpt-5.4-pro': { ...MILLION, dates: ['2026-03-05'], at: 'R', efforts: PRO_EFFORTS, defaultEffort: 'high', tiers: tiers('50/50K 500/100K 500/200K 1K/400K 1.5K/4M'), cutoff: '2025-08-31' },
  'gpt-5.3-codex': { at: 'R', maxInput: 272_000, efforts: [...O_EFFORTS, 'xhigh'], defaultEffort: 'medium', cutoff: '2025-08-31' },
  'gpt-5.2': { dates: ['2025-12-11'], at: 'RCB', maxInput: 272_000, cutoff: '2025-08-31' },
  'gpt-5.2-pro': { dates: ['2025-12-11'], at: 'R', maxInput: 272_000, efforts: PRO_EFFORTS, defaultEffort: 'high', tiers: PRO, cutoff: '2025-08-31' },
  'gpt-5.2-codex': { at: 'R', maxInput: 272_000, efforts: [...O_EFFORTS, 'xhigh'], defaultEffort: 'medium', cutoff: '2025-08-31' },
  'gpt-5.1': { dates: ['2025-11-13'], at: 'RCB', maxInput: 272_000, efforts: GPT51_EFFORTS, imageTokens: GPT5_TILES, cutoff: '2024-09-30' },
  'gpt-5.1-codex': { ...DEPRECATED, at: 'R', maxInput: 272_000, efforts: O_EFFORTS, defaultEffort: 'medium', imageTokens: GPT5_TILES, cutoff: '2024-09-30' },
  'gpt-5.1-codex-max': { ...DEPRECATED, at: 'R', maxInput: 272_000, efforts: [...O_EFFORTS, 'xhigh'], defaultEffort: 'medium', imageTokens: GPT5_TILES, cutoff: '2024-09-30' },
  'gpt-5.1-codex-mini': { ...DEPRECATED, at: 'R', maxInput: 272_000, efforts: O_EFFORTS, defaultEffort: 'medium', tiers: SMALL, cutoff: '2024-09-30' },
})

/** 5-mini's multiplier is the measured 1.2, not the documented 1.62 [12.6]. */
// oxfmt-ignore
const gpt5 = members('gpt-5', {
  'gpt-5': { dates: ['2025-08-07'], at: 'CRB', maxInput: 272_000, cutoff: '2024-09-30' },
  'gpt-5-mini': { dates: ['2025-08-07'], at: 'CRB', maxInput: 272_000, tiers: SMALL, imageTokens: patches(1536, 1.2), cutoff: '2024-05-31' },
  'gpt-5-nano': { dates: ['2025-08-07'], at: 'CRB', maxInput: 272_000, tiers: NANO, serviceTiers: ['flex'], imageTokens: patches(1536, 2.46), cutoff: '2024-05-31' },
  'gpt-5-pro': { dates: ['2025-10-06'], at: 'RB', maxOutput: 272_000, efforts: ['high'], defaultEffort: 'high', tiers: PRO, cutoff: '2024-09-30' },
  'gpt-5-codex': { ...DEPRECATED, at: 'R', maxInput: 272_000, efforts: O_EFFORTS, tiers: tiers('500/500K 5K/1M 5K/2M 10K/4M 15K/10M'), cutoff: '2024-09-30' },
})

/** Section 4: a variant that starts with `chat` does not reason. Windows and limits of 5.1 to 5.3 as gpt-5-chat-latest: guess. */
// oxfmt-ignore
const gpt5Chat = members('gpt-5-chat', {
  'chat-latest': { at: 'RC', window: 400_000, maxInput: 272_000, maxOutput: 128_000, cutoff: '2025-08-31' },
  'gpt-5.3-chat-latest': { at: 'CR', cutoff: '2025-08-31' },
  'gpt-5.2-chat-latest': { at: 'CR', cutoff: '2025-08-31' },
  'gpt-5.1-chat-latest': { at: 'CR', cutoff: '2024-09-30' },
  'gpt-5-chat-latest': { ...DEPRECATED, at: 'CR', cutoff: '2024-09-30' },
})

/** Reasoning tokens of o3-mini and o1-mini, roles of o1-mini and o1-preview: sections 4 and 12.4. */
// oxfmt-ignore
const o = members('o', {
  o1: { ...DEPRECATED, dates: ['2024-12-17'], at: 'CRAB', imageTokens: O_TILES, cutoff: '2023-10-01' },
  'o1-mini': { ...DEPRECATED, dates: ['2024-09-12'], at: 'CA', window: 128_000, maxOutput: 65_536, can: [...TEXT, 'reasoning'], efforts: [], instructions: false, tiers: MINI, cutoff: '2023-10-01', promptBase: 10 },
  'o1-preview': { ...DEPRECATED, dates: ['2024-09-12'], at: 'CA', window: 128_000, maxOutput: 32_768, can: [...TEXT, 'reasoning'], efforts: [], instructions: false, cutoff: '2023-10-01' },
  'o1-pro': { dates: ['2025-03-19'], ...DEPRECATED, at: 'RB', cannot: ['streaming'], imageTokens: O_TILES, cutoff: '2023-10-01' },
  o3: { dates: ['2025-04-16'], at: 'CRB', serviceTiers: ['flex', 'priority'], imageTokens: O_TILES, cutoff: '2024-06-01' },
  'o3-mini': { ...DEPRECATED, dates: ['2025-01-31'], at: 'CRAB', cannot: ['vision'], tiers: tiers('1K/100K 2K/200K 5K/4M 10K/10M 30K/150M'), cutoff: '2023-10-01' },
  'o3-pro': { dates: ['2025-06-10'], at: 'RB', imageTokens: O_TILES, cutoff: '2024-06-01' },
  'o4-mini': { ...DEPRECATED, dates: ['2025-04-16'], at: 'CRBF', tiers: tiers('1K/100K 2K/2M 5K/4M 10K/10M 30K/150M'), serviceTiers: ['flex', 'priority'], imageTokens: patches(1536, 1.72), cutoff: '2024-06-01' },
  'o3-deep-research': { ...DEPRECATED, dates: ['2025-06-26'], at: 'RB', can: [...MULTIMODAL, 'reasoning', 'web-search'], tiers: tiers('500/200K 5K/450K 5K/800K 10K/2M 10K/30M'), imageTokens: O_TILES, cutoff: '2024-06-01' },
  'o4-mini-deep-research': { ...DEPRECATED, dates: ['2025-06-26'], at: 'RB', can: [...MULTIMODAL, 'reasoning', 'web-search'], tiers: tiers('1K/200K 2K/2M 5K/4M 10K/10M 30K/150M'), imageTokens: patches(1536, 1.72), cutoff: '2024-06-01' },
  'codex-mini-latest': { ...DEPRECATED, at: 'R', tiers: tiers('1K/100K 2K/200K 5K/4M 10K/10M 30K/150M'), imageTokens: patches(1536, 1.72), cutoff: '2024-06-01', released: '2025-05-16' },
})

// oxfmt-ignore
const gpt41 = members('gpt-4.1', {
  'gpt-4.1': { dates: ['2025-04-14'], at: 'CRABF', longTiers: LONG_41, imageTokens: OMNI_TILES, cutoff: '2024-06-01' },
  'gpt-4.1-mini': { dates: ['2025-04-14'], at: 'CRABF', tiers: MINI, longTiers: LONG_41_MINI, requestsPerDay: 10_000, imageTokens: patches(1536, 1.62), cutoff: '2024-06-01' },
  'gpt-4.1-nano': { ...DEPRECATED, dates: ['2025-04-14'], at: 'CRABF', tiers: MINI, serviceTiers: [], imageTokens: patches(1536, 2.46), cutoff: '2024-06-01' },
})

// oxfmt-ignore
const gpt4o = members('gpt-4o', {
  'gpt-4o': { dates: ['2024-08-06', '2024-11-20'], at: 'CRABF', cutoff: '2023-10-01', released: '2024-05-13' },
  // A model of its own: other prices, 4096 output tokens and no json_schema (memory).
  'gpt-4o-2024-05-13': { ...DEPRECATED, at: 'CRAB', maxOutput: 4096, cannot: ['json_schema'], cutoff: '2023-10-01', released: '2024-05-13' },
  'gpt-4o-mini': { dates: ['2024-07-18'], at: 'CRABF', tiers: MINI, requestsPerDay: 10_000, imageTokens: { base: 2833, tile: 5667 }, cutoff: '2023-10-01' },
  'chatgpt-4o-latest': { ...DEPRECATED, at: 'CR', cannot: ['tools', 'json_schema'], cutoff: '2023-10-01', released: '2024-08-13' },
  'computer-use-preview': { ...DEPRECATED, dates: ['2025-03-11'], at: 'RB', window: 8192, maxOutput: 1024, cannot: ['json', 'json_schema'], tiers: tiers('0/0 0/0 3K/20M 3K/20M 3K/20M'), serviceTiers: [], imageTokens: { base: 65, tile: 129 }, cutoff: '2023-10-01' },
})

// oxfmt-ignore
const gpt45 = members('gpt-4.5', {
  'gpt-4.5-preview': { ...DEPRECATED, dates: ['2025-02-27'], at: 'CRAB', tiers: tiers('1K/125K 5K/250K 5K/500K 10K/1M 10K/2M'), cutoff: '2023-10-01' },
})

/** The mini models' windows and limits are those of their large ones: guess. */
// oxfmt-ignore
const variants = [
  ...members('audio', {
    'gpt-4o-audio-preview': { ...DEPRECATED, dates: ['2025-06-03', '2024-12-17', '2024-10-01'], cutoff: '2023-10-01' },
    'gpt-4o-mini-audio-preview': { ...DEPRECATED, dates: ['2024-12-17'], cutoff: '2023-10-01' },
    'gpt-audio': { ...DEPRECATED, dates: ['2025-08-28'], cutoff: '2023-10-01' },
    'gpt-audio-1.5': { cutoff: '2023-10-01' },
    'gpt-audio-mini': { dates: ['2025-12-15', '2025-10-06'], cutoff: '2023-10-01' },
  }),
  ...members('search', {
    'gpt-4o-search-preview': { ...DEPRECATED, dates: ['2025-03-11'], cutoff: '2023-10-01' },
    'gpt-4o-mini-search-preview': { ...DEPRECATED, dates: ['2025-03-11'], cutoff: '2023-10-01' },
  }),
]

// oxfmt-ignore
const TURBO_4 = { ...DEPRECATED, at: 'CRAB', window: 128_000, maxOutput: 4096, tiers: tiers('500/30K 5K/450K 5K/600K 10K/800K 10K/2M'), cutoff: '2023-12-01' } as const

/** Windows and prices of what is retired: memory, genai-prices. A null fingerprint of gpt-4: guess after gpt-3.5 [R]. */
// oxfmt-ignore
const classic = [
  ...members('gpt-4', {
    'gpt-4-turbo': { ...TURBO_4, dates: ['2024-04-09'], can: [...TOOLS, 'vision'], imageTokens: OMNI_TILES },
    'gpt-4-0125-preview': { ...TURBO_4, aliases: ['gpt-4-turbo-preview'], can: TOOLS, released: '2024-01-25' },
    'gpt-4-1106-preview': { ...TURBO_4, can: TOOLS, released: '2023-11-06' },
    'gpt-4': { ...DEPRECATED, dates: ['0613'], at: 'CRABF', fingerprint: false, requestsPerDay: 10_000, ownedBy: 'openai', cutoff: '2023-12-01', released: '2023-06-27' },
    'gpt-4-0314': { ...RETIRED, at: 'C', ownedBy: 'openai', released: '2023-03-14' },
    'gpt-4-vision-preview': { ...TURBO_4, ...RETIRED, aliases: ['gpt-4-1106-vision-preview'], can: [...TEXT, 'vision'], imageTokens: OMNI_TILES },
    'gpt-4-32k': { ...RETIRED, dates: ['0613', '0314'], at: 'C', window: 32_768, maxOutput: 32_768, ownedBy: 'openai' },
  }),
  ...members('gpt-3.5', {
    'gpt-3.5-turbo': { ...DEPRECATED, dates: ['0125'], at: 'CRBF', ownedBy: 'openai', cutoff: '2021-09-01', released: '2023-02-28' },
    'gpt-3.5-turbo-1106': { ...DEPRECATED, at: 'CRBF', cutoff: '2021-09-01', released: '2023-11-06' },
    'gpt-3.5-turbo-0613': { ...RETIRED, at: 'C', window: 4096, ownedBy: 'openai', cutoff: '2021-09-01' },
    'gpt-3.5-turbo-0301': { ...RETIRED, at: 'C', window: 4096, ownedBy: 'openai', cutoff: '2021-09-01' },
    'gpt-3.5-turbo-16k': { ...RETIRED, dates: ['0613'], at: 'C', ownedBy: 'openai-internal', cutoff: '2021-09-01' },
  }),
]

/** Names that the answers have are those of recordings/openai/completions; babbage's after davinci's. */
// oxfmt-ignore
const instruct = members('instruct', {
  'gpt-3.5-turbo-instruct': { ...DEPRECATED, snapshots: ['gpt-3.5-turbo-instruct:20230824-v2', 'gpt-3.5-turbo-instruct-0914'], tiers: tiers('3.5K/200K 3.5K/2M 3.5K/800K 10K/10M 10K/50M'), cutoff: '2021-09-01', released: '2023-09-14' },
  'davinci-002': { ...DEPRECATED, snapshots: ['davinci:2023-07-21-v2'], window: 16_384, maxOutput: 16_384, cutoff: '2021-09-01', released: '2023-08-22' },
  'babbage-002': { ...DEPRECATED, snapshots: ['babbage:2023-07-21-v2'], window: 16_384, maxOutput: 16_384, cutoff: '2021-09-01', released: '2023-08-22' },
})

/** openai-other.md; what is billed by the minute, the image or the character has no price here. */
const others = [
  ...members('embedding', {
    'text-embedding-3-small': { released: '2024-01-25' },
    'text-embedding-3-large': { released: '2024-01-25', dimensions: 3072 },
    'text-embedding-ada-002': {
      snapshots: ['text-embedding-ada-002-v2'],
      ownedBy: 'openai-internal',
      released: '2022-12-15',
    },
  }),
  ...members('moderation', { 'omni-moderation-latest': {}, 'omni-moderation-2024-09-26': { released: '2024-09-26' } }),
  ...members('image', {
    'gpt-image-2': { released: '2026-04-21' },
    'gpt-image-1.5': { released: '2025-12-16' },
    'gpt-image-1': {},
    'gpt-image-1-mini': {},
    'dall-e-3': DEPRECATED,
    'dall-e-2': DEPRECATED,
  }),
  ...members('speech', { 'gpt-4o-mini-tts': {}, 'tts-1': { ownedBy: 'openai-internal' }, 'tts-1-hd': {} }),
  ...members('transcription', {
    'gpt-transcribe': {},
    'gpt-4o-transcribe': { window: 16_000, maxOutput: 2000 },
    'gpt-4o-mini-transcribe': { window: 16_000, maxOutput: 2000 },
    'gpt-4o-transcribe-diarize': { window: 16_000, maxOutput: 2000 },
    'whisper-1': { ownedBy: 'openai-internal' },
  }),
]

/** Every model of the OpenAI API that the simulation knows. */
const models: readonly LateModel[] = [
  ...gpt6,
  ...gpt51,
  ...gpt5,
  ...gpt5Chat,
  ...o,
  ...gpt41,
  ...gpt4o,
  ...gpt45,
  ...variants,
  ...classic,
  ...instruct,
  ...others,
]

/** The models by name; fine-tunes (`ft:<base>:…`) and unknown dates of known models answer with the name as it was asked for. */
export const catalog: ModelCatalog = lateCatalog(
  models,
  (name, known) => fineTune(name, known) ?? unknownDate(name, known),
)

function fineTune(name: string, known: ModelCatalog): ResolvedModel | undefined {
  const base = /^ft:([^:]+):/.exec(name)?.[1]
  const found = base === undefined ? undefined : known.resolve(base)
  if (!found) return undefined
  return { model: { ...found.model, prices: listed[`ft:${found.model.id}`] ?? found.model.prices }, id: name }
}

function unknownDate(name: string, known: ModelCatalog): ResolvedModel | undefined {
  const undated = name.replace(/-(?:\d{4}-\d{2}-\d{2}|\d{4})$/, '')
  const model =
    undated === name ? undefined : known.models.find(({ id, aliases }) => id === undated || aliases?.includes(undated))
  return model && { model, id: name }
}

/** `created` values seen on `GET /v1/models` (openai-other.md section 2). */
const CREATED = {
  'gpt-4': 1687882411,
  'gpt-3.5-turbo': 1677610602,
  'gpt-3.5-turbo-instruct': 1692901427,
  'gpt-3.5-turbo-1106': 1698959748,
  'gpt-3.5-turbo-0125': 1706048358,
  'gpt-4-0125-preview': 1706037612,
  'gpt-4o': 1715367049,
  'gpt-4o-2024-11-20': 1739331543,
  'gpt-4o-mini': 1721172741,
  'chatgpt-4o-latest': 1723515131,
  'gpt-4.1': 1744316542,
  'gpt-4.1-mini': 1744318173,
  'gpt-4.1-nano': 1744321707,
  o1: 1734375816,
  'o1-pro': 1742251791,
  'o3-mini': 1737146383,
  o3: 1744225308,
  'gpt-5': 1754425777,
  'gpt-5-mini': 1754425928,
  'gpt-5-mini-2025-08-07': 1754425867,
  'gpt-5-nano': 1754426384,
  'text-embedding-ada-002': 1671217299,
  'text-embedding-3-small': 1705948997,
  'whisper-1': 1677532384,
  'dall-e-3': 1698785189,
  'gpt-image-1': 1745517030,
  'omni-moderation-latest': 1731689265,
  'tts-1-hd': 1699046015,
  'gpt-4o-mini-tts': 1742403959,
  'gpt-4o-transcribe': 1742068463,
  'davinci-002': 1692634301,
} satisfies Record<string, number>

/** `created` (epoch seconds) of a name at the models endpoint: as seen, else the day in the name, else that of the release. */
export function createdAt({ id, model }: ResolvedModel): number {
  const seen: Readonly<Record<string, number>> = CREATED
  const day = /\d{4}-\d{2}-\d{2}$/.exec(id)?.[0] ?? model.released
  return seen[id] ?? (day === undefined ? seen[model.id] : Date.parse(day) / 1000) ?? 1_700_000_000
}
