import { textOf, toolCallsOf, type Choice, type ToolCallPart } from '../../../src/completion.ts'
import { FINISH_REASON, reasoningOf } from '../../compatible/answer.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { completionId, drawnSeed, fingerprintOf, requestId } from '../ids.ts'
import { traitsOf } from '../models.ts'
import { goEscaped } from './go-json.ts'
import { formatOf, type ReasoningFormat } from './reasoning-format.ts'
import { wireUsage } from './usage.ts'

/** What all chunks of a stream and the unary body have in common. */
export function envelope(exchange: ChatExchange) {
  const { request, model } = exchange
  return {
    id: completionId(exchange),
    created: Math.floor(exchange.receivedAtMs / 1000),
    model: model!.id,
    fingerprint: fingerprintOf(model!.model.id),
    xGroq: { id: requestId(exchange), seed: Number(request.wire['seed'] ?? drawnSeed(exchange.seed)) },
    format: formatOf(request.wire, traitsOf(model!.model)),
  }
}

/** The unary body as Go writes it, ended by a line break (recorded). */
export function encode(exchange: ChatExchange): string {
  const { id, created, model, fingerprint, xGroq, format } = envelope(exchange)
  const { outcome, request } = exchange
  const body = {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        message: message(outcome, format),
        logprobs: null,
        finish_reason: FINISH_REASON[outcome.finishReason],
      },
    ],
    usage: wireUsage(exchange),
    usage_breakdown: null,
    system_fingerprint: fingerprint,
    x_groq: xGroq,
    service_tier: tierOf(request.wire.service_tier),
  }
  return `${goEscaped(JSON.stringify(body))}\n`
}

/** A message that calls tools has no `content` at all (recorded). */
function message(choice: Choice, format: ReasoningFormat): object {
  const isRaw = format === 'raw'
  const reasoning = format === 'hidden' ? undefined : reasoningOf(choice)
  const calls = toolCallsOf(choice)
  const thoughts =
    isRaw && reasoning !== undefined ? `<think>\n${reasoning}${endsThinking(choice) ? '' : '\n</think>\n\n'}` : ''
  const content = thoughts + textOf(choice)
  return {
    role: 'assistant',
    ...(content === '' && calls.length > 0 ? {} : { content }),
    ...(isRaw || reasoning === undefined ? {} : { reasoning }),
    ...(calls.length > 0 ? { tool_calls: calls.map(wireCall) } : {}),
  }
}

/** Whether the token limit fell into the reasoning, so that nothing closes it. */
export function endsThinking({ content, finishReason }: Choice): boolean {
  return finishReason === 'length' && content.at(-1)?.type === 'reasoning'
}

/** A tool call as the wire writes it. */
export function wireCall({ id, name, arguments: text }: ToolCallPart): object {
  return { id, type: 'function', function: { name, arguments: text } }
}

function tierOf(asked: string | null | undefined): string {
  return asked === 'flex' || asked === 'performance' ? asked : 'on_demand'
}
