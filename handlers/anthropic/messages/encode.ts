import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { messageId } from '../ids.ts'
import { contentOf, stopOf } from './blocks.ts'
import { containerOf } from './container.ts'
import { iterationUsage } from './iterations.ts'
import { remember } from './threads.ts'
import { contextManagement, outputUsage, serverToolUsage, wireUsage } from './usage.ts'
import type { WireMessage } from './wire-answer.ts'

/** The body of a unary answer, its keys in the order of 2026. */
export function encode(exchange: ChatExchange & { readonly outcome: Completion }): WireMessage {
  const { outcome, usage, seed } = exchange
  remember(exchange)
  return {
    model: exchange.model!.id,
    id: messageId(seed),
    type: 'message',
    role: 'assistant',
    ...containerOf(exchange),
    content: contentOf(exchange, outcome),
    ...stopOf(outcome),
    usage: {
      ...wireUsage(exchange, usage, outputUsage(exchange, usage)),
      ...serverToolUsage(outcome),
      ...iterationUsage(exchange),
    },
    ...contextManagement(exchange),
  }
}
