import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { serverToolOf } from './server-offers.ts'
import { wireOf } from './usage.ts'
import type { WireIteration, WireUsage } from './wire-answer.ts'

type Answered = ChatExchange & { readonly outcome: Completion }

/** Betas that make the API tell every turn of the model apart. */
const BETAS = /\b(?:compact|advisor-tool)-\d/

/** The turns of an answer one by one: the model's before and after each adviser, and the adviser's own, which are not in the sums. */
export function iterationUsage(exchange: Answered): Pick<WireUsage, 'iterations'> {
  const { outcome, usage, headers } = exchange
  const advice = outcome.content.filter((part) => part.type === 'server-tool').filter(({ name }) => name === 'advisor')
  if (advice.length === 0 && !BETAS.test(headers.get('anthropic-beta') ?? '')) return {}
  const { toolInputTokens = 0 } = usage
  const first: WireIteration = {
    ...turn(usage.inputTokens - toolInputTokens, usage.outputTokens, exchange),
    type: 'message',
  }
  if (advice.length === 0) return { iterations: [{ ...first, ...inputOf(usage.inputTokens, exchange) }] }
  const model = serverToolOf(wireOf(exchange), 'advisor')?.model
  const last = Math.floor(usage.outputTokens / (advice.length + 1))
  const share = Math.floor(toolInputTokens / advice.length)
  const turns = advice.flatMap((part): readonly WireIteration[] => [
    {
      // It reads the conversation so far, and its answer is a text of some tokens.
      ...NO_CACHE,
      input_tokens: usage.inputTokens,
      output_tokens: Math.max(1, Math.ceil(JSON.stringify(part.result ?? '').length / 4)),
      type: 'advisor_message',
      ...(model === undefined ? {} : { model }),
    },
    { ...NO_CACHE, input_tokens: share, output_tokens: last, type: 'message' },
  ])
  return { iterations: [{ ...first, output_tokens: usage.outputTokens - last * advice.length }, ...turns].map(ordered) }
}

const NO_CACHE = {
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
} as const

function inputOf(inputTokens: number, { usage }: Answered) {
  return { input_tokens: inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens }
}

function turn(inputTokens: number, outputTokens: number, exchange: Answered) {
  const { cacheReadTokens, cacheWriteTokens, cacheWriteLongTokens } = exchange.usage
  return {
    ...inputOf(inputTokens, exchange),
    output_tokens: outputTokens,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: cacheWriteTokens - cacheWriteLongTokens,
      ephemeral_1h_input_tokens: cacheWriteLongTokens,
    },
  }
}

/** In the order of the wire. */
function ordered({ input_tokens, output_tokens, ...rest }: WireIteration): WireIteration {
  return { input_tokens, output_tokens, ...rest }
}
