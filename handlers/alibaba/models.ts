import { createCatalog } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'

// Facts: recordings/alibaba; windows, dates and international list prices: memory.

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'qwen3.6-plus', window: 1_000_000, out: 65_536, can: chatModel('tsvrl'), tokenizer: 'qwen', released: '2026-04-02', prices: priced(0.5, 3) },
  { id: 'qwen3-max', window: 262_144, out: 65_536, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-09-23', prices: priced(1.2, 6), aliases: ['qwen3-max-2025-09-23', 'qwen3-max-preview'] },
  { id: 'qwen-plus', window: 1_000_000, out: 32_768, can: chatModel('tsrl'), tokenizer: 'qwen', released: '2025-09-11', prices: priced(0.4, 1.2), aliases: ['qwen-plus-latest'] },
  { id: 'qwen-flash', window: 1_000_000, out: 32_768, can: chatModel('tsrl'), tokenizer: 'qwen', released: '2025-07-28', prices: priced(0.05, 0.4) },
  { id: 'qwen-turbo', window: 131_072, out: 16_384, can: chatModel('tsl'), tokenizer: 'qwen', released: '2024-11-01', prices: priced(0.05, 0.2), aliases: ['qwen-turbo-latest'] },
  { id: 'qwen-max', window: 32_768, out: 8192, can: chatModel('ts'), tokenizer: 'qwen', released: '2025-01-25', prices: priced(1.6, 6.4), aliases: ['qwen-max-latest'] },
  { id: 'qwen3-coder-plus', window: 1_000_000, out: 65_536, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-09-23', prices: priced(1, 5) },
  { id: 'qwen3-coder-flash', window: 1_000_000, out: 65_536, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-28', prices: priced(0.3, 1.5) },
  { id: 'qwen3-vl-plus', window: 262_144, out: 32_768, can: chatModel('tvrl'), tokenizer: 'qwen', released: '2025-09-23', prices: priced(0.2, 1.6) },
  { id: 'qwen-vl-max', window: 131_072, out: 8192, can: chatModel('tvl'), tokenizer: 'qwen', released: '2025-04-08', prices: priced(0.8, 3.2) },
  { id: 'qwq-plus', window: 131_072, out: 8192, can: chatModel('trl'), tokenizer: 'qwen', released: '2025-03-05', prices: priced(0.8, 2.4), traits: { thinks: true } },
  { id: 'qwen3-235b-a22b', window: 131_072, out: 16_384, can: chatModel('trl'), tokenizer: 'qwen', released: '2025-04-28', prices: priced(0.7, 2.8), traits: { thinks: true } },
  { id: 'qwen3-32b', window: 131_072, out: 16_384, can: chatModel('trl'), tokenizer: 'qwen', released: '2025-04-28', prices: priced(0.7, 2.8), traits: { thinks: true } },
  { id: 'text-embedding-v4', window: 8192, can: ['embeddings'], tokenizer: 'qwen', released: '2025-06-05', prices: priced(0.07, 0), traits: { dimensions: 1024 } },
  { id: 'text-embedding-v3', window: 8192, can: ['embeddings'], tokenizer: 'qwen', released: '2024-07-12', prices: priced(0.07, 0), traits: { dimensions: 1024 } },
]

/** Alibaba's models. */
export const catalog = createCatalog(modelsFrom(ROWS, {}))
