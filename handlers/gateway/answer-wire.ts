import { BASE62, drawId } from '../../src/ids.ts'
import { asksForUsage, createdAt, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import type { ChatExchange } from '../openai/chat-completions/profile.ts'
import type { GatewayCall } from './call.ts'
import type { Face } from './face.ts'
import type { ApiError } from '../../src/errors.ts'

/** Answers of any provider as OpenAI lays them out, with what the gateway's face adds. */
export function answerWire(
  exchange: ChatExchange,
  face: Face,
  call: GatewayCall,
  error: (error: ApiError) => object,
): PlainWire {
  const { usage, model, request, seed } = exchange
  const head = {
    id: face.id?.(exchange) ?? `chatcmpl-${drawId(seed, 'completion', 29, BASE62)}`,
    created: createdAt(exchange),
    model: face.model?.(exchange) ?? model!.id,
  }
  const members = face.members?.(exchange, call)
  const told = face.message?.(exchange, call)
  return {
    frame: (object, choices, used) => ({
      id: head.id,
      object,
      created: head.created,
      model: head.model,
      choices,
      ...(used ? { usage: used } : {}),
      ...members,
    }),
    choice: (index, said, reason) => ({ index, ...whole(said, told), logprobs: null, finish_reason: reason }),
    usage: {
      ...threeCounts(exchange),
      prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
      completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
      ...face.usage?.(exchange),
    },
    role: 'apart',
    reasoning: 'reasoning_content',
    content: { besideCalls: null },
    ...(told ? { lastDelta: told } : {}),
    usageIn: request.stream && (face.alwaysUsage || asksForUsage(exchange)) ? 'own' : 'none',
    error,
  }
}

/** A message with the members that OpenAI's always has, and the face's. */
function whole(said: object, told: object | undefined): object {
  if (!('message' in said)) return said
  return { message: { ...(said.message as object), refusal: null, ...told } }
}
