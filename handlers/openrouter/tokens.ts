import type { CompletionRequest } from '../../src/request.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import { accounting as anthropic } from '../anthropic/tokens.ts'
import { automaticCache, hasCachedPrice, type AutomaticCacheRule } from '../compatible/automatic-cache.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { checkWholeWindow } from '../compatible/whole-window.ts'
import { accounting as openai } from '../openai/tokens.ts'
import { traitsOf } from './models.ts'

const templates = accountingBy((_, model) => {
  const { counted } = traitsOf(model)
  return counted === 'openai' || counted === 'anthropic' ? TEMPLATES.bare : TEMPLATES[counted]
})

/** Usage comes from the upstream, so each model counts as its maker does. */
export const accounting: Accounting = {
  countInput: (request, model, tokenizer) => makerOf(model).countInput(request, model, tokenizer),
  countOutput: (choice, request: CompletionRequest, model, tokenizer) =>
    makerOf(model).countOutput(choice, request, model, tokenizer),
  // The upstream caches: up to the request's `cache_control` marks, or by itself.
  cache: (request, model, tokenizer) =>
    makerOf(model).cache?.(request, model, tokenizer) ?? byAuthor(request, model, tokenizer),
  checkWindow: checkWholeWindow,
}

const MINUTE_MS = 60_000

/** Authors whose models cache by themselves, besides OpenAI. */
const AUTHORS: Readonly<Record<string, AutomaticCacheRule>> = {
  google: { minimumTokens: 1024, stepTokens: 64, lifetimeMs: 5 * MINUTE_MS },
  deepseek: { minimumTokens: 64, stepTokens: 64, lifetimeMs: 360 * MINUTE_MS },
  'x-ai': { minimumTokens: 64, stepTokens: 64, lifetimeMs: 5 * MINUTE_MS },
}

const byAuthor = automaticCache((model) => (hasCachedPrice(model) ? AUTHORS[model.id.split('/')[0]!] : undefined))

function makerOf(model: Model): Accounting {
  const { counted } = traitsOf(model)
  if (counted === 'openai') return openai
  return counted === 'anthropic' ? anthropic : templates
}
