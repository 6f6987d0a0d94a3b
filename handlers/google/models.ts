import { createCatalog } from '../../src/models.ts'
import type { Capability, Model, ModelCatalog, Price, ResolvedModel } from '../../src/models.ts'
import { CHAT, FLASH_TIER, GEMINI_25, withoutThinking, type GoogleTraits, type Thinking } from './model-traits.ts'
import { prices } from './prices.ts'

const EMBED = ['embedContent', 'countTextTokens', 'countTokens', 'asyncBatchEmbedContent'] as const
const MULTIMODAL = [
  'chat',
  'streaming',
  'tools',
  'vision',
  'audio',
  'json',
  'json_schema',
  'long-context',
  'web-search',
] as const satisfies readonly Capability[]
const THINKER = [...MULTIMODAL, 'reasoning'] as const satisfies readonly Capability[]

const PRO_BUDGET: Thinking = { by: 'budget', min: 128, max: 32_768, canBeOff: false, isOn: true }
const LITE_BUDGET: Thinking = { by: 'budget', min: 512, max: 24_576, canBeOff: true, isOn: false }
const PRO_LEVELS: Thinking = { by: 'level', levels: ['LOW', 'MEDIUM', 'HIGH'], isOn: true }
const FLASH_LEVELS: Thinking = { by: 'level', levels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'], isOn: true }
/** Recorded without thoughts where nothing is asked for. */
const LITE_LEVELS: Thinking = { ...FLASH_LEVELS, isOn: false }

const PRO_TIER = [150, 2_000_000, 10_000] as const
const LITE_TIER = [4000, 4_000_000, 1_000_000] as const

const listed: Readonly<Record<string, readonly Price[]>> = prices

interface Facts {
  readonly name: string
  readonly released: string
  readonly traits: Omit<GoogleTraits, 'methods'> & { readonly methods?: readonly string[] }
  readonly output?: number
  readonly window?: number
  readonly aliases?: readonly string[]
  readonly snapshots?: readonly string[]
  readonly capabilities?: readonly Capability[]
  readonly price?: string
}

function define(id: string, facts: Facts): Model {
  const { name, released, traits, output = 65_536, window = 1_048_576, aliases, snapshots, price = id } = facts
  return {
    id,
    displayName: name,
    // The output has a limit of its own; the input limit is what the API calls the window.
    contextWindow: window + output,
    maxInputTokens: window,
    maxOutputTokens: output,
    capabilities: facts.capabilities ?? (traits.thinking ? THINKER : MULTIMODAL),
    tokenizer: 'gemini',
    prices: listed[price] ?? [],
    released,
    ...(aliases ? { aliases } : {}),
    ...(snapshots ? { snapshots } : {}),
    traits: { methods: CHAT, ...traits },
  }
}

function third(description: string, thinking: Thinking, version: string, pro = false): Facts['traits'] {
  const cacheMinimumTokens = pro ? 4096 : 1024
  return {
    generation: '3',
    thinking,
    description,
    version,
    topK: 64,
    cacheMinimumTokens,
    tier: pro ? PRO_TIER : FLASH_TIER,
  }
}

/** Gemini 3 [12]; days of release of the models after 3.1 are those of the price list or guesses. */
const THIRD: readonly Model[] = [
  define('gemini-3.8-flash', {
    name: 'Gemini 3.8 Flash',
    released: '2026-09-22',
    aliases: ['gemini-flash-latest'],
    traits: {
      ...third(
        'Fast model for agents and everyday work.',
        { by: 'level', levels: ['LOW', 'MEDIUM', 'HIGH'], isOn: true },
        '3.8-flash',
      ),
      cacheMinimumTokens: 4096,
    },
  }),
  define('gemini-3.7-flash', {
    name: 'Gemini 3.7 Flash',
    released: '2026-08-25',
    traits: {
      ...third('Fast model for agents and everyday work.', FLASH_LEVELS, '3.7-flash'),
      cacheMinimumTokens: 4096,
    },
  }),
  define('gemini-3.6-flash', {
    name: 'Gemini 3.6 Flash',
    released: '2026-07-21',
    traits: {
      ...third('Fast model for agents and everyday work.', FLASH_LEVELS, '3.6-flash'),
      cacheMinimumTokens: 4096,
    },
  }),
  define('gemini-3.5-flash', {
    name: 'Gemini 3.5 Flash',
    released: '2026-05-19',
    traits: {
      ...third('Fast model for agents and everyday work.', FLASH_LEVELS, '3.5-flash'),
      cacheMinimumTokens: 4096,
    },
  }),
  define('gemini-3.5-flash-lite', {
    name: 'Gemini 3.5 Flash-Lite',
    released: '2026-07-21',
    aliases: ['gemini-flash-lite-latest'],
    traits: { ...third('Cost-efficient model for high volume.', LITE_LEVELS, '3.5-flash-lite'), tier: LITE_TIER },
  }),
  define('gemini-3.1-pro-preview', {
    name: 'Gemini 3.1 Pro Preview',
    released: '2026-02-19',
    aliases: ['gemini-pro-latest'],
    traits: third('Preview of the most capable reasoning model.', PRO_LEVELS, '3.1-pro-preview-02-2026', true),
  }),
  define('gemini-3.1-flash-lite', {
    name: 'Gemini 3.1 Flash-Lite',
    released: '2026-03-03',
    aliases: ['gemini-3.1-flash-lite-preview'],
    traits: { ...third('Cost-efficient model for high volume.', LITE_LEVELS, '3.1-flash-lite'), tier: LITE_TIER },
  }),
  define('gemini-3-pro-preview', {
    name: 'Gemini 3 Pro Preview',
    released: '2025-11-18',
    traits: third(
      'Preview of a reasoning model.',
      { by: 'level', levels: ['LOW', 'HIGH'], isOn: true },
      '3-pro-preview-11-2025',
      true,
    ),
  }),
  define('gemini-3-flash-preview', {
    name: 'Gemini 3 Flash Preview',
    released: '2025-12-17',
    traits: third('Preview of a fast reasoning model.', FLASH_LEVELS, '3-flash-preview-12-2025'),
  }),
  define('gemini-3-pro-image-preview', {
    name: 'Nano Banana Pro',
    released: '2025-11-20',
    output: 32_768,
    window: 131_072,
    aliases: ['gemini-3-pro-image'],
    traits: {
      ...third('Draws and edits images.', { by: 'level', levels: ['HIGH'], isOn: true }, '3.0', true),
      imageTokens: 1120,
    },
  }),
  define('gemini-3.1-flash-lite-image', {
    name: 'Nano Banana 2 Lite',
    released: '2026-07-21',
    window: 65_536,
    output: 4096,
    aliases: ['gemini-3.1-flash-lite-image-preview'],
    traits: { ...third('Draws and edits images.', LITE_LEVELS, '3.1'), imageTokens: 1120 },
  }),
  define('gemini-3.1-flash-image-preview', {
    name: 'Nano Banana 2',
    released: '2026-02-26',
    aliases: ['gemini-3.1-flash-image'],
    window: 131_072,
    output: 32_768,
    traits: { ...third('Draws and edits images.', FLASH_LEVELS, '3.0'), imageTokens: 1120 },
  }),
]

const SECOND: readonly Model[] = [
  define('gemini-2.5-pro', {
    name: 'Gemini 2.5 Pro',
    released: '2025-06-17',
    aliases: ['gemini-2.5-pro-preview-05-06', 'gemini-2.5-pro-preview-06-05', 'gemini-2.5-pro-preview-03-25'],
    traits: {
      ...GEMINI_25,
      thinking: PRO_BUDGET,
      description: 'Stable release of Gemini 2.5 Pro.',
      version: '2.5',
      tier: PRO_TIER,
    },
  }),
  define('gemini-2.5-flash', {
    name: 'Gemini 2.5 Flash',
    released: '2025-06-17',
    aliases: ['gemini-2.5-flash-preview-05-20', 'gemini-2.5-flash-preview-09-2025'],
    traits: { ...GEMINI_25, description: 'Stable mid-size multimodal model.' },
  }),
  define('gemini-2.5-flash-lite', {
    name: 'Gemini 2.5 Flash-Lite',
    released: '2025-07-22',
    aliases: ['gemini-2.5-flash-lite-preview-06-17'],
    traits: {
      ...GEMINI_25,
      thinking: LITE_BUDGET,
      description: 'Stable release of Gemini 2.5 Flash-Lite.',
      tier: LITE_TIER,
    },
  }),
  define('gemini-2.5-flash-image', {
    name: 'Nano Banana',
    released: '2025-10-02',
    aliases: ['gemini-2.5-flash-image-preview'],
    window: 32_768,
    output: 32_768,
    capabilities: ['chat', 'streaming', 'vision'],
    traits: {
      ...withoutThinking(GEMINI_25),
      description: 'Draws and edits images.',
      version: '2.0',
      imageTokens: 1290,
    },
  }),
  ...(['', '-lite'] as const).map((size) =>
    define(`gemini-2.0-flash${size}`, {
      name: `Gemini 2.0 Flash${size ? '-Lite' : ''}`,
      released: size ? '2025-02-25' : '2025-02-05',
      output: 8192,
      aliases: [`gemini-2.0-flash${size}-001`],
      traits: {
        generation: '2.0',
        description: `Gemini 2.0 Flash${size ? '-Lite' : ''}`,
        version: '2.0',
        topK: 40,
        cacheMinimumTokens: 4096,
        tier: [2000, 4_000_000, 1_000_000],
      },
    }),
  ),
  ...(
    [
      ['gemini-1.5-pro', 'Gemini 1.5 Pro', 2_000_000, '2024-05-23'],
      ['gemini-1.5-flash', 'Gemini 1.5 Flash', 1_000_000, '2024-05-23'],
      ['gemini-1.5-flash-8b', 'Gemini 1.5 Flash-8B', 1_000_000, '2024-10-03'],
    ] as const
  ).map(([id, name, window, released]) =>
    define(id, {
      name,
      released,
      window,
      output: 8192,
      aliases: [`${id}-001`, `${id}-002`, `${id}-latest`],
      traits: {
        generation: '1.5',
        description: name,
        version: '002',
        topK: 40,
        cacheMinimumTokens: 32_768,
        tier: [1000, 4_000_000, 10_000],
      },
    }),
  ),
]

function embedding(id: string, name: string, released: string, version: string, rest: Partial<GoogleTraits>): Model {
  return {
    ...define(id, {
      name,
      released,
      window: rest.dimensions === 3072 && id.endsWith('-2') ? 8192 : 2048,
      output: 1,
      capabilities: ['embeddings'],
      ...(id.endsWith('-2') ? { aliases: ['gemini-embedding-2-preview'] } : {}),
      traits: {
        generation: 'embedding',
        description: `Gives a representation of a text: ${name}.`,
        version,
        methods: EMBED,
        tier: [3000, 1_000_000, 1_000_000],
        ...rest,
      },
    }),
  }
}

const EMBEDDINGS: readonly Model[] = [
  embedding('gemini-embedding-2', 'Gemini Embedding 2', '2026-03-10', '2', { dimensions: 3072, isNormalized: true }),
  embedding('gemini-embedding-001', 'Gemini Embedding 001', '2025-07-14', '001', { dimensions: 3072 }),
  embedding('text-embedding-004', 'Text Embedding 004', '2024-04-09', '004', { dimensions: 768, isNormalized: true }),
]

/** Every model that the simulation knows, newest generation first. */
export const models: readonly Model[] = [...THIRD, ...SECOND, ...EMBEDDINGS]

/** The models by name, with and without `models/`; an answer names the model as it was asked for, but for `-latest`. */
export const catalog: ModelCatalog = createCatalog(models.map(withoutAliases), (name) => resolveName(name))

/** Aliases resolve to their own names here, since `modelVersion` keeps `gemini-2.0-flash-001`. */
function withoutAliases(model: Model): Model {
  const { aliases = [], ...rest } = model
  return { ...rest, snapshots: [model.id, ...aliases.filter((alias) => !alias.endsWith('-latest'))] }
}

function resolveName(name: string): ResolvedModel | undefined {
  if (name.startsWith('models/')) return catalog.resolve(name.slice('models/'.length))
  const found = models.find(({ aliases }) => aliases?.includes(name))
  return found ? catalog.resolve(found.id) : undefined
}
