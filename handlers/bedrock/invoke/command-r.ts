import { textOf, type FinishReason } from '../../../src/completion.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { Message } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import type { AnsweredChat, NativeDialect } from './native.ts'
import { endWords } from './prompt-format.ts'
import { checkShape } from './schema-words.ts'

const TEXT: Shape = { type: 'string' }
const ANY: Shape = { type: 'any' }
const ZERO_TO_ONE: Shape = { type: 'number', min: 0, max: 1 }

const shape: Shape = {
  type: 'object',
  fields: {
    message: { type: 'string', required: true, minLength: 1 },
    chat_history: {
      type: 'array',
      of: { type: 'object', fields: { role: { ...TEXT, required: true }, message: TEXT }, open: true },
    },
    preamble: TEXT,
    max_tokens: { type: 'integer', min: 1 },
    temperature: ZERO_TO_ONE,
    p: ZERO_TO_ONE,
    k: { type: 'number', min: 0, max: 500 },
    stop_sequences: { type: 'array', of: TEXT },
    seed: ANY,
    frequency_penalty: ZERO_TO_ONE,
    presence_penalty: ZERO_TO_ONE,
    return_prompt: { type: 'boolean' },
    documents: ANY,
    search_queries_only: { type: 'boolean' },
    prompt_truncation: { type: 'string', choice: ['OFF', 'AUTO_PRESERVE_ORDER'] },
    raw_prompting: { type: 'boolean' },
  },
}

interface Turn {
  readonly role: string
  readonly message?: string
}

interface CommandRRequest {
  readonly message: string
  readonly chat_history?: readonly Turn[]
  readonly preamble?: string
  readonly max_tokens?: number
  readonly temperature?: number
  readonly stop_sequences?: readonly string[]
}

const END: Record<FinishReason, string> = endWords('COMPLETE', 'MAX_TOKENS', 'STOP_SEQUENCE')

const said = (role: Message['role'], text: string): Message => ({ role, content: [{ type: 'text', text }] })

/** Command R's format: Cohere's chat of 2024, without tools. */
export const commandR: NativeDialect = {
  parse({ call, body, asked }) {
    checkShape(body, shape, call.validation === 'lenient')
    // Reason: the shape has just been checked.
    const wire = body as unknown as CommandRRequest
    const history = (wire.chat_history ?? []).map(({ role, message = '' }) =>
      said(role.toUpperCase() === 'USER' ? 'user' : 'assistant', message),
    )
    return {
      operation: 'chat',
      model: asked,
      stream: false,
      wire,
      messages: [...(wire.preamble ? [said('system', wire.preamble)] : []), ...history, said('user', wire.message)],
      tools: [],
      toolChoice: 'none',
      parallelToolCalls: false,
      responseFormat: { type: 'text' },
      ...(wire.max_tokens === undefined ? {} : { maxTokens: wire.max_tokens }),
      stopSequences: wire.stop_sequences ?? [],
      n: 1,
      ...(wire.temperature === undefined ? {} : { temperature: wire.temperature }),
    }
  },
  encode: answerOf,
  encodeStream: (exchange) => (part) => {
    switch (part.type) {
      case 'start':
        return [
          { is_finished: false, event_type: 'stream-start', generation_id: drawUuid(exchange.seed, 'generation') },
        ]
      case 'part-delta':
        return part.part.type === 'text'
          ? [{ is_finished: false, event_type: 'text-generation', text: part.delta }]
          : []
      case 'finish':
        return [
          {
            is_finished: true,
            event_type: 'stream-end',
            response: answerOf(exchange),
            finish_reason: END[part.finishReason],
          },
        ]
      default:
        return []
    }
  },
}

/** The whole answer; in a stream its last event carries it. */
function answerOf(exchange: AnsweredChat): object {
  const { seed, outcome, request } = exchange
  // Reason: an exchange of this dialect holds what its parse gave.
  const { message, chat_history: history = [] } = request.wire as CommandRRequest
  const text = textOf(outcome)
  return {
    response_id: `${drawUuid(seed, 'response').slice(0, 8)}/${drawUuid(seed, 'response id')}`,
    text,
    generation_id: drawUuid(seed, 'generation'),
    chat_history: [...history, { role: 'USER', message }, { role: 'CHATBOT', message: text }],
    finish_reason: END[outcome.finishReason],
  }
}
