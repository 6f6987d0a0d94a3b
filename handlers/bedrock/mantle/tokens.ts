import type { Model } from '../../../src/models.ts'
import type { Accounting } from '../../../src/provider.ts'
import { accounting as openai } from '../../openai/tokens.ts'
import { accounting as bedrock } from '../tokens.ts'
import { isHosted } from './errors.ts'

/** OpenAI's own models count as at OpenAI, the others as in Bedrock's runtime. */
export const accounting: Accounting = {
  ...bedrock,
  countInput: (request, model, tokenizer) => makerOf(model).countInput(request, model, tokenizer),
  countOutput: (choice, request, model, tokenizer) => makerOf(model).countOutput(choice, request, model, tokenizer),
  cache: (request, model, tokenizer) => makerOf(model).cache?.(request, model, tokenizer),
}

function makerOf({ id }: Model): Accounting {
  return isHosted(id) ? openai : bedrock
}
