import { sse } from '../../../src/framing/sse.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { Field } from '../../../src/validation.ts'
import { asksForUsage, createdAt, plainChat } from '../../compatible/plain-chat.ts'
import { plainRules } from '../../compatible/plain-rules.ts'
import { errorBody } from '../../compatible/wording.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatExchange, ChatProfile } from '../../openai/chat-completions/profile.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { reasoningOf } from '../chat/parse.ts'
import { toolCallId } from '../chat/native-endpoint.ts'
import { encodeOpenaiError, openaiWording, refused, unknownModel } from '../errors.ts'
import { headers, isCloud } from '../headers.ts'

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'ultra', 'max'] as const

const FIELDS: Readonly<Record<string, Field>> = {
  reasoning_effort: { type: 'string', nullable: true, choice: EFFORTS },
  reasoning: { type: 'object', nullable: true, open: true, fields: {} },
}

/** What /v1 refuses, and what it silently leaves out: tool choices, further answers. */
const rules = plainRules({ refused, unknownModel, missingModel: 'model is required' }, FIELDS, {
  check(wire, { model }) {
    if ((wire.tools ?? []).length > 0 && !model.capabilities.includes('tools'))
      throw refused(`${wire.model} does not support tools`)
    if (hasRemoteImage(wire)) throw refused('invalid image input')
  },
  read: ({ tool_choice: _choice, n: _n, logprobs: _logprobs, ...wire }) => wire,
  reasoning: (wire, { model }) => reasoningOf(wire.reasoning_effort === 'none' ? false : wire.reasoning_effort, model),
})

function hasRemoteImage({ messages }: WireRequest): boolean {
  return messages.some(
    ({ content }) =>
      Array.isArray(content) &&
      content.some((part) => part.type === 'image_url' && !part.image_url.url.startsWith('data:')),
  )
}

/** Chat completions below /v1 (recordings of June to August 2026). */
export const profile: ChatProfile = {
  name: 'openai-chat',
  path: '/v1/chat/completions',
  style: 'compact',
  framing: { ...sse, contentType: 'text/event-stream' },
  parse: (call) => parseChat(call, rules),
  toolCallId,
  encodeError: encodeOpenaiError,
  headers,
  ...plainChat(wireOf),
}

function wireOf(exchange: ChatExchange) {
  const { usage, request, seed } = exchange
  const head = {
    id: `chatcmpl-${createRandom(fork(seed, 'completion')).integer(0, 998)}`,
    created: createdAt(exchange),
    model: request.model,
  }
  return {
    frame: (object: string, choices: readonly object[], used?: object) => ({
      id: head.id,
      object,
      created: head.created,
      model: head.model,
      system_fingerprint: 'fp_ollama',
      choices,
      ...(used ? { usage: used } : {}),
    }),
    usage: {
      prompt_tokens: usage.inputTokens,
      completion_tokens: usage.outputTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
    },
    role: isCloud(exchange) ? 'first' : 'always',
    ...(isCloud(exchange) ? {} : { lastDelta: { role: 'assistant', content: '' } }),
    reasoning: 'reasoning',
    content: { besideReasoning: '', besideCalls: '' },
    call: ({ id, name, arguments: text }: { id: string; name: string; arguments: string }, index: number) => ({
      id,
      index,
      type: 'function',
      function: { name, arguments: text },
    }),
    wholeCalls: true,
    usageIn: asksForUsage(exchange) ? 'own' : 'none',
    newline: true,
    // The wording gives an object.
    error: (error: Parameters<typeof encodeOpenaiError>[0]) => errorBody(openaiWording, error, exchange) as object,
  } as const
}
