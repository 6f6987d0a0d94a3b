import { sse } from '../../src/framing/sse.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { createRandom, fork } from '../../src/random.ts'
import { createdAt, plainChat, type PlainWire } from '../compatible/plain-chat.ts'
import { threeCounts } from '../compatible/plain-errors.ts'
import { errorBody } from '../compatible/wording.ts'
import { parseChat } from '../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { encodeError, wording } from './errors.ts'
import { completionId, headers } from './headers.ts'
import { speedOf } from './models.ts'
import { rules } from './rules.ts'

/** Cerebras's way: `time_info`, reasoning in a member of its own, usage with the finish reason (recordings of June 2026). */
export const profile: ChatProfile = {
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream; charset=utf-8' },
  parse: (call) => parseChat(call, rules),
  toolCallId: (seed, name) => drawId(seed, name, 9, HEX),
  encodeError,
  headers,
  ...plainChat(wireOf),
}

function wireOf(exchange: ChatExchange): PlainWire {
  const { request, usage } = exchange
  const fingerprint = `fp_${drawId(0, `cerebras ${request.model}`, 20, HEX)}`
  return {
    frame: (object, choices, used) => ({
      id: completionId(exchange),
      choices,
      created: createdAt(exchange),
      model: request.model,
      system_fingerprint: fingerprint,
      object,
      ...(used ? { usage: used, time_info: timeInfo(exchange) } : {}),
    }),
    // Chunks before the last one have no finish reason at all.
    choice: (index, said, reason) => ({ ...(reason === null ? {} : { finish_reason: reason }), index, ...said }),
    usage: {
      ...threeCounts(exchange),
      prompt_tokens_details: { cached_tokens: usage.cacheReadTokens },
      completion_tokens_details: {
        accepted_prediction_tokens: 0,
        reasoning_tokens: usage.reasoningTokens,
        rejected_prediction_tokens: 0,
      },
    },
    role: 'apart',
    opening: { role: 'assistant' },
    reasoning: 'reasoning',
    wholeCalls: true,
    usageIn: 'finish',
    // Inside a stream the members have an envelope.
    error: (error) => ({ error: errorBody(wording, error, exchange) }),
  }
}

/** Seconds of each stage; they sum to a little less than the total. */
function timeInfo(exchange: ChatExchange): object {
  const { usage, seed, model, receivedAtMs, schedule } = exchange
  const random = createRandom(fork(seed, 'times'))
  const queue = 0.0005 + 0.05 * random.next() ** 3
  const prompt = 0.001 + usage.inputTokens / 40_000
  const paced = Math.max(0, schedule.totalMs - schedule.ttftMs) / 1000
  const completion = paced > 0 ? paced : usage.outputTokens / speedOf(model?.model)
  const total = Math.max(queue + prompt + completion + 0.002, schedule.totalMs / 1000)
  return {
    queue_time: Number(queue.toFixed(9)),
    prompt_time: Number(prompt.toFixed(9)),
    completion_time: Number(completion.toFixed(9)),
    total_time: total,
    created: receivedAtMs / 1000,
  }
}
