import { createCatalog, type Model, type ModelCatalog, type ResolvedModel } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import type { TemplateName } from '../compatible/templates.ts'
import { prices } from './prices.ts'

// Facts: providers/openrouter.md, recordings/openrouter; windows and dates of models that are in neither: memory.

/** Companies that serve a model, by the words of `provider` in an answer; the first one answers unless asked otherwise. */
export type Served = readonly [string, ...string[]]

/** What the dialect needs to know about a model. */
export interface OpenRouterTraits {
  readonly served: Served
  /** How its tokens are counted: by the maker's own rules, or by a chat template. */
  readonly counted: 'openai' | 'anthropic' | TemplateName
  /** Whether it reasons: unasked, when asked, or never. */
  readonly thinks: 'always' | 'asked' | 'never'
  /** `format` of reasoning details. */
  readonly format: 'anthropic-claude-v1' | 'openai-responses-v1' | 'google-gemini-v1' | 'xai-responses-v1' | 'unknown'
  /** Whose words `native_finish_reason` has. */
  readonly native: 'openai' | 'responses' | 'anthropic' | 'google'
  readonly dimensions?: number
}

const DEFAULTS: OpenRouterTraits = {
  served: ['DeepInfra', 'Together', 'Novita'],
  counted: 'chatml',
  thinks: 'never',
  format: 'unknown',
  native: 'openai',
}

/** The traits of a model; of a user's own model, those of an open one filled in. */
export function traitsOf(model: Model): OpenRouterTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<OpenRouterTraits> | undefined) }
}

type Traits = Partial<OpenRouterTraits> & Readonly<Record<string, unknown>>

const CLAUDE: Traits = {
  served: ['Amazon Bedrock', 'Anthropic', 'Google'],
  counted: 'anthropic',
  format: 'anthropic-claude-v1',
  native: 'anthropic',
  thinks: 'asked',
}
const OPUS: Traits = { ...CLAUDE, served: ['Anthropic', 'Amazon Bedrock', 'Google'], thinks: 'always' }
const OLD_CLAUDE: Traits = { ...CLAUDE, thinks: 'never' }
const GPT: Traits = { served: ['OpenAI', 'Azure'], counted: 'openai', family: 'gpt-4o' }
const GPT_5: Traits = {
  ...GPT,
  family: 'gpt-5',
  reasoning: true,
  promptBase: 2,
  reasoningMultiple: 64,
  thinks: 'always',
  format: 'openai-responses-v1',
  native: 'responses',
}
const O_SERIES: Traits = { ...GPT_5, family: 'o' }
const GPT_OSS: Traits = { served: ['DeepInfra', 'Groq', 'Cerebras'], counted: 'gpt-oss', thinks: 'always' }
const GEMINI: Traits = {
  served: ['Google', 'Google AI Studio'],
  counted: 'gemini',
  thinks: 'asked',
  format: 'google-gemini-v1',
  native: 'google',
}
const GROK: Traits = {
  served: ['xAI'],
  counted: 'bare',
  thinks: 'asked',
  format: 'xai-responses-v1',
  native: 'responses',
}
const DEEPSEEK: Traits = { served: ['DeepSeek', 'Novita', 'DeepInfra'], counted: 'deepseek' }
const LLAMA: Traits = { served: ['DeepInfra', 'Together', 'Groq'], counted: 'llama' }
const MISTRAL: Traits = { served: ['Mistral'], counted: 'bare' }
const QWEN: Traits = { served: ['Alibaba', 'DeepInfra', 'WandB'], counted: 'chatml' }
const KIMI: Traits = { served: ['Moonshot AI', 'Fireworks'], counted: 'chatml' }
const GLM: Traits = { served: ['Z.AI', 'DeepInfra'], counted: 'glm', thinks: 'asked' }

