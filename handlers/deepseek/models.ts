import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Facts: providers/deepseek.md 1, recordings/deepseek.

/** What the DeepSeek dialect needs to know about a model. */
export interface DeepSeekTraits {
  /** The model that answers, as the answer names it: the old names are served by V4 since April 2026 (recorded). */
  readonly servedBy?: string
  /** Whether it thinks unless the request says otherwise. */
  readonly thinks: boolean
}

const DEFAULTS: DeepSeekTraits = { thinks: false }

/** The traits of a model; a user's own model does not think. */
export function traitsOf(model: Model): DeepSeekTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<DeepSeekTraits> | undefined) }
}

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'deepseek-v4-flash', window: 1_048_565, out: 393_216, can: chatModel('trl'), tokenizer: 'deepseek', released: '2026-04-24', aliases: ['deepseek-flash'], traits: { thinks: true } },
  { id: 'deepseek-v4-pro', window: 1_048_565, out: 393_216, can: chatModel('trl'), tokenizer: 'deepseek', released: '2026-04-24', traits: { thinks: true } },
  { id: 'deepseek-chat', window: 1_048_565, out: 393_216, can: chatModel('tl'), tokenizer: 'deepseek', released: '2024-12-26', traits: { servedBy: 'deepseek-v4-flash', thinks: false } },
  { id: 'deepseek-reasoner', window: 1_048_565, out: 393_216, can: chatModel('trl'), tokenizer: 'deepseek', released: '2025-01-20', traits: { servedBy: 'deepseek-v4-flash', thinks: true } },
]

/** DeepSeek's models; the names of before 2026 keep answering. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
