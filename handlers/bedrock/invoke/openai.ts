import { textOf, toolCallsOf, type Choice, choicesOf } from '../../../src/completion.ts'
import { BASE62, drawId } from '../../../src/ids.ts'
import { CHAT_FINISH_REASON } from '../../../src/reply/chat-body.ts'
import type { CompletionRequest, InputPart, Message, ReasoningEffort, ToolChoice } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import { traitsOf } from '../models.ts'
import type { AnsweredChat, NativeCall, NativeDialect } from './native.ts'
import { checkShape } from './schema-words.ts'

const OPEN: Shape = { type: 'object', fields: {}, open: true }
const TOKENS: Shape = { type: 'integer', min: 1 }

/** Members that these models do not read are let through: their servers are not Amazon's. */
const shape: Shape = {
  type: 'object',
  open: true,
  fields: {
    messages: {
      type: 'array',
      required: true,
      min: 1,
      of: {
        type: 'object',
        open: true,
        fields: {
          role: { type: 'string', choice: ['system', 'developer', 'user', 'assistant', 'tool'], required: true },
        },
      },
    },
    max_tokens: TOKENS,
    max_completion_tokens: TOKENS,
    temperature: { type: 'number', min: 0, max: 2 },
    n: TOKENS,
    tools: { type: 'array', of: OPEN },
    reasoning_effort: { type: 'string', choice: ['low', 'medium', 'high'] },
  },
}

interface ChatMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  readonly content?: string | readonly { readonly type: string; readonly text?: string }[] | null
  readonly tool_calls?: readonly {
    readonly id: string
    readonly function: { readonly name: string; readonly arguments: string }
  }[]
  readonly tool_call_id?: string
}

interface ChatRequest {
  readonly messages: readonly ChatMessage[]
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly temperature?: number
  readonly stop?: string | readonly string[]
  readonly n?: number
  readonly tools?: readonly {
    readonly function?: {
      readonly name: string
      readonly description?: string
      readonly parameters?: Readonly<Record<string, unknown>>
    }
  }[]
  readonly tool_choice?: string | { readonly function?: { readonly name: string } }
  readonly reasoning_effort?: ReasoningEffort
}

/** The format of chat completions, which the open-weight models take in InvokeModel (documented for gpt-oss and Qwen). */
export const openai: NativeDialect = {
  parse,
  encode(exchange) {
    const { outcome, usage } = exchange
    const { inputTokens, outputTokens } = usage
    return {
      ...envelope(exchange, 'chat.completion'),
      choices: choicesOf(outcome).map((choice, index) => ({
        index,
        message: messageOf(exchange, choice),
        finish_reason: CHAT_FINISH_REASON[choice.finishReason],
      })),
      usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
    }
  },
  encodeStream(exchange) {
    const chunk = (delta: object, finishReason: string | null = null) => [
      { ...envelope(exchange, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason: finishReason }] },
    ]
    let calls = 0
    return (part) => {
      switch (part.type) {
        case 'start':
          return chunk({ role: 'assistant', content: '' })
        case 'part-start':
          if (part.part.type === 'tool-call') return chunk({ tool_calls: [{ index: calls, ...callOf(part.part, '') }] })
          return tagged(exchange, part.part.type) ? chunk({ content: '<reasoning>' }) : []
        case 'part-delta':
          if (part.part.type === 'tool-call')
            return chunk({ tool_calls: [{ index: calls, function: { arguments: part.delta } }] })
          if (part.part.type === 'reasoning' && !tagged(exchange, 'reasoning'))
            return chunk({ reasoning_content: part.delta })
          return chunk({ content: part.delta })
        case 'part-end':
          if (part.part.type === 'tool-call') calls++
          return tagged(exchange, part.part.type) ? chunk({ content: '</reasoning>' }) : []
        case 'finish':
          return chunk({}, CHAT_FINISH_REASON[part.finishReason])
        default:
          return []
      }
    }
  },
}

/** gpt-oss writes its reasoning into the text, between tags (documented). */
function tagged({ model }: AnsweredChat, type: string): boolean {
  return type === 'reasoning' && model!.model.id.includes('gpt-oss')
}

function envelope({ seed, receivedAtMs, model }: AnsweredChat, object: string) {
  return {
    id: `chatcmpl-${drawId(seed, 'completion', 29, BASE62)}`,
    object,
    created: Math.floor(receivedAtMs / 1000),
    model: traitsOf(model!.model).nativeName,
  }
}

function messageOf(exchange: AnsweredChat, choice: Choice): object {
  const reasoning = choice.content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  const calls = toolCallsOf(choice)
  const isTagged = reasoning !== '' && tagged(exchange, 'reasoning')
  const text = textOf(choice)
  return {
    role: 'assistant',
    content: isTagged ? `<reasoning>${reasoning}</reasoning>${text}` : text || (calls.length > 0 ? null : ''),
    ...(reasoning !== '' && !isTagged ? { reasoning_content: reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls.map((call) => callOf(call, call.arguments)) } : {}),
  }
}

function callOf({ id, name }: { readonly id: string; readonly name: string }, json: string) {
  return { id, type: 'function', function: { name, arguments: json } }
}

function parse({ call, body, asked, resolved }: NativeCall): CompletionRequest {
  checkShape(body, shape, call.validation === 'lenient')
  // Reason: the shape has just been checked.
  const wire = body as unknown as ChatRequest
  const maxTokens = wire.max_completion_tokens ?? wire.max_tokens
  const { stop = [] } = wire
  return {
    operation: 'chat',
    model: asked,
    stream: false,
    wire,
    messages: wire.messages.map(toMessage),
    tools: (wire.tools ?? []).flatMap(({ function: tool }) => (tool ? [{ ...tool, kind: 'function' as const }] : [])),
    toolChoice: toolChoiceOf(wire),
    parallelToolCalls: true,
    responseFormat: { type: 'text' },
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stopSequences: typeof stop === 'string' ? [stop] : stop,
    n: wire.n ?? 1,
    ...(wire.temperature === undefined ? {} : { temperature: wire.temperature }),
    ...(traitsOf(resolved.model).reasons
      ? { reasoning: { effort: wire.reasoning_effort ?? 'low', visible: true } }
      : {}),
  }
}

function toMessage({ role, content, tool_calls: calls = [], tool_call_id: toolCallId = '' }: ChatMessage): Message {
  const texts = typeof content === 'string' ? [content] : (content ?? []).map(({ text = '' }) => text)
  const parts = texts.map((text): InputPart => ({ type: 'text', text }))
  if (role === 'tool') return { role, content: [{ type: 'tool-result', toolCallId, content: parts }] }
  const called = calls.map(({ id, function: { name, arguments: json } }): InputPart => ({
    type: 'tool-call',
    id,
    name,
    arguments: json,
  }))
  return { role: role === 'developer' ? 'system' : role, content: [...parts, ...called] }
}

function toolChoiceOf({ tool_choice: choice }: ChatRequest): ToolChoice {
  if (typeof choice === 'object') return choice.function ? { name: choice.function.name } : 'auto'
  return choice === 'none' || choice === 'required' ? choice : 'auto'
}
