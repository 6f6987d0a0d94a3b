import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import { accounting as openai } from '../openai/tokens.ts'
import { accounting as xai } from '../xai/tokens.ts'
import { isGrok } from './inference/grok.ts'

function of(model: Model): Accounting {
  return isGrok(model) ? xai : openai
}

/** Counts as the maker of the deployed model does. */
export const accounting: Accounting = {
  ...openai,
  countInput: (request, model, tokenizer) => of(model).countInput(request, model, tokenizer),
  countOutput: (choice, request, model, tokenizer) => of(model).countOutput(choice, request, model, tokenizer),
  cache: (request, model, tokenizer) => of(model).cache?.(request, model, tokenizer),
}
