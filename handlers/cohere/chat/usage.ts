import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { hiddenInput, hiddenOutput, inputImageTokens } from '../hidden-tokens.ts'
import { traitsOf } from '../models.ts'
import type { ChatRequest } from './parse.ts'

type Answered = ChatExchange & { readonly outcome: Completion }

/** What is billed, and with the hidden tokens what the model read and wrote. */
export function tokenCounts(exchange: Answered, citations: number) {
  const { usage, request, outcome } = exchange
  const traits = traitsOf(exchange.model!.model)
  const { sources = [] } = request as Partial<ChatRequest>
  const hasDocuments = sources.some(({ wire }) => wire.type === 'document')
  return {
    billed_units: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
    tokens: {
      input_tokens: Math.max(1, usage.inputTokens + hiddenInput(request, traits, hasDocuments)),
      output_tokens: usage.outputTokens + hiddenOutput(outcome, request, traits, citations),
    },
    cached_tokens: usage.cacheReadTokens,
  }
}

/** `usage` of v2, keys in the order of the wire. */
export function wireUsage(exchange: Answered, citations: number): object {
  const { billed_units, tokens, cached_tokens } = tokenCounts(exchange, citations)
  const { thinks } = traitsOf(exchange.model!.model)
  const images = inputImageTokens(exchange.request.messages.flatMap(({ content }) => content))
  return {
    billed_units,
    tokens: {
      ...tokens,
      ...(thinks ? { reasoning_tokens: exchange.usage.reasoningTokens } : {}),
      ...(images > 0 ? { image_tokens: images } : {}),
    },
    cached_tokens,
  }
}
