import {
  toolCallsOf,
  type Completion,
  type ContentPart,
  type FinishReason,
  type ToolCallPart,
} from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawUuid } from '../../../src/ids.ts'
import { wireCallId } from '../tool-call-id.ts'
import { planOf } from '../tool-plan.ts'
import { citationsOf } from './citations.ts'
import { wireUsage } from './usage.ts'

/** The words of the wire for each finish reason (section 3). */
export const FINISH_REASON: Record<FinishReason, string> = {
  stop: 'COMPLETE',
  'stop-sequence': 'STOP_SEQUENCE',
  length: 'MAX_TOKENS',
  'context-window': 'MAX_TOKENS',
  'tool-calls': 'TOOL_CALL',
  'content-filter': 'ERROR',
  refusal: 'COMPLETE',
  error: 'ERROR',
}

/** The body of a unary answer. */
export function encode(exchange: ChatExchange & { readonly outcome: Completion }): object {
  const { outcome, request, seed } = exchange
  const calls = toolCallsOf(outcome)
  const plan = planOf(outcome, request)
  const blocks = outcome.content.filter((part) => isBlock(part, calls.length > 0))
  const citations = blocks.flatMap((part, index) =>
    part.type === 'text' ? citationsOf(exchange, part, index).map(({ wire }) => wire) : [],
  )
  const content = blocks.map(wireBlock)
  return {
    id: drawUuid(seed, 'chat'),
    message: {
      role: 'assistant',
      ...(calls.length > 0 && content.length === 0 ? {} : { content }),
      ...(plan === '' ? {} : { tool_plan: plan }),
      ...(calls.length === 0 ? {} : { tool_calls: calls.map(wireCall) }),
      ...(citations.length === 0 ? {} : { citations }),
    },
    finish_reason: FINISH_REASON[outcome.finishReason],
    usage: wireUsage(exchange, citations.length),
  }
}

/** Whether a part is a content block of its own: beside calls, text is their plan. */
export function isBlock({ type }: ContentPart, isCalling: boolean): boolean {
  return type === 'reasoning' || ((type === 'text' || type === 'refusal') && !isCalling)
}

function wireBlock(part: ContentPart): object {
  if (part.type === 'reasoning') return { type: 'thinking', thinking: part.text }
  return { type: 'text', text: 'text' in part ? part.text : '' }
}

function wireCall(call: ToolCallPart): object {
  return { id: wireCallId(call), type: 'function', function: { name: call.name, arguments: call.arguments } }
}
