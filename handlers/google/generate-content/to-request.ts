import type { Model } from '../../../src/models.ts'
import type {
  CompletionRequest,
  InputPart,
  Message,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
} from '../../../src/request.ts'
import { traitsOf } from '../model-traits.ts'
import { offersOf } from './built-in-tools.ts'
import { declarationsOf } from './check-tools.ts'
import { tokensBehind } from '../ids.ts'
import { mediaOf } from './media.ts'
import { pictureOf } from './picture-order.ts'
import { toJsonSchema } from './to-json-schema.ts'
import type { WireContent, WireGenerationConfig, WirePart, WireRequest } from './wire.ts'

/** A read body in engine terms. */
export function toRequest(
  wire: WireRequest,
  model: Model,
  name: string,
  stream: boolean,
): CompletionRequest<WireRequest> {
  const { generationConfig: config = {} } = wire
  const offers = offersOf(wire)
  return {
    operation: 'chat',
    model: name,
    stream,
    wire,
    messages: messagesOf(wire),
    tools: toolsOf(wire),
    ...(offers.length > 0 ? { serverTools: offers } : {}),
    ...pictureOf(config, model),
    toolChoice: toolChoiceOf(wire),
    parallelToolCalls: true,
    responseFormat: formatOf(config),
    ...(config.maxOutputTokens === undefined ? {} : { maxTokens: config.maxOutputTokens }),
    stopSequences: config.stopSequences ?? [],
    n: config.candidateCount ?? 1,
    ...(config.temperature === undefined ? {} : { temperature: config.temperature }),
    ...reasoningOf(config, model),
  }
}

/** System text and turns as messages; a turn of nothing but responses is a tool's. */
export function messagesOf({ systemInstruction, contents = [] }: WireRequest): readonly Message[] {
  const system: Message[] = systemInstruction ? [{ role: 'system', content: partsOf(systemInstruction, 0, []) }] : []
  let pending: readonly string[] = []
  const turns = contents.map((content, index): Message => {
    const parts = partsOf(content, index, pending)
    pending = parts.flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
    return { role: roleOf(content, parts), content: parts }
  })
  return [...system, ...turns]
}

function roleOf({ role }: WireContent, parts: readonly InputPart[]): Message['role'] {
  if (role === 'model') return 'assistant'
  return parts.length > 0 && parts.every((part) => part.type === 'tool-result') ? 'tool' : 'user'
}

/** `calls` are the ids of the calls of the turn before, which responses without an id answer in their order. */
function partsOf({ parts = [] }: WireContent, turn: number, calls: readonly string[]): readonly InputPart[] {
  let responses = 0
  return parts.flatMap((part, index): InputPart[] => {
    const { functionCall: call, functionResponse: response } = part
    const proof = proofOf(part)
    if (part.text !== undefined)
      return part.thought ? [{ type: 'reasoning', text: part.text }] : [...proof, { type: 'text', text: part.text }]
    if (call) {
      const id = call.id ?? `call ${turn} ${index}`
      return [...proof, { type: 'tool-call', id, name: call.name ?? '', arguments: JSON.stringify(call.args ?? {}) }]
    }
    if (response) {
      const id = response.id ?? calls[responses] ?? ''
      responses++
      const inner = (response.parts ?? []).flatMap((one) => mediaOf(one) ?? [])
      const text = { type: 'text', text: responseText(response.response ?? {}) } as const
      const name = response.name === undefined ? {} : { name: response.name }
      return [{ type: 'tool-result', toolCallId: id, ...name, content: [text, ...inner] }]
    }
    return codeText(part) ?? mediaParts(part)
  })
}

/** Thinking of the past that a signature brings back. */
function proofOf({ thoughtSignature: signature }: WirePart): readonly InputPart[] {
  return signature === undefined ? [] : [{ type: 'reasoning', text: '', signature, tokens: tokensBehind(signature) }]
}

function mediaParts(part: WirePart): InputPart[] {
  const media = mediaOf(part)
  return media ? [media] : []
}

function codeText({ executableCode, codeExecutionResult }: WirePart): InputPart[] | undefined {
  if (executableCode) return [{ type: 'text', text: executableCode.code ?? '' }]
  return codeExecutionResult ? [{ type: 'text', text: codeExecutionResult.output ?? '' }] : undefined
}

/** What a function gave back: the text itself where `result`, `output` or `content` is all there is. */
function responseText(response: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(response)
  const [only] = entries
  const isPlain =
    entries.length === 1 && typeof only![1] === 'string' && /^(?:result|output|content|return_value)$/.test(only![0])
  return isPlain ? String(only![1]) : JSON.stringify(response)
}

function toolsOf(wire: WireRequest): readonly ToolDefinition[] {
  const { mode, allowedFunctionNames = [] } = wire.toolConfig?.functionCallingConfig ?? {}
  const isLimited = allowedFunctionNames.length > 0 && mode !== 'NONE'
  const declared = declarationsOf(wire).filter(({ name }) => !isLimited || allowedFunctionNames.includes(name ?? ''))
  return declared.map(({ name = '', description, parameters, parametersJsonSchema }) => {
    const schema = parametersJsonSchema ?? (parameters && toJsonSchema(parameters))
    return { name, ...(description === undefined ? {} : { description }), ...(schema ? { parameters: schema } : {}) }
  })
}

function toolChoiceOf({ toolConfig }: WireRequest): ToolChoice {
  const { mode, allowedFunctionNames = [] } = toolConfig?.functionCallingConfig ?? {}
  if (mode === 'NONE') return 'none'
  if (mode !== 'ANY') return 'auto'
  return allowedFunctionNames.length === 1 ? { name: allowedFunctionNames[0]! } : 'required'
}

function formatOf({ responseMimeType, responseSchema, responseJsonSchema }: WireGenerationConfig): ResponseFormat {
  const schema = responseJsonSchema ?? (responseSchema && toJsonSchema(responseSchema))
  if (schema) return { type: 'json-schema', schema }
  return responseMimeType === 'application/json' ? { type: 'json' } : { type: 'text' }
}

const EFFORTS = { MINIMAL: 'minimal', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' } as const

/** How the model thinks. Unasked, Gemini 2.5 Flash thinks little and the others more (recorded medians of 70 and 240 tokens). */
export function reasoningOf(
  { thinkingConfig: asked = {} }: Pick<WireGenerationConfig, 'thinkingConfig'>,
  model: Model,
): Pick<CompletionRequest, 'reasoning'> {
  const { thinking } = traitsOf(model)
  if (!thinking) return {}
  const visible = asked.includeThoughts === true
  const { thinkingLevel: level, thinkingBudget: budget } = asked
  if (level !== undefined && level !== 'THINKING_LEVEL_UNSPECIFIED')
    return { reasoning: { effort: EFFORTS[level], visible } }
  if (budget === 0) return thinking.by === 'level' ? { reasoning: { effort: 'minimal', visible } } : {}
  if (budget === undefined && !thinking.isOn) return {}
  const effort = thinking.by === 'budget' && thinking.canBeOff ? 'low' : 'medium'
  return { reasoning: { effort, ...(budget === undefined || budget < 0 ? {} : { budgetTokens: budget }), visible } }
}
