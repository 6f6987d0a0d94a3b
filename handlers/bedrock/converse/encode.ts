import type { Completion, ContentPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { traitsOf } from '../models.ts'
import { converseGuardrail } from '../guardrail.ts'
import { citationsOf, isBlock, parsedInput, proofOf, redactedOf, serverToolBlocks, toolStart } from './blocks.ts'
import { additionalFields, metricsOf, servedAs, stopReasonOf, stopTail, STOP_REASON, usageOf, wireOf } from './usage.ts'

/** The body of Converse, its keys in alphabetical order. */
export function encode(exchange: ChatExchange & { readonly outcome: Completion }): unknown {
  const { outcome } = exchange
  const { finishReason, stopSequence = null } = outcome
  const native = { stop_reason: STOP_REASON[finishReason], stop_sequence: stopSequence }
  return {
    ...additionalFields(exchange, native),
    metrics: metricsOf(exchange),
    output: { message: { content: contentOf(exchange), role: 'assistant' } },
    ...servedAs(exchange),
    stopReason: stopReasonOf(exchange, finishReason),
    ...converseGuardrail(exchange, wireOf(exchange)),
    usage: usageOf(exchange, false),
  }
}

/** The blocks of an answer. */
export function contentOf(exchange: ChatExchange & { readonly outcome: Completion }): readonly object[] {
  const { outcome, model } = exchange
  const tail = stopTail(exchange, outcome)
  const parts = outcome.content.map((part, index) => ({ part, index })).filter(({ part }) => isBlock(part))
  const blocks = parts.flatMap(({ part, index }) =>
    blocksOf(exchange, part, index, index === outcome.content.length - 1 ? tail : ''),
  )
  if (!traitsOf(model!.model).reasonsLast) return blocks
  const isReasoning = (block: object) => 'reasoningContent' in block
  return [...blocks.filter((block) => !isReasoning(block)), ...blocks.filter(isReasoning)]
}

function blocksOf(exchange: ChatExchange, part: ContentPart, index: number, tail: string): readonly object[] {
  switch (part.type) {
    case 'text':
      return [
        part.citations && part.citations.length > 0
          ? { citationsContent: citationsOf(part) }
          : { text: part.text + tail },
      ]
    case 'refusal':
      return [{ text: part.text }]
    case 'reasoning': {
      const redactedContent = redactedOf(exchange, part, index)
      if (redactedContent !== undefined) return [{ reasoningContent: { redactedContent } }]
      const signature = proofOf(exchange, part, index)
      return [
        { reasoningContent: { reasoningText: { ...(signature === undefined ? {} : { signature }), text: part.text } } },
      ]
    }
    case 'tool-call':
      return [{ toolUse: { input: parsedInput(part.arguments), ...toolStart(exchange, part) } }]
    case 'server-tool': {
      const { use, result } = serverToolBlocks(part)
      return [{ toolUse: use }, { toolResult: result }]
    }
    case 'image-output':
      return []
  }
}
