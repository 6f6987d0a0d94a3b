import type { UsageDetails } from '../../src/completion.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'

/**
 * How much of a predicted text the answer has: its beginning and its end, token by token. What it does not have is billed as output too
 * (documented), unless the prediction was never looked at because the answer is empty.
 */
export function predictionTokens(wire: unknown, answer: string, tokenizer: Tokenizer): UsageDetails {
  const predicted = predictedText(wire)
  if (predicted === '' || answer === '') return {}
  const [given, told] = [tokenizer.split(predicted), tokenizer.split(answer)]
  const most = Math.min(given.length, told.length)
  let start = 0
  while (start < most && given[start] === told[start]) start++
  let end = 0
  while (end < most - start && given.at(-1 - end) === told.at(-1 - end)) end++
  return {
    acceptedPredictionTokens: start + end,
    rejectedPredictionTokens: given.length - start - end,
  }
}

function predictedText(wire: unknown): string {
  // Reason: the bodies of chat completions may carry this member; its parts were checked with the body.
  const { prediction } = (wire ?? {}) as { readonly prediction?: { readonly content?: unknown } | null }
  const content = prediction?.content
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return (content as readonly { readonly text?: string }[]).map(({ text = '' }) => text).join('')
}
