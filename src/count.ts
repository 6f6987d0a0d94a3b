import {
  choicesOf,
  sumDetails,
  type Choice,
  type Completion,
  type ContentPart,
  type Usage,
  type UsageDetails,
} from './completion.ts'
import type { Model } from './models.ts'
import type { Accounting } from './provider.ts'
import type { CompletionRequest } from './request.ts'
import { deltaTextOf } from './stream.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/** What the input of an exchange came to. */
export type InputUsage = Pick<Usage, 'inputTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'cacheWriteLongTokens'>

/** The completion that a reply amounts to: ended at stop sequences and at the token limit, its usage counted. */
export function countCompletion(
  choices: readonly Choice[],
  request: CompletionRequest,
  model: Model,
  accounting: Accounting,
  tokenizer: Tokenizer,
  input: InputUsage,
): Completion {
  const limit = Math.min(request.maxTokens ?? Number.POSITIVE_INFINITY, model.maxOutputTokens)
  const window = Math.max(0, model.contextWindow - input.inputTokens)
  const ended = choices.map((choice) => limited(stopped(choice, request.stopSequences), limit, window, tokenizer))
  const counts = ended.map((choice) => accounting.countOutput(choice, request, model, tokenizer))
  const parts: UsageDetails[] = counts.slice()
  const webSearches = webSearchesOf(ended)
  if (webSearches > 0) parts.push({ webSearches })
  const inputDetails = accounting.inputDetails?.(request, model)
  if (inputDetails) parts.push(inputDetails)
  const details = sumDetails(parts)
  let outputTokens = 0
  let reasoningTokens = 0
  for (const count of counts) {
    outputTokens += Math.min(count.outputTokens, limit)
    reasoningTokens += Math.min(count.reasoningTokens, limit)
  }
  const usage: Usage = {
    inputTokens: input.inputTokens + (details.toolInputTokens ?? 0),
    outputTokens,
    cacheReadTokens: input.cacheReadTokens,
    cacheWriteTokens: input.cacheWriteTokens,
    cacheWriteLongTokens: input.cacheWriteLongTokens,
    reasoningTokens,
    ...details,
  }
  const first = ended[0]!
  return ended.length > 1 ? { ...first, alternatives: ended.slice(1), usage } : { ...first, usage }
}

/** Searches as all providers name them: `web_search`, `web_search_call`. */
function webSearchesOf(choices: readonly Choice[]): number {
  let searches = 0
  for (const { content } of choices)
    for (const part of content) if (part.type === 'server-tool' && part.name.startsWith('web_search')) searches++
  return searches
}

/** The choice up to the first stop sequence in its text. */
function stopped(choice: Choice, sequences: readonly string[]): Choice {
  if (sequences.length === 0) return choice
  for (const [index, part] of choice.content.entries()) {
    if (part.type !== 'text') continue
    const hits = sequences
      .map((sequence) => ({ sequence, at: part.text.indexOf(sequence) }))
      .filter(({ at }) => at >= 0)
    if (hits.length === 0) continue
    const { at, sequence } = hits.reduce((best, hit) => (hit.at < best.at ? hit : best))
    const kept = at === 0 ? [] : [{ ...part, text: part.text.slice(0, at) }]
    return {
      content: [...choice.content.slice(0, index), ...kept],
      finishReason: 'stop-sequence',
      stopSequence: sequence,
    }
  }
  return choice
}

/** The choice cut at the token at which the limit, or what is left of the window, is reached. */
function limited(choice: Choice, limit: number, window: number, tokenizer: Tokenizer): Choice {
  const most = Math.min(limit, window)
  if (tokensIn(choice, tokenizer) <= most) return choice
  let left = most
  const content: ContentPart[] = []
  for (const part of choice.content) {
    const tokens = tokensOf(part, tokenizer)
    if (tokens <= left) {
      content.push(part)
      left -= tokens
      continue
    }
    const rest = cutPart(part, left, tokenizer)
    if (rest) content.push(rest)
    return { content, finishReason: limit <= window ? 'length' : 'context-window' }
  }
  return choice
}

function tokensIn({ content }: Choice, tokenizer: Tokenizer): number {
  let tokens = 0
  for (const part of content) tokens += tokensOf(part, tokenizer)
  return tokens
}

/** Tokens that one part of an answer holds, overheads aside. */
export function tokensOf(part: ContentPart, tokenizer: Tokenizer): number {
  if (part.type === 'reasoning' && part.tokens !== undefined) return part.tokens
  return tokenizer.count(deltaTextOf(part))
}

function cutPart(part: ContentPart, tokens: number, tokenizer: Tokenizer): ContentPart | undefined {
  if (tokens <= 0) return undefined
  const text = tokenizer.split(deltaTextOf(part)).slice(0, tokens).join('')
  if (part.type === 'image-output') return undefined
  if ('arguments' in part) return { ...part, arguments: text }
  return part.type === 'reasoning' && part.tokens !== undefined ? { ...part, text, tokens } : { ...part, text }
}

/** Usage of a stream that broke off after `sentTokens` visible tokens: hidden reasoning had been produced by then. */
export function usageSent(completion: Completion, sentTokens: number): Usage {
  const { usage } = completion
  const hidden = choicesOf(completion).flatMap((choice) =>
    choice.content.filter((part) => part.type === 'reasoning' && part.text === ''),
  )
  const hiddenTokens =
    sentTokens === 0 ? 0 : hidden.reduce((sum, part) => sum + (part.type === 'reasoning' ? (part.tokens ?? 0) : 0), 0)
  // A fault may cut inside of a token; one that has begun counts, what rounding adds to a sum does not.
  const begunTokens = Math.ceil(sentTokens - 1e-6)
  const outputTokens = Math.min(usage.outputTokens, begunTokens + hiddenTokens)
  return { ...usage, outputTokens, reasoningTokens: Math.min(usage.reasoningTokens, outputTokens) }
}
