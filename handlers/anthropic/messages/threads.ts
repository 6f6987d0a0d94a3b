import { ApiError } from '../../../src/errors.ts'
import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { Call, Store } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { messageId } from '../ids.ts'
import { contentOf } from './blocks.ts'
import type { ContentBlockParam, MessagesRequest } from './wire.ts'

/** What the server holds of a conversation: all but what each request says anew. */
type Thread = Pick<MessagesRequest, 'messages' | 'system' | 'tools'>

/** A request of this dialect; one that belongs to a thread says where its answer is to be kept. */
export interface ThreadRequest extends CompletionRequest<MessagesRequest> {
  readonly threads?: Map<string, Thread>
}

/** Threads by the id of their last answer (beta `message-threads-2026-08-12`). */
export function threadsOf(store: Store): Map<string, Thread> {
  return store.collection<Thread>('anthropic.threads')
}

/**
 * The whole conversation of a request that continues a thread: what is held of it, and the new messages. Any other request is given back.
 *
 * An id that is not held is a 404 `thread_not_found`, on which clients replay their history.
 */
export function continued(wire: MessagesRequest, { store }: Call): MessagesRequest {
  if (wire.thread?.type !== 'continue') return wire
  const { previous_message_id: id } = wire.thread
  const held = threadsOf(store).get(id)
  if (!held) {
    throw new ApiError('not_found', `thread: no stored response with id ${id}`, {
      details: { wire: { error_code: 'thread_not_found' } },
    })
  }
  return { ...held, ...wire, messages: [...held.messages, ...wire.messages] }
}

/** Keeps an answered conversation under the id of its answer, for the request that continues it. */
export function remember(exchange: ChatExchange & { readonly outcome: Completion }): void {
  const { threads, wire }: ThreadRequest = exchange.request as ThreadRequest
  if (!threads) return
  const { messages, system, tools } = wire
  // Reason: blocks of answers are blocks of requests.
  const content = contentOf(exchange, exchange.outcome) as readonly ContentBlockParam[]
  threads.set(messageId(exchange.seed), {
    messages: content.length > 0 ? [...messages, { role: 'assistant', content }] : messages,
    ...(system === undefined ? {} : { system }),
    ...(tools === undefined ? {} : { tools }),
  })
}
