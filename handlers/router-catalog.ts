import type { Model } from '../src/models.ts'
import type { RouteEntry } from '../src/router/index.ts'
import type { ProviderCard } from '../src/provider.ts'

/** What a router chooses from where nobody says: what a team with these seven accounts would list. */
export const USUAL_MODELS: Readonly<Record<string, readonly string[]>> = {
  openai: ['gpt-5.2', 'gpt-5-mini', 'gpt-5-nano', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'],
  anthropic: ['claude-opus-4-8', 'claude-sonnet-4-6', 'claude-haiku-4-5', 'claude-3-haiku-20240307'],
  groq: ['llama-3.1-8b-instant', 'llama-3.3-70b-versatile', 'openai/gpt-oss-20b', 'openai/gpt-oss-120b'],
  mistral: ['mistral-large-2512', 'mistral-medium-2508', 'mistral-small-2603', 'ministral-8b-2512'],
  cohere: ['command-a-03-2025', 'command-r7b-12-2024'],
  google: ['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite'],
  together: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'openai/gpt-oss-120b', 'deepseek-ai/DeepSeek-V3'],
}

type Speed = readonly [name: RegExp, ttftMs: number, tokensPerSecond: number]

/** Median times by provider and name (latency-and-errors.md 1); the first that fits. */
const SPEEDS: Readonly<Record<string, readonly Speed[]>> = {
  openai: [
    [/mini|nano|luna/, 380, 110],
    [/^gpt-4o/, 450, 131],
    [/./, 450, 85],
  ],
  anthropic: [
    [/opus|fable|mythos/, 1200, 55],
    [/haiku/, 380, 150],
    [/./, 600, 97],
  ],
  groq: [
    [/gpt-oss/, 200, 475],
    [/8b/, 120, 560],
    [/./, 150, 280],
  ],
  google: [
    [/lite/, 300, 250],
    [/flash/, 500, 210],
    [/./, 600, 110],
  ],
  mistral: [
    [/small|ministral|codestral/, 250, 105],
    [/./, 450, 60],
  ],
  cohere: [
    [/7b|light/, 250, 120],
    [/./, 400, 80],
  ],
  cerebras: [[/./, 200, 2000]],
  fireworks: [[/./, 180, 280]],
  deepseek: [[/./, 300, 150]],
  xai: [
    [/fast|mini/, 350, 215],
    [/./, 900, 75],
  ],
}
const ELSEWHERE: Speed = [/./, 400, 120]

/** A model as a router weighs it. */
export function entryOf(provider: string, model: Model): RouteEntry {
  const [, ttftMs, tokensPerSecond] = SPEEDS[provider]?.find(([name]) => name.test(model.id)) ?? ELSEWHERE
  return { provider, model, latency: { ttftMs, tokensPerSecond } }
}

/** The models of a provider that a router may choose: those of the usual list, or all that chat, have a price and are not retired. */
export function entriesOf({ name, models }: ProviderCard, isUsual: boolean): readonly RouteEntry[] {
  const usual = USUAL_MODELS[name]
  const chosen =
    isUsual && usual
      ? usual.flatMap((id) => models.resolve(id)?.model ?? [])
      : models.models.filter(
          (model) => model.capabilities.includes('chat') && model.prices.length > 0 && !isRetired(model),
        )
  return chosen.map((model) => entryOf(name, model))
}

function isRetired({ traits }: Model): boolean {
  return ['retired', 'deprecated'].includes(String(traits?.['status']))
}
