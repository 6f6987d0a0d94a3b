import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Facts: providers/xai.md, recordings/xai; windows: @pydantic/genai-prices.

/** What the xAI dialects need to know about a model. */
export interface XaiTraits {
  readonly reasoning: boolean
  /** Shows its reasoning in chat completions; the others only count it. */
  readonly shows: boolean
  /** Takes `reasoning_effort`. */
  readonly efforts: readonly string[]
  /** Tokens of the hidden instructions in front of every prompt (recorded with grok-4.3). */
  readonly promptBase: number
  /** Draws images instead of chatting, for so many USD each (recorded: 700,000,000 ticks of 10^-10 USD for an edit). */
  readonly imageUsd?: number
}

const DEFAULTS: XaiTraits = { reasoning: false, shows: false, efforts: [], promptBase: 5 }

/** The traits of a model; a user's own model does not reason. */
export function traitsOf(model: Model): XaiTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<XaiTraits> | undefined) }
}

const REASONS = { reasoning: true, promptBase: 192 } as const
const MINI = { reasoning: true, shows: true, efforts: ['low', 'high'] } as const
const EFFORTS = { ...REASONS, efforts: ['none', 'low', 'medium', 'high'] } as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'grok-4.6', window: 500_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-08-26', aliases: ['grok-latest'], traits: EFFORTS },
  { id: 'grok-4.5', window: 500_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-07-01', traits: EFFORTS },
  { id: 'grok-4.3', window: 1_000_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-04-30', aliases: ['grok-4.3-latest'], traits: EFFORTS },
  { id: 'grok-4.20', window: 1_000_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-03-09', traits: REASONS },
  { id: 'grok-4-1-fast-reasoning', window: 2_000_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2025-11-19', aliases: ['grok-4-1-fast', 'grok-4-1-fast-reasoning-latest'], traits: REASONS },
  { id: 'grok-4-1-fast-non-reasoning', window: 2_000_000, can: chatModel('tsvl'), tokenizer: 'grok', released: '2025-11-19', traits: { promptBase: 192 } },
  { id: 'grok-4-fast-reasoning', window: 2_000_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2025-09-19', aliases: ['grok-4-fast'], traits: REASONS },
  { id: 'grok-4-fast-non-reasoning', window: 2_000_000, can: chatModel('tsvl'), tokenizer: 'grok', released: '2025-09-19', traits: { promptBase: 192 } },
  { id: 'grok-4-0709', window: 256_000, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2025-07-09', aliases: ['grok-4', 'grok-4-latest'], traits: { ...REASONS, promptBase: 680 } },
  { id: 'grok-code-fast-1', window: 256_000, can: chatModel('tsrl'), tokenizer: 'grok', released: '2025-08-28', aliases: ['grok-code-fast', 'grok-code-fast-1-0825'], traits: { ...REASONS, shows: true } },
  { id: 'grok-3', window: 131_072, can: chatModel('tsl'), tokenizer: 'grok', released: '2025-02-17', aliases: ['grok-3-latest', 'grok-3-beta'] },
  { id: 'grok-3-fast', window: 131_072, can: chatModel('tsl'), tokenizer: 'grok', released: '2025-02-17', aliases: ['grok-3-fast-latest'] },
  { id: 'grok-3-mini', window: 131_072, can: chatModel('tsrl'), tokenizer: 'grok', released: '2025-02-17', aliases: ['grok-3-mini-latest', 'grok-3-mini-beta'], traits: MINI },
  { id: 'grok-3-mini-fast', window: 131_072, can: chatModel('tsrl'), tokenizer: 'grok', released: '2025-02-17', aliases: ['grok-3-mini-fast-latest'], traits: MINI },
  { id: 'grok-2-1212', window: 131_072, can: chatModel('ts'), tokenizer: 'grok', released: '2024-12-12', aliases: ['grok-2', 'grok-2-latest'] },
  { id: 'grok-2-vision-1212', window: 32_768, can: chatModel('tsv'), tokenizer: 'grok', released: '2024-12-12', aliases: ['grok-2-vision', 'grok-2-vision-latest'] },
  // Billed by the image.
  { id: 'grok-imagine-image-quality', window: 8000, can: [], tokenizer: 'grok', released: '2026-04-03', traits: { imageUsd: 0.05 } },
  { id: 'grok-imagine-image', window: 8000, can: [], tokenizer: 'grok', released: '2026-01-28', traits: { imageUsd: 0.02 } },
]

/** xAI's models; an answer names the one behind an alias. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
