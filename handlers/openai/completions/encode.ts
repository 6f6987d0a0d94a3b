import { choicesOf, textOf, type Choice, type Completion, type FinishReason } from '../../../src/completion.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { completionId } from '../chat-completions/ids.ts'
import { tokenizerOf } from './accounting.ts'
import { createLogprobs, tokensOfText, type WireLogprobs } from './logprobs.ts'
import { candidatesOf, type LegacyRequest } from './parse.ts'
import { promptsOf, type WirePrompt } from './wire.ts'

export type LegacyExchange = Exchange<LegacyRequest, Completion> & { readonly outcome: Completion }

/** The words of the wire for each finish reason. */
export const FINISH_REASON: Record<FinishReason, string> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'stop',
  'content-filter': 'content_filter',
  refusal: 'stop',
  error: 'stop',
}

/** One choice that is sent: its prompt, its place in the answer and its place on the wire. */
export interface SentChoice {
  readonly index: number
  /** Place among all candidates. */
  readonly candidate: number
  readonly choice: Choice
  /** The prompt as text. */
  readonly prompt: string
}

/** The choices that are sent: the first `n` candidates of each prompt. */
export function sentChoices(exchange: LegacyExchange): readonly SentChoice[] {
  const { wire } = exchange.request
  const candidates = candidatesOf(wire)
  const n = wire.n ?? 1
  const choices = choicesOf(exchange.outcome)
  return promptsOf(wire).flatMap((prompt, at) =>
    Array.from({ length: n }, (_, index) => {
      const candidate = at * candidates + index
      return { index: at * n + index, candidate, choice: choices[candidate]!, prompt: promptText(prompt, exchange) }
    }),
  )
}

function promptText(prompt: WirePrompt, exchange: LegacyExchange): string {
  if (typeof prompt === 'string') return prompt
  const tokenizer = tokenizerOf(exchange.request)
  return tokenizer && 'decode' in tokenizer ? (tokenizer.decode as (tokens: readonly number[]) => string)(prompt) : ''
}

/** What all chunks of a stream and the unary body have in common. */
export function envelope(exchange: LegacyExchange) {
  return {
    id: completionId(exchange, 'cmpl-'),
    object: 'text_completion',
    created: Math.floor(exchange.receivedAtMs / 1000),
    model: exchange.model!.id,
  }
}

/** The unary body, keys in the order of the wire. */
export function encode(exchange: LegacyExchange): unknown {
  return {
    ...envelope(exchange),
    choices: sentChoices(exchange).map((sent) => choiceOf(sent, exchange)),
    usage: wireUsage(exchange),
  }
}

/** Usage has three members and no details (recorded). */
export function wireUsage({ usage }: Pick<LegacyExchange, 'usage'>): object {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}

function choiceOf(sent: SentChoice, exchange: LegacyExchange): object {
  const echo = exchange.request.wire.echo ? sent.prompt : ''
  const text = echo + textOf(sent.choice)
  return {
    text,
    index: sent.index,
    logprobs: logprobsOf(sent, exchange)?.(text) ?? null,
    finish_reason: FINISH_REASON[sent.choice.finishReason],
  }
}

/** Writes logprobs for one text of a choice after the other; undefined where none are asked for. */
export function logprobsOf(
  { index, prompt }: SentChoice,
  exchange: LegacyExchange,
): ((text: string) => WireLogprobs) | undefined {
  const { logprobs, echo } = exchange.request.wire
  const tokenizer = tokenizerOf(exchange.request)
  if (logprobs === undefined || logprobs === null || !tokenizer) return undefined
  const writer = createLogprobs(exchange.seed, index, logprobs, echo ? 0 : prompt.length)
  return (text) => writer.next(tokensOfText(text, tokenizer))
}
