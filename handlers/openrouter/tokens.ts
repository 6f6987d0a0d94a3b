import type { CompletionRequest } from '../../src/request.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import { accounting as anthropic } from '../anthropic/tokens.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
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
}

function makerOf(model: Model): Accounting {
  const { counted } = traitsOf(model)
  if (counted === 'openai') return openai
  return counted === 'anthropic' ? anthropic : templates
}
