import { choicesOf, toolCallsOf, type Choice, type ToolCallPart } from '../../../src/completion.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { CHAT_FINISH_REASON } from '../../../src/reply/chat-body.ts'
import { traitsOf, type OpenAiTraits } from '../models.ts'
import { completionId } from './ids.ts'
import { choiceLogprobs } from './logprobs.ts'
import type { ChatExchange } from './profile.ts'
import type { ChatRequest } from './to-request.ts'
import { wireUsage } from './usage.ts'

/** What all chunks of a stream and the unary body have in common. */
export function envelope(exchange: ChatExchange) {
  const traits = traitsOf(exchange.model!.model)
  return {
    id: completionId(exchange),
    created: Math.floor(exchange.receivedAtMs / 1000),
    model: exchange.model!.id,
    serviceTier: serviceTier(exchange.request.wire.service_tier),
    fingerprint: fingerprint(exchange, traits),
    traits,
  }
}

/** The unary body, keys in the order of the wire. */
export function encode(exchange: ChatExchange): object {
  const { id, created, model, serviceTier, fingerprint, traits } = envelope(exchange)
  const choices = choicesOf(exchange.outcome).map((choice, index) => ({
    index,
    message: message(choice, exchange.request),
    ...logprobsMember(exchange, index, traits),
    finish_reason: finishReason(choice, exchange.request),
  }))
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices,
    usage: wireUsage(exchange.usage),
    ...(traits.family === 'search' ? {} : { service_tier: serviceTier }),
    system_fingerprint: fingerprint,
  }
}

function logprobsMember(exchange: ChatExchange, index: number, { logprobsKey }: OpenAiTraits): object {
  const logprobs = choiceLogprobs(exchange, index)
  return logprobs || logprobsKey ? { logprobs } : {}
}

/** The finish reason on the wire: a call that the request forces ends with `stop`, one of the old functions with `function_call`. */
export function finishReason(choice: Choice, request: ChatRequest): string {
  if (choice.finishReason !== 'tool-calls') return CHAT_FINISH_REASON[choice.finishReason]
  if (request.wire.functions) return 'function_call'
  return typeof request.toolChoice === 'object' ? 'stop' : 'tool_calls'
}

function message(choice: Choice, request: ChatRequest): object {
  const text = choice.content.filter((part) => part.type === 'text').map((part) => part.text)
  const refusal = choice.content.find((part) => part.type === 'refusal')
  const calls = toolCallsOf(choice)
  const content = text.length === 0 && (calls.length > 0 || refusal) ? null : text.join('')
  return { role: 'assistant', content, ...calledTools(calls, request), refusal: refusal?.text ?? null, annotations: [] }
}

function calledTools(calls: readonly ToolCallPart[], request: ChatRequest): object {
  if (calls.length === 0) return {}
  const [first] = calls
  if (request.wire.functions) return { function_call: { name: first!.name, arguments: first!.arguments } }
  return { tool_calls: calls.map(wireCall) }
}

/** A tool call as the wire writes it. */
export function wireCall(call: ToolCallPart): object {
  const { id, name, arguments: text } = call
  return call.kind === 'custom'
    ? { id, type: 'custom', custom: { name, input: text } }
    : { id, type: 'function', function: { name, arguments: text } }
}

function fingerprint(exchange: ChatExchange, traits: OpenAiTraits): string | null {
  if (traits.family === 'search') return ''
  // The backend's configuration: fixed for a model, as it is for days on the real API.
  return traits.fingerprint ? `fp_${drawId(0, `fingerprint ${exchange.model!.id}`, 10, HEX)}` : null
}

const SERVICE_TIER: Readonly<Record<string, string>> = {
  flex: 'flex',
  priority: 'priority',
  fast: 'priority',
  scale: 'scale',
}

function serviceTier(asked: string | null | undefined): string {
  return SERVICE_TIER[asked ?? ''] ?? 'default'
}
