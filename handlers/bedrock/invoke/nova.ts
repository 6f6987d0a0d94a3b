import { toolCallsOf } from '../../../src/completion.ts'
import type { Shape } from '../../../src/validation.ts'
import { checkRequest } from '../converse/check-messages.ts'
import { contentOf } from '../converse/encode.ts'
import { toRequest } from '../converse/to-request.ts'
import { stopReasonOf, stopTail } from '../converse/usage.ts'
import { cut } from '../converse/cut.ts'
import type { ConverseRequest } from '../converse/wire.ts'
import { novaToolId } from '../ids.ts'
import type { AnsweredChat, NativeDialect } from './native.ts'
import { checkShape } from './schema-words.ts'

const OPEN: Shape = { type: 'object', fields: {}, open: true }
const ANY: Shape = { type: 'any' }
const ZERO_TO_ONE: Shape = { type: 'number', min: 0, max: 1 }
const TOKENS: Shape = { type: 'integer', min: 1 }
const texts: Shape = { type: 'array', of: OPEN }

const shape: Shape = {
  type: 'object',
  fields: {
    schemaVersion: { type: 'string', choice: ['messages-v1'] },
    messages: {
      type: 'array',
      required: true,
      min: 1,
      of: {
        type: 'object',
        fields: {
          role: { type: 'string', choice: ['user', 'assistant'], required: true },
          content: { type: 'array', of: OPEN, required: true },
        },
      },
    },
    system: texts,
    inferenceConfig: {
      type: 'object',
      fields: {
        maxTokens: TOKENS,
        max_new_tokens: TOKENS,
        temperature: ZERO_TO_ONE,
        topP: ZERO_TO_ONE,
        top_p: ZERO_TO_ONE,
        topK: ANY,
        top_k: ANY,
        stopSequences: { type: 'array', of: { type: 'string' } },
        reasoningConfig: OPEN,
      },
    },
    toolConfig: OPEN,
    additionalModelRequestFields: OPEN,
  },
}

interface NovaRequest extends ConverseRequest {
  readonly inferenceConfig?: ConverseRequest['inferenceConfig'] & { readonly max_new_tokens?: number }
}

/** Nova's own format, `messages-v1`: Converse's blocks with another envelope (recorded). */
export const nova: NativeDialect = {
  parse({ call, body, asked, resolved }) {
    checkShape(body, shape, call.validation === 'lenient')
    // Reason: the shape has just been checked; blocks are checked below.
    const { inferenceConfig: { max_new_tokens: maxNewTokens, ...config } = {}, ...rest } = body as NovaRequest
    const maxTokens = config.maxTokens ?? maxNewTokens
    const wire: ConverseRequest = {
      ...rest,
      inferenceConfig: { ...config, ...(maxTokens === undefined ? {} : { maxTokens }) },
    }
    if (call.validation === 'strict') checkRequest(withoutMarks(wire), resolved.model)
    return { ...toRequest(wire, asked, resolved.model), wire: body }
  },
  encode(exchange) {
    const { outcome, usage } = exchange
    return {
      output: { message: { content: nativeContent(exchange), role: 'assistant' } },
      stopReason: stopReasonOf(exchange, outcome.finishReason),
      usage: { ...tokensOf(exchange), totalTokens: usage.inputTokens + usage.outputTokens, ...cacheOf(exchange) },
    }
  },
  encodeStream,
  cut,
}

/** Blocks may carry a cache point beside their text here (recorded). */
function withoutMarks(wire: ConverseRequest): ConverseRequest {
  const messages = (wire.messages ?? []).map((message) => ({
    ...message,
    content: message.content.map(({ cachePoint, ...block }) =>
      Object.keys(block).length === 0 && cachePoint ? { cachePoint } : block,
    ),
  }))
  return { ...wire, messages }
}

/** Converse's blocks; calls have UUIDs for ids and other places for their keys. */
function nativeContent(exchange: AnsweredChat): readonly object[] {
  const calls = [...toolCallsOf(exchange.outcome)]
  return contentOf(exchange).map((block) => {
    if (!('toolUse' in block)) return block
    const { name, id } = calls.shift()!
    const { input } = block.toolUse as { readonly input: unknown }
    return { toolUse: { name, toolUseId: novaToolId(exchange.seed, id), input } }
  })
}

function tokensOf({ usage }: AnsweredChat) {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage
  return { inputTokens: inputTokens - cacheReadTokens - cacheWriteTokens, outputTokens }
}

function cacheOf({ usage }: AnsweredChat) {
  return { cacheReadInputTokenCount: usage.cacheReadTokens, cacheWriteInputTokenCount: usage.cacheWriteTokens }
}

/** Every delta is a block of its own here, and a last, empty one ends the text (recorded). */
function encodeStream(exchange: AnsweredChat): ReturnType<NativeDialect['encodeStream']> {
  let block = 0
  const closed = (event: object): readonly object[] => {
    const contentBlockIndex = block++
    return [{ contentBlockDelta: { delta: event, contentBlockIndex } }, { contentBlockStop: { contentBlockIndex } }]
  }
  return (part) => {
    switch (part.type) {
      case 'start':
        return [{ messageStart: { role: 'assistant' } }]
      case 'part-start': {
        if (part.part.type !== 'tool-call') return []
        const toolUse = { toolUseId: novaToolId(exchange.seed, part.part.id), name: part.part.name }
        return [{ contentBlockStart: { start: { toolUse }, contentBlockIndex: block } }]
      }
      case 'part-delta':
        if (part.part.type === 'text' || part.part.type === 'refusal') return closed({ text: part.delta })
        if (part.part.type === 'tool-call') return closed({ toolUse: { input: part.delta } })
        return part.part.type === 'reasoning'
          ? closed({ reasoningContent: { reasoningText: { text: part.delta } } })
          : []
      case 'part-end':
        return part.part.type === 'text' ? closed({ text: stopTail(exchange, exchange.outcome) }) : []
      case 'finish':
        return [
          { messageStop: { stopReason: stopReasonOf(exchange, part.finishReason) } },
          { metadata: { usage: { ...tokensOf(exchange), ...cacheOf(exchange) }, metrics: {}, trace: {} } },
        ]
      case 'keep-alive':
      case 'error':
        return []
    }
  }
}
