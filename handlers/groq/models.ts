import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import { createCatalog, type Model } from '../../src/models.ts'
import { prices } from './prices.ts'

// Facts: providers/groq.md 7, recordings/groq; windows and output limits of models that are no longer served: memory.

/** How a family of models is told to reason, and what the API shows of it. */
export type GroqReasoning = 'gpt-oss' | 'qwen' | 'r1'

/** What the Groq dialect needs to know about a model. */
export interface GroqTraits {
  readonly ownedBy: string
  readonly reasoning?: GroqReasoning
  /** Takes `response_format` of type `json_schema`. */
  readonly schemas: boolean
  /** Chat template, for counting. */
  readonly template: 'llama-3' | 'llama-3.3' | 'llama-4' | 'gpt-oss' | 'chatml' | 'bare'
  /** What it does with sound; absent for models that chat. */
  readonly audio?: readonly ('transcribe' | 'translate')[]
  /** Output tokens per second. */
  readonly tokensPerSecond: number
}

const DEFAULTS: GroqTraits = { ownedBy: 'Meta', schemas: false, template: 'llama-3', tokensPerSecond: 300 }

/** The traits of a model; of a user's own model, those of a Llama filled in. */
export function traitsOf(model: Model): GroqTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<GroqTraits> | undefined) }
}

const LLAMA = { ownedBy: 'Meta', template: 'llama-3' } as const
const LLAMA_4 = { ownedBy: 'Meta', template: 'llama-4', schemas: true } as const
const GPT_OSS = { ownedBy: 'OpenAI', template: 'gpt-oss', reasoning: 'gpt-oss', schemas: true } as const
const QWEN = { ownedBy: 'Alibaba Cloud', template: 'chatml', reasoning: 'qwen' } as const
const WHISPER = { ownedBy: 'OpenAI', template: 'bare' } as const
const COMPOUND = { ownedBy: 'Groq', template: 'llama-3.3', tokensPerSecond: 450 } as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'openai/gpt-oss-120b', window: 131_072, out: 65_536, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { ...GPT_OSS, tokensPerSecond: 480 } },
  { id: 'openai/gpt-oss-20b', window: 131_072, out: 65_536, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { ...GPT_OSS, tokensPerSecond: 950 } },
  { id: 'qwen/qwen3.6-27b', window: 131_072, out: 40_960, can: chatModel('trvl'), tokenizer: 'qwen', released: '2026-04-22', prices: priced(0.29, 0.59), traits: { ...QWEN, tokensPerSecond: 500 } },
  { id: 'groq/compound', window: 131_072, out: 8192, can: [...chatModel('l'), 'web-search'], tokenizer: 'llama', released: '2025-09-04', prices: priced(0.59, 0.79), aliases: ['compound-beta'], traits: COMPOUND },
  { id: 'groq/compound-mini', window: 131_072, out: 8192, can: [...chatModel('l'), 'web-search'], tokenizer: 'llama', released: '2025-09-04', prices: priced(0.11, 0.34), aliases: ['compound-beta-mini'], traits: COMPOUND },
  // Billed by the hour of sound, which prices of tokens do not say.
  { id: 'whisper-large-v3', window: 448, can: ['audio'], tokenizer: 'o200k', released: '2023-09-03', traits: { ...WHISPER, audio: ['transcribe', 'translate'] } },
  { id: 'whisper-large-v3-turbo', window: 448, can: ['audio'], tokenizer: 'o200k', released: '2024-10-09', traits: { ...WHISPER, audio: ['transcribe'] } },
  { id: 'qwen/qwen3-32b', window: 131_072, out: 40_960, can: chatModel('trl'), tokenizer: 'qwen', released: '2025-05-28', traits: { ...QWEN, tokensPerSecond: 400 } },
  { id: 'moonshotai/kimi-k2-instruct', window: 131_072, out: 16_384, can: chatModel('tsl'), tokenizer: 'kimi', released: '2025-07-14', aliases: ['moonshotai/kimi-k2-instruct-0905'], traits: { ownedBy: 'Moonshot AI', template: 'chatml', schemas: true, tokensPerSecond: 200 } },
  { id: 'llama-3.3-70b-versatile', window: 131_072, out: 32_768, can: chatModel('tl'), tokenizer: 'llama', released: '2024-12-06', traits: { ...LLAMA, template: 'llama-3.3', tokensPerSecond: 280 } },
  { id: 'llama-3.1-8b-instant', window: 131_072, out: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-07-23', traits: { ...LLAMA, template: 'llama-3.3', tokensPerSecond: 560 } },
  { id: 'meta-llama/llama-4-maverick-17b-128e-instruct', window: 131_072, out: 8192, can: chatModel('tsvl'), tokenizer: 'llama', released: '2025-04-05', traits: { ...LLAMA_4, tokensPerSecond: 600 } },
  { id: 'meta-llama/llama-4-scout-17b-16e-instruct', window: 131_072, out: 8192, can: chatModel('tsvl'), tokenizer: 'llama', released: '2025-04-05', traits: { ...LLAMA_4, tokensPerSecond: 750 } },
  { id: 'meta-llama/llama-guard-4-12b', window: 131_072, out: 1024, can: chatModel('v'), tokenizer: 'llama', released: '2025-05-29', traits: { ...LLAMA_4, schemas: false, tokensPerSecond: 1200 } },
  { id: 'deepseek-r1-distill-llama-70b', window: 131_072, can: chatModel('trl'), tokenizer: 'llama', released: '2025-01-26', traits: { ownedBy: 'DeepSeek / Meta', template: 'bare', reasoning: 'r1', tokensPerSecond: 275 } },
  { id: 'gemma2-9b-it', window: 8192, can: chatModel('t'), tokenizer: 'llama', released: '2024-06-27', traits: { ownedBy: 'Google', tokensPerSecond: 500 } },
  { id: 'mistral-saba-24b', window: 32_768, can: chatModel('t'), tokenizer: 'mistral', released: '2025-02-17', traits: { ownedBy: 'Mistral AI', template: 'bare', tokensPerSecond: 330 } },
  { id: 'mixtral-8x7b-32768', window: 32_768, can: chatModel('t'), tokenizer: 'mistral-7b', released: '2023-12-11', traits: { ownedBy: 'Mistral AI', template: 'bare', tokensPerSecond: 575 } },
  { id: 'llama3-70b-8192', window: 8192, can: chatModel('t'), tokenizer: 'llama', released: '2024-04-18', traits: { ...LLAMA, tokensPerSecond: 330 } },
  { id: 'llama3-8b-8192', window: 8192, can: chatModel('t'), tokenizer: 'llama', released: '2024-04-18', traits: { ...LLAMA, tokensPerSecond: 1250 } },
]

/** Groq's models; those that were retired in 2025 and 2026 keep answering. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