const K = 1000
const M = 1_000_000

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'anthropic/claude-opus-5.5', window: M, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'claude-new', released: '2026-10-08', traits: OPUS, title: 'Anthropic: Claude Opus 5.5' },
  { id: 'anthropic/claude-opus-5', window: M, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'claude-new', released: '2026-07-20', traits: OPUS, title: 'Anthropic: Claude Opus 5' },
  { id: 'anthropic/claude-sonnet-5', window: M, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'claude-new', released: '2026-06-30', traits: OPUS, title: 'Anthropic: Claude Sonnet 5' },
  { id: 'anthropic/claude-opus-4.8', window: M, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'claude-new', released: '2026-05-28', traits: OPUS, title: 'Anthropic: Claude Opus 4.8' },
  { id: 'anthropic/claude-opus-4.5', window: 200 * K, out: 64 * K, can: chatModel('tsvrl'), tokenizer: 'claude', released: '2025-11-24', traits: CLAUDE, title: 'Anthropic: Claude Opus 4.5' },
  { id: 'anthropic/claude-sonnet-4.6', window: M, out: 64 * K, can: chatModel('tsvrl'), tokenizer: 'claude', released: '2026-02-17', traits: CLAUDE, title: 'Anthropic: Claude Sonnet 4.6' },
  { id: 'anthropic/claude-sonnet-4.5', window: M, out: 64 * K, can: chatModel('tsvrl'), tokenizer: 'claude', released: '2025-09-29', traits: CLAUDE, title: 'Anthropic: Claude Sonnet 4.5' },
  { id: 'anthropic/claude-haiku-4.5', window: 200 * K, out: 64 * K, can: chatModel('tsvrl'), tokenizer: 'claude', released: '2025-10-15', traits: CLAUDE, title: 'Anthropic: Claude Haiku 4.5' },
  { id: 'anthropic/claude-sonnet-4', window: M, out: 64 * K, can: chatModel('tvrl'), tokenizer: 'claude', released: '2025-05-22', traits: CLAUDE, title: 'Anthropic: Claude Sonnet 4' },
  { id: 'anthropic/claude-3.7-sonnet', aliases: ['anthropic/claude-3.7-sonnet:thinking'], window: 200 * K, out: 64 * K, can: chatModel('tvrl'), tokenizer: 'claude', released: '2025-02-24', traits: CLAUDE, title: 'Anthropic: Claude 3.7 Sonnet' },
  { id: 'anthropic/claude-3.5-sonnet', aliases: ['anthropic/claude-3-5-sonnet-20241022'], window: 200 * K, out: 8192, can: chatModel('tvl'), tokenizer: 'claude', released: '2024-10-22', traits: OLD_CLAUDE, title: 'Anthropic: Claude 3.5 Sonnet' },
  { id: 'anthropic/claude-3.5-haiku', window: 200 * K, out: 8192, can: chatModel('tvl'), tokenizer: 'claude', released: '2024-11-04', traits: OLD_CLAUDE, title: 'Anthropic: Claude 3.5 Haiku' },
  { id: 'anthropic/claude-3-haiku', window: 200 * K, out: 4096, can: chatModel('tvl'), tokenizer: 'claude', released: '2024-03-13', traits: OLD_CLAUDE, title: 'Anthropic: Claude 3 Haiku' },
  { id: 'openai/gpt-6-sol', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-09-22', traits: GPT_5, title: 'OpenAI: GPT-6 Sol' },
  { id: 'openai/gpt-6-luna', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-09-22', traits: GPT_5, title: 'OpenAI: GPT-6 Luna' },
  { id: 'openai/gpt-5.6-sol', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-07-09', traits: GPT_5, title: 'OpenAI: GPT-5.6 Sol' },
  { id: 'openai/gpt-5.6-terra', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-07-09', traits: GPT_5, title: 'OpenAI: GPT-5.6 Terra' },
  { id: 'openai/gpt-5.6-luna', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-07-09', traits: GPT_5, title: 'OpenAI: GPT-5.6 Luna' },
  { id: 'openai/gpt-5.5', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-04-24', traits: GPT_5, title: 'OpenAI: GPT-5.5' },
  { id: 'openai/gpt-5.4', window: 1_050_000, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-03-05', traits: GPT_5, title: 'OpenAI: GPT-5.4' },
  { id: 'openai/gpt-5.4-mini', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2026-03-17', traits: GPT_5, title: 'OpenAI: GPT-5.4 Mini' },
  { id: 'openai/gpt-5.2', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-12-11', traits: GPT_5, title: 'OpenAI: GPT-5.2' },
  { id: 'openai/gpt-5.1', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-11-13', traits: GPT_5, title: 'OpenAI: GPT-5.1' },
  { id: 'openai/gpt-5.1-codex-mini', window: 400 * K, out: 100 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-11-13', traits: GPT_5, title: 'OpenAI: GPT-5.1-Codex-Mini' },
  { id: 'openai/gpt-5', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-08-07', traits: GPT_5, title: 'OpenAI: GPT-5' },
  { id: 'openai/gpt-5-mini', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-08-07', traits: GPT_5, title: 'OpenAI: GPT-5 Mini' },
  { id: 'openai/gpt-5-nano', window: 400 * K, out: 128 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-08-07', traits: GPT_5, title: 'OpenAI: GPT-5 Nano' },
  { id: 'openai/gpt-4.1', window: 1_047_576, out: 32_768, can: chatModel('tsvl'), tokenizer: 'o200k', released: '2025-04-14', traits: GPT, title: 'OpenAI: GPT-4.1' },
  { id: 'openai/gpt-4.1-mini', window: 1_047_576, out: 32_768, can: chatModel('tsvl'), tokenizer: 'o200k', released: '2025-04-14', traits: GPT, title: 'OpenAI: GPT-4.1 Mini' },
  { id: 'openai/gpt-4.1-nano', window: 1_047_576, out: 32_768, can: chatModel('tsvl'), tokenizer: 'o200k', released: '2025-04-14', traits: GPT, title: 'OpenAI: GPT-4.1 Nano' },
  { id: 'openai/gpt-4o', aliases: ['openai/gpt-4o-2024-08-06', 'openai/gpt-4o-2024-11-20'], window: 128 * K, out: 16_384, can: chatModel('tsvl'), tokenizer: 'o200k', released: '2024-05-13', traits: GPT, title: 'OpenAI: GPT-4o' },
  { id: 'openai/gpt-4o-mini', aliases: ['openai/gpt-4o-mini-2024-07-18'], window: 128 * K, out: 16_384, can: chatModel('tsvl'), tokenizer: 'o200k', released: '2024-07-18', traits: GPT, title: 'OpenAI: GPT-4o-mini' },
  { id: 'openai/gpt-3.5-turbo', window: 16_385, out: 4096, can: chatModel('t'), tokenizer: 'cl100k', released: '2023-03-01', traits: GPT, title: 'OpenAI: GPT-3.5 Turbo' },
  { id: 'openai/o3', window: 200 * K, out: 100 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-04-16', traits: O_SERIES, title: 'OpenAI: o3' },
  { id: 'openai/o4-mini', window: 200 * K, out: 100 * K, can: chatModel('tsvrl'), tokenizer: 'o200k', released: '2025-04-16', traits: O_SERIES, title: 'OpenAI: o4 Mini' },
  { id: 'openai/gpt-oss-120b', window: 131_072, out: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: GPT_OSS, title: 'OpenAI: gpt-oss-120b' },
  { id: 'openai/gpt-oss-20b', window: 131_072, out: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: GPT_OSS, title: 'OpenAI: gpt-oss-20b' },
  { id: 'google/gemini-3.6-flash', window: 1_048_576, out: 65_536, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2026-08-05', prices: priced(1.5, 7.5), traits: { ...GEMINI, thinks: 'always' }, title: 'Google: Gemini 3.6 Flash' },
  { id: 'google/gemini-3.5-flash', window: 1_048_576, out: 65_536, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2026-05-19', traits: { ...GEMINI, thinks: 'always' }, title: 'Google: Gemini 3.5 Flash' },
  { id: 'google/gemini-3.1-pro-preview', window: 1_048_576, out: 65_536, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2026-02-19', traits: { ...GEMINI, thinks: 'always' }, title: 'Google: Gemini 3.1 Pro Preview' },
  { id: 'google/gemini-3-flash-preview', window: 1_048_576, out: 65_536, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2025-12-17', traits: GEMINI, title: 'Google: Gemini 3 Flash Preview' },
  { id: 'google/gemini-2.5-pro', window: 1_048_576, out: 65_536, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2025-06-17', traits: { ...GEMINI, thinks: 'always' }, title: 'Google: Gemini 2.5 Pro' },
  { id: 'google/gemini-2.5-flash', window: 1_048_576, out: 65_535, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2025-06-17', traits: GEMINI, title: 'Google: Gemini 2.5 Flash' },
  { id: 'google/gemini-2.5-flash-lite', window: 1_048_576, out: 65_535, can: chatModel('tsvarl'), tokenizer: 'gemini', released: '2025-07-22', traits: GEMINI, title: 'Google: Gemini 2.5 Flash Lite' },
  { id: 'google/gemini-2.0-flash-001', aliases: ['google/gemini-2.0-flash-exp'], window: 1_048_576, out: 8192, can: chatModel('tsval'), tokenizer: 'gemini', released: '2025-02-05', traits: { ...GEMINI, thinks: 'never' }, title: 'Google: Gemini 2.0 Flash' },
  { id: 'x-ai/grok-4.3', window: M, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-05-01', traits: { ...GROK, thinks: 'always' }, title: 'xAI: Grok 4.3' },
  { id: 'x-ai/grok-4.20', window: 2 * M, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2026-02-17', traits: GROK, title: 'xAI: Grok 4.20' },
  { id: 'x-ai/grok-4', window: 256 * K, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2025-07-09', prices: priced(3, 15), traits: { ...GROK, thinks: 'always' }, title: 'xAI: Grok 4' },
  { id: 'x-ai/grok-4-fast', window: 2 * M, out: 30 * K, can: chatModel('tsvrl'), tokenizer: 'grok', released: '2025-09-19', traits: GROK, title: 'xAI: Grok 4 Fast' },
  { id: 'x-ai/grok-code-fast-1', window: 256 * K, out: 10 * K, can: chatModel('tsrl'), tokenizer: 'grok', released: '2025-08-26', traits: { ...GROK, thinks: 'always' }, title: 'xAI: Grok Code Fast 1' },
  { id: 'deepseek/deepseek-v4-pro', window: M, out: 384 * K, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2026-04-24', traits: { ...DEEPSEEK, thinks: 'asked' }, title: 'DeepSeek: DeepSeek V4 Pro' },
  { id: 'deepseek/deepseek-v4-flash', window: M, out: 384 * K, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2026-04-24', traits: { ...DEEPSEEK, thinks: 'asked' }, title: 'DeepSeek: DeepSeek V4 Flash' },
  { id: 'deepseek/deepseek-v3.2', window: 163_840, out: 65_536, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2025-12-01', traits: { ...DEEPSEEK, thinks: 'asked' }, title: 'DeepSeek: DeepSeek V3.2' },
  { id: 'deepseek/deepseek-r1', window: 163_840, out: 163_840, can: chatModel('trl'), tokenizer: 'deepseek', released: '2025-01-20', traits: { ...DEEPSEEK, served: ['Novita', 'DeepInfra'], thinks: 'always' }, title: 'DeepSeek: R1' },
  { id: 'deepseek/deepseek-chat', window: 163_840, out: 163_840, can: chatModel('tsl'), tokenizer: 'deepseek', released: '2024-12-26', traits: DEEPSEEK, title: 'DeepSeek: DeepSeek V3' },
  { id: 'meta-llama/llama-3.3-70b-instruct', window: 131_072, out: 16_384, can: chatModel('tl'), tokenizer: 'llama', released: '2024-12-06', traits: LLAMA, title: 'Meta: Llama 3.3 70B Instruct' },
  { id: 'meta-llama/llama-3.1-8b-instruct', window: 131_072, out: 16_384, can: chatModel('tl'), tokenizer: 'llama', released: '2024-07-23', traits: LLAMA, title: 'Meta: Llama 3.1 8B Instruct' },
  { id: 'meta-llama/llama-4-maverick', window: 1_048_576, out: 16_384, can: chatModel('tvsl'), tokenizer: 'llama', released: '2025-04-05', traits: LLAMA, title: 'Meta: Llama 4 Maverick' },
  { id: 'meta-llama/llama-4-scout', window: 327_680, out: 16_384, can: chatModel('tvsl'), tokenizer: 'llama', released: '2025-04-05', traits: LLAMA, title: 'Meta: Llama 4 Scout' },
  { id: 'mistralai/mistral-large-2512', window: 262_144, can: chatModel('tsvl'), tokenizer: 'mistral', released: '2025-12-02', traits: MISTRAL, title: 'Mistral: Mistral Large 3 2512' },
  { id: 'mistralai/mistral-medium-3.1', window: 131_072, can: chatModel('tsvl'), tokenizer: 'mistral', released: '2025-08-13', traits: MISTRAL, title: 'Mistral: Mistral Medium 3.1' },
  { id: 'mistralai/mistral-small-3.2-24b-instruct', window: 131_072, can: chatModel('tsvl'), tokenizer: 'mistral', released: '2025-06-20', traits: MISTRAL, title: 'Mistral: Mistral Small 3.2 24B' },
  { id: 'mistralai/mistral-nemo', window: 131_072, out: 16_384, can: chatModel('tl'), tokenizer: 'mistral', released: '2024-07-19', traits: MISTRAL, title: 'Mistral: Mistral Nemo' },
  { id: 'qwen/qwen3-max', window: 262_144, out: 32_768, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-09-23', traits: QWEN, title: 'Qwen: Qwen3 Max' },
  { id: 'qwen/qwen3.6-plus', window: M, out: 65_536, can: chatModel('tsvrl'), tokenizer: 'qwen', released: '2026-04-02', traits: { ...QWEN, thinks: 'always' }, title: 'Qwen: Qwen3.6 Plus' },
  { id: 'qwen/qwen3-30b-a3b', window: 40_960, out: 40_960, can: chatModel('tr'), tokenizer: 'qwen', released: '2025-04-28', traits: { ...QWEN, served: ['DeepInfra', 'Novita'], thinks: 'always' }, title: 'Qwen: Qwen3 30B A3B' },
  { id: 'qwen/qwen3-30b-a3b-instruct-2507', window: 262_144, out: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-29', traits: { ...QWEN, served: ['WandB', 'DeepInfra'] }, title: 'Qwen: Qwen3 30B A3B Instruct 2507' },
  { id: 'qwen/qwen3-coder', window: 262_144, out: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-22', traits: QWEN, title: 'Qwen: Qwen3 Coder 480B A35B' },
  { id: 'moonshotai/kimi-k3', window: 1_048_576, out: 131_072, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-07-10', traits: { ...KIMI, thinks: 'always' }, title: 'MoonshotAI: Kimi K3' },
  { id: 'moonshotai/kimi-k2.5', window: 262_144, out: 262_144, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-01-27', traits: { ...KIMI, thinks: 'asked' }, title: 'MoonshotAI: Kimi K2.5' },
  { id: 'moonshotai/kimi-k2-thinking', window: 262_144, out: 262_144, can: chatModel('tsrl'), tokenizer: 'kimi', released: '2025-11-06', traits: { ...KIMI, thinks: 'always' }, title: 'MoonshotAI: Kimi K2 Thinking' },
  { id: 'z-ai/glm-5.3', window: 1_048_576, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-08-15', traits: { ...GLM, counted: 'glm-5' }, title: 'Z.AI: GLM 5.3' },
  { id: 'z-ai/glm-4.7', window: 202_752, out: 65_535, can: chatModel('tsrl'), tokenizer: 'glm', released: '2025-12-22', traits: GLM, title: 'Z.AI: GLM 4.7' },
  { id: 'minimax/minimax-m3', window: 1_048_576, out: 131_072, can: chatModel('tsrl'), tokenizer: 'qwen', released: '2026-06-01', traits: { served: ['Minimax'], thinks: 'always' }, title: 'MiniMax: MiniMax M3' },
  { id: 'perplexity/sonar', window: 127_072, can: [...chatModel('l'), 'web-search'], tokenizer: 'llama', released: '2025-01-27', traits: { served: ['Perplexity'], counted: 'bare' }, title: 'Perplexity: Sonar' },
  { id: 'perplexity/sonar-pro', window: 200 * K, out: 8000, can: [...chatModel('vl'), 'web-search'], tokenizer: 'llama', released: '2025-03-07', traits: { served: ['Perplexity'], counted: 'bare' }, title: 'Perplexity: Sonar Pro' },
  { id: 'cohere/command-a', window: 256 * K, out: 8192, can: chatModel('sl'), tokenizer: 'command', released: '2025-03-13', traits: { served: ['Cohere'], counted: 'bare' }, title: 'Cohere: Command A' },
  { id: 'amazon/nova-pro-v1', window: 300 * K, out: 5120, can: chatModel('tvl'), tokenizer: 'nova', released: '2024-12-03', traits: { served: ['Amazon Bedrock'], counted: 'bare' }, title: 'Amazon: Nova Pro 1.0' },
  { id: 'amazon/nova-lite-v1', window: 300 * K, out: 5120, can: chatModel('tvl'), tokenizer: 'nova', released: '2024-12-03', traits: { served: ['Amazon Bedrock'], counted: 'bare' }, title: 'Amazon: Nova Lite 1.0' },
  { id: 'microsoft/phi-4', window: 16_384, can: chatModel('s'), tokenizer: 'o200k', released: '2024-12-12', traits: { served: ['DeepInfra'] }, title: 'Microsoft: Phi 4' },
  { id: 'openai/text-embedding-3-small', window: 8192, can: ['embeddings'], tokenizer: 'cl100k', released: '2024-01-25', prices: priced(0.02, 0), traits: { ...GPT, dimensions: 1536 }, title: 'OpenAI: Text Embedding 3 Small' },
  { id: 'openai/text-embedding-3-large', window: 8192, can: ['embeddings'], tokenizer: 'cl100k', released: '2024-01-25', prices: priced(0.13, 0), traits: { ...GPT, dimensions: 3072 }, title: 'OpenAI: Text Embedding 3 Large' },
  { id: 'google/gemini-embedding-001', window: 20 * K, can: ['embeddings'], tokenizer: 'gemini', released: '2025-07-14', prices: priced(0.15, 0), traits: { ...GEMINI, dimensions: 3072 }, title: 'Google: Gemini Embedding 001' },
  { id: 'qwen/qwen3-embedding-8b', window: 32_768, can: ['embeddings'], tokenizer: 'qwen', released: '2025-06-05', prices: priced(0.01, 0), traits: { served: ['DeepInfra'], dimensions: 4096 }, title: 'Qwen: Qwen3 Embedding 8B' },
  { id: 'cohere/rerank-v3.5', window: 4096, can: [], tokenizer: 'command', released: '2024-12-02', traits: { served: ['Cohere'] }, title: 'Cohere: Rerank v3.5' },
]

/** Suffixes that say how a model is to be served, not which. */
const VARIANTS = /:(free|nitro|floor|online|thinking|extended|exacto|beta)$/

/** What `openrouter/auto` and the other routers settle on. */
const ROUTED = 'openai/gpt-5-mini'

/** A variant is its model under the name that was asked for; `:free` costs nothing. */
function variant(name: string, catalog: ModelCatalog): ResolvedModel | undefined {
  if (/^openrouter\/(auto|free|pareto)$/.test(name)) return catalog.resolve(ROUTED)
  const [suffix, kind] = VARIANTS.exec(name) ?? []
  if (suffix === undefined) return undefined
  const found = catalog.resolve(name.slice(0, -suffix.length))
  if (!found) return undefined
  return { model: kind === 'free' ? { ...found.model, prices: [] } : found.model, id: name }
}

/** OpenRouter's models as far as they are known here: those that are asked for most, with all that its dialect needs. */
export const catalog = createCatalog(modelsFrom(ROWS, prices), variant)
