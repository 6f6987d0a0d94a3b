import type { Choice } from './completion.ts'
import type { Exchange } from './exchange.ts'
import type { Answer } from './reply/answer.ts'
import type { CompletionRequest } from './request.ts'

/**
 * Code around the stages of an exchange. What was added first is outermost: it sees requests first and answers last.
 *
 * An error that it throws is the provider's answer: an ApiError as it says, any other a 500.
 */
export interface Middleware {
  /** Sees each chat request once it is read and found valid, before limits, rules and model do; what it gives back takes its place. */
  readonly request?: (
    request: CompletionRequest,
    exchange: Exchange,
  ) => CompletionRequest | void | Promise<CompletionRequest | void>
  /** Gives each answer of a chat, in place of or around what rules, responder and model say, which `next` resolves to. */
  readonly reply?: (
    next: () => Promise<Choice>,
    request: CompletionRequest,
    exchange: Exchange,
  ) => Answer | Promise<Answer>
  /** Sees the HTTP response of any operation before it leaves; what it gives back takes its place. Direct calls have none. */
  readonly response?: (response: Response, exchange: Exchange) => Response | void | Promise<Response | void>
}
