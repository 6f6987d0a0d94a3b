import { choicesOf, type ContentPart } from '../../../src/completion.ts'
import { fork } from '../../../src/random.ts'
import { bytesOf, scoreTokens, type ScoredToken } from '../logprobs.ts'
import type { ChatExchange } from './profile.ts'

/** The `logprobs` of a choice, or of one chunk of it. */
export interface WireLogprobs {
  readonly content: readonly object[] | null
  readonly refusal: readonly object[] | null
}

/** Log probabilities of a whole choice; null where they were not asked for, or where it has no text. */
export function choiceLogprobs(exchange: ChatExchange, choice: number): WireLogprobs | null {
  const { content } = choicesOf(exchange.outcome)[choice]!
  const tokens = (type: 'text' | 'refusal') => {
    const found = content.filter((part) => part.type === type).flatMap((part) => scored(exchange, choice, part))
    return found.length > 0 ? found.map(writeToken) : null
  }
  const told = exchange.request.logprobs ? { content: tokens('text'), refusal: tokens('refusal') } : undefined
  return told && (told.content ?? told.refusal) ? told : null
}

/** Log probabilities of one delta after the other; undefined where they were not asked for. */
export function deltaLogprobs(
  exchange: ChatExchange,
): ((choice: number, part: ContentPart) => WireLogprobs) | undefined {
  if (!exchange.request.logprobs) return undefined
  const left = new Map<ContentPart, readonly object[]>()
  return (choice, part) => {
    const tokens = left.get(part) ?? scored(exchange, choice, part).map(writeToken)
    left.set(part, tokens.slice(1))
    const next = tokens.slice(0, 1)
    return part.type === 'refusal' ? { content: null, refusal: next } : { content: next, refusal: null }
  }
}

function scored({ request, seed }: ChatExchange, choice: number, part: ContentPart): readonly ScoredToken[] {
  return scoreTokens(part, request.logprobs?.top ?? 0, fork(seed, `logprobs ${choice}`))
}

function writeToken({ token, logprob, top }: ScoredToken): object {
  return {
    token,
    logprob,
    bytes: bytesOf(token),
    top_logprobs: top.map((one) => ({ ...one, bytes: bytesOf(one.token) })),
  }
}
