import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Facts: providers/mistral.md 2 to 6, recordings/mistral; windows of models not named there: memory.

/** What the Mistral dialect needs to know about a model. */
export interface MistralTraits {
  /** Thinks always, or only when the request asks for effort. */
  readonly thinks?: 'always' | 'asked'
  /** Completes code between a prompt and a suffix. */
  readonly fim: boolean
  readonly temperature: number
  /** Floats of an embedding by default and at most. */
  readonly dimensions?: readonly [standard: number, most: number]
  readonly moderates?: boolean
  /** What it does besides; absent for the others. */
  readonly serves?: 'transcription' | 'speech' | 'ocr'
  /** Tokens in front of every prompt. */
  readonly promptBase: number
}

const DEFAULTS: MistralTraits = { fim: false, temperature: 0.3, promptBase: 1 }

/** The traits of a model; of a user's own model, those of a chat model filled in. */
export function traitsOf(model: Model): MistralTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<MistralTraits> | undefined) }
}

const CAN = chatModel('ts')
const SEES = chatModel('tsv')
const THINKS = { thinks: 'always', temperature: 0.7 } as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'mistral-large-2512', window: 262_144, can: [...SEES, 'long-context'], tokenizer: 'mistral', released: '2025-12-02', aliases: ['mistral-large-latest'] },
  { id: 'mistral-medium-3-5', window: 262_144, can: [...chatModel('tsvr'), 'long-context'], tokenizer: 'mistral', released: '2026-04-29', aliases: ['mistral-medium-latest', 'mistral-medium'], traits: { thinks: 'asked' } },
  { id: 'mistral-medium-2508', window: 131_072, can: SEES, tokenizer: 'mistral', released: '2025-08-12' },
  { id: 'mistral-small-2603', window: 262_144, can: [...chatModel('tsvr'), 'long-context'], tokenizer: 'mistral', released: '2026-03-16', aliases: ['mistral-small-latest', 'magistral-small-latest'], traits: { thinks: 'asked', promptBase: 13 } },
  { id: 'mistral-small-2506', window: 131_072, can: SEES, tokenizer: 'mistral', released: '2025-06-20' },
  { id: 'magistral-medium-2509', window: 131_072, can: chatModel('tsvr'), tokenizer: 'mistral', released: '2025-09-17', aliases: ['magistral-medium-latest', 'magistral-medium-2507', 'magistral-medium-2506'], traits: THINKS },
  { id: 'magistral-small-2509', window: 131_072, can: chatModel('tsvr'), tokenizer: 'mistral', released: '2025-09-17', aliases: ['magistral-small-2507', 'magistral-small-2506'], traits: THINKS },
  { id: 'codestral-2508', window: 256_000, can: [...CAN, 'long-context'], tokenizer: 'mistral', released: '2025-07-30', aliases: ['codestral-latest', 'codestral-2501'], traits: { fim: true } },
  { id: 'devstral-2512', window: 262_144, can: [...CAN, 'long-context'], tokenizer: 'mistral', released: '2025-12-09', aliases: ['devstral-latest', 'devstral-medium-latest'], traits: { temperature: 0.2 } },
  { id: 'devstral-small-2507', window: 131_072, can: CAN, tokenizer: 'mistral', released: '2025-07-10', aliases: ['devstral-small-latest'] },
  { id: 'ministral-14b-2512', window: 262_144, can: [...SEES, 'long-context'], tokenizer: 'mistral', released: '2025-12-02', aliases: ['ministral-14b-latest'] },
  { id: 'ministral-8b-2512', window: 262_144, can: [...SEES, 'long-context'], tokenizer: 'mistral', released: '2025-12-02', aliases: ['ministral-8b-latest', 'ministral-8b-2410'] },
  { id: 'ministral-3b-2512', window: 131_072, can: SEES, tokenizer: 'mistral', released: '2025-12-02', aliases: ['ministral-3b-latest', 'ministral-3b-2410'] },
  { id: 'pixtral-large-2411', window: 131_072, can: SEES, tokenizer: 'mistral', released: '2024-11-18', aliases: ['pixtral-large-latest'] },
  { id: 'pixtral-12b-2409', window: 131_072, can: SEES, tokenizer: 'mistral', released: '2024-09-17', aliases: ['pixtral-12b-latest', 'pixtral-12b'] },
  { id: 'open-mistral-nemo', window: 131_072, can: CAN, tokenizer: 'mistral', released: '2024-07-18', aliases: ['open-mistral-nemo-2407'] },
  { id: 'open-mistral-7b', window: 32_768, can: chatModel('t'), tokenizer: 'mistral-7b', released: '2023-12-11', aliases: ['mistral-tiny', 'mistral-tiny-latest'] },
  { id: 'voxtral-small-2507', window: 32_768, can: chatModel('tsa'), tokenizer: 'mistral', released: '2025-07-15', aliases: ['voxtral-small-latest'], traits: { temperature: 0.2 } },
  { id: 'mistral-embed', window: 8192, can: ['embeddings'], tokenizer: 'mistral', released: '2023-12-11', aliases: ['mistral-embed-2312'], traits: { dimensions: [1024, 1024] } },
  { id: 'codestral-embed', window: 8192, can: ['embeddings'], tokenizer: 'mistral', released: '2025-05-28', aliases: ['codestral-embed-2505'], prices: priced(0.15, 0.15), traits: { dimensions: [1536, 3072] } },
  { id: 'mistral-moderation-2603', window: 131_072, can: [], tokenizer: 'mistral', released: '2026-03-16', aliases: ['mistral-moderation-latest', 'mistral-moderation-2411'], prices: priced(0.1, 0.1), traits: { moderates: true } },
  // Billed by the minute of sound, by the character and by the page, which prices of tokens do not say.
  { id: 'voxtral-mini-2602', window: 32_768, can: ['audio'], tokenizer: 'mistral', released: '2026-02-04', aliases: ['voxtral-mini-latest', 'voxtral-mini-2507', 'voxtral-mini-transcribe-2507'], traits: { serves: 'transcription' } },
  { id: 'voxtral-mini-tts-2603', window: 4096, can: ['audio'], tokenizer: 'mistral', released: '2026-03-23', aliases: ['voxtral-mini-tts-latest'], traits: { serves: 'speech' } },
  { id: 'mistral-ocr-2512', window: 16_384, can: ['vision'], tokenizer: 'mistral', released: '2025-12-18', aliases: ['mistral-ocr-latest', 'mistral-ocr-2505', 'mistral-ocr-2503'], traits: { serves: 'ocr' } },
]

/** Mistral's models. An answer names the model as the request did. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
