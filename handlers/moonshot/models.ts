import { createCatalog } from '../../src/models.ts'
import { chatModel, modelsFrom, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Windows: genai-prices; dates and what each can do: memory.

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'kimi-k3', window: 1_048_576, out: 131_072, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-07-10' },
  { id: 'kimi-k2.7-code', window: 262_144, can: chatModel('tsrl'), tokenizer: 'kimi', released: '2026-06-05' },
  { id: 'kimi-k2.6', window: 262_144, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-04-15' },
  { id: 'kimi-k2.5', window: 262_144, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-01-27' },
  { id: 'kimi-k2-thinking', window: 262_144, can: chatModel('tsrl'), tokenizer: 'kimi', released: '2025-11-06' },
  { id: 'kimi-k2-thinking-turbo', window: 262_144, can: chatModel('tsrl'), tokenizer: 'kimi', released: '2025-11-06' },
  { id: 'kimi-k2-turbo-preview', window: 262_144, can: chatModel('tsl'), tokenizer: 'kimi', released: '2025-08-01' },
  { id: 'kimi-k2-0905-preview', window: 262_144, can: chatModel('tsl'), tokenizer: 'kimi', released: '2025-09-05' },
  { id: 'kimi-k2-0711-preview', window: 131_072, can: chatModel('tsl'), tokenizer: 'kimi', released: '2025-07-11' },
  { id: 'moonshot-v1-128k', window: 131_072, can: chatModel('tl'), tokenizer: 'kimi', released: '2024-02-01', aliases: ['moonshot-v1-auto'] },
  { id: 'moonshot-v1-32k', window: 32_768, can: chatModel('t'), tokenizer: 'kimi', released: '2024-02-01' },
  { id: 'moonshot-v1-8k', window: 8192, can: chatModel('t'), tokenizer: 'kimi', released: '2024-02-01' },
]

/** Moonshot's models; those that were retired keep answering. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
