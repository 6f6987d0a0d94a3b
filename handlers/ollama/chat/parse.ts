import { readImage } from '../../../src/image-size.ts'
import type { Model } from '../../../src/models.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import type { Shape } from '../../../src/validation.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireMessage as OpenAiMessage, WirePart, WireRequest } from '../../openai/chat-completions/wire.ts'
import { malformed, refused, unknownModel, wordIssue } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { checkNative } from './check-native.ts'
import type { WireChat, WireCommon, WireMessage } from './wire.ts'

/** Rules of a native endpoint; `read` gives its body in OpenAI's words. */
export function nativeRules<W extends WireCommon>(
  shape: Shape,
  struct: string,
  read: (wire: W) => Partial<WireRequest>,
): ParseRules {
  // The shape has been checked before any of these is asked.
  const own = (wire: WireRequest) => wire as unknown as W
  return {
    shape,
    malformed: (detail, call) => malformed(detail, call.text),
    missingModel: () => refused('model is required'),
    unknownModel,
    word: ([issue]) => wordIssue(issue!, struct),
    check(wire, { model }) {
      const { think } = own(wire)
      const cannot = (what: string) => refused(`${JSON.stringify(wire.model)} does not support ${what}`)
      if (!model.capabilities.includes('chat')) throw cannot(struct === 'ChatRequest' ? 'chat' : 'generate')
      if (think && !model.capabilities.includes('reasoning')) throw cannot('thinking')
      if ((wire.tools ?? []).length > 0 && !model.capabilities.includes('tools')) throw cannot('tools')
      checkNative(own(wire))
    },
    read: (wire) => ({ ...common(own(wire)), model: wire.model, messages: [], ...read(own(wire)) }),
    reasoning: (wire, { model }) => reasoningOf(own(wire).think, model),
  }
}

const EFFORTS: readonly unknown[] = ['low', 'medium', 'high', 'max']

/** Models that can think do so unless told otherwise; some do in any case (recorded). */
export function reasoningOf(
  think: WireCommon['think'],
  model: Model,
): ReturnType<NonNullable<ParseRules['reasoning']>> {
  if (!model.capabilities.includes('reasoning')) return undefined
  if (think === false && !traitsOf(model).alwaysThinks) return undefined
  const effort = EFFORTS.includes(think) ? (think as ReasoningEffort) : 'medium'
  return { effort, visible: true }
}

function common({ stream, format, options }: WireCommon): Partial<WireRequest> {
  const { num_predict: limit, stop, temperature } = options ?? {}
  return {
    stream: stream ?? true,
    ...(typeof limit === 'number' && limit > 0 ? { max_tokens: limit } : {}),
    ...(stop ? { stop } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(format === 'json' ? { response_format: { type: 'json_object' } } : {}),
    ...(typeof format === 'object' && format !== null
      ? { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: format } } }
      : {}),
  }
}

/** The body of /api/chat in OpenAI's words. */
export function readChat({ messages, tools }: WireChat): Partial<WireRequest> {
  return {
    messages: (messages ?? []).map(messageOf),
    ...(tools ? { tools: tools.map((tool) => ({ type: 'function', function: tool.function })) } : {}),
  }
}

function messageOf(message: WireMessage): OpenAiMessage {
  const { role, content, images, tool_calls: calls } = message
  if (role === 'tool')
    return { role, content: content ?? '', tool_call_id: message.tool_call_id ?? message.tool_name ?? '' }
  const text = content ?? ''
  return {
    role,
    content: images && images.length > 0 ? [{ type: 'text', text }, ...images.map(imagePart)] : text,
    ...(calls
      ? {
          tool_calls: calls.map(({ function: called }, index) => ({
            id: `call_${index}`,
            type: 'function',
            function: { name: called.name, arguments: JSON.stringify(called.arguments ?? {}) },
          })),
        }
      : {}),
  }
}

/** An image that came as bare base64. */
export function imagePart(data: string): WirePart {
  const facts = readImage(data)
  return { type: 'image_url', image_url: { url: facts ? `data:image/png;base64,${data}` : 'image' } }
}
