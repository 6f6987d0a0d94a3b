import { NO_USAGE } from '../../../src/completion.ts'
import { ApiError } from '../../../src/errors.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { embed, normalized } from '../../../src/generate/embedding.ts'
import type { OperationContext } from '../../../src/provider.ts'
import { loadEncoding } from '../../../src/tokens/encoding.ts'
import { invalidInput, type EmbeddingInput, type EmbeddingRequest } from './parse.ts'

/** Most tokens of one input and of one request. */
const MOST_TOKENS = 8192
const MOST_TOKENS_TOGETHER = 300_000

export interface Embeddings extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

/** A vector for each input; the tokens of an input are cl100k_base's, without overhead (recorded). */
export async function performEmbeddings(request: EmbeddingRequest, context: OperationContext): Promise<Embeddings> {
  const tokenizer = await context.tokenizer()
  const counts = request.inputs.map((input) => (typeof input === 'string' ? tokenizer.count(input) : input.length))
  checkTokens(counts)
  const texts = await textsOf(request.inputs)
  const vectors = texts.map((text) => {
    const whole = embed(text, request.modelDimensions)
    return request.dimensions === request.modelDimensions ? whole : normalized(whole.slice(0, request.dimensions))
  })
  return { vectors, usage: { ...NO_USAGE, inputTokens: counts.reduce((sum, count) => sum + count, 0) } }
}

function checkTokens(counts: readonly number[]): void {
  const longest = Math.max(...counts)
  if (longest > MOST_TOKENS) {
    const message = `This model's maximum context length is ${MOST_TOKENS} tokens, however you requested ${longest} tokens (${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`
    throw new ApiError('context_length', message, { type: 'invalid_request_error', code: null, param: null })
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total <= MOST_TOKENS_TOGETHER) return
  throw new ApiError('context_length', `Requested ${total} tokens, max ${MOST_TOKENS_TOGETHER} tokens per request`, {
    type: 'max_tokens_per_request',
    code: 'max_tokens_per_request',
    param: null,
  })
}

/** Token ids mean the text that they spell, so that both have one vector. */
async function textsOf(inputs: readonly EmbeddingInput[]): Promise<readonly string[]> {
  if (inputs.every((input) => typeof input === 'string')) return inputs
  const encoding = await loadEncoding('cl100k_base')
  try {
    return inputs.map((input) => (typeof input === 'string' ? input : encoding.decode(input)))
  } catch (error) {
    if (error instanceof RangeError) throw invalidInput()
    throw error
  }
}
