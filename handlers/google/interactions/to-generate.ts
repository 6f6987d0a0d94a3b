import type {
  WireContent as GenerateContent,
  WireGenerationConfig,
  WirePart,
  WireRequest,
} from '../generate-content/wire.ts'
import type { WireConfig, WireContent, WireFormat, WireInteraction, WireStep, WireTool } from './wire.ts'

/** What an interaction asks, as a request for content; `history` is what was said before. */
export function toGenerate(wire: WireInteraction, history: readonly GenerateContent[]): WireRequest {
  const { system_instruction: system, tools = [], generation_config: config = {}, service_tier: serviceTier } = wire
  const choice = toolChoiceOf(config)
  return {
    contents: [...history, ...contentsOf(wire)],
    ...(system === undefined ? {} : { systemInstruction: { parts: [{ text: system }] } }),
    ...(tools.length > 0 ? { tools: tools.map(toolOf) } : {}),
    ...(choice ? { toolConfig: { functionCallingConfig: choice } } : {}),
    ...(serviceTier === undefined ? {} : { serviceTier }),
    generationConfig: configOf(config, wire),
  }
}

/** The turns of an input: steps each on their own, loose contents as one turn of the user. */
export function contentsOf({ input = '' }: WireInteraction): readonly GenerateContent[] {
  const items: readonly (WireContent | WireStep)[] =
    typeof input === 'string' ? [{ type: 'text', text: input }] : [input].flat()
  if (!items.some(isStep)) return [{ role: 'user', parts: items.map((item) => partOf(item as WireContent)) }]
  return items.flatMap((item) => (isStep(item) ? turnOf(item) : [{ role: 'user', parts: [partOf(item)] }]))
}

const STEPS: ReadonlySet<unknown> = new Set('user_input model_output thought function_call function_result'.split(' '))

function isStep(item: WireContent | WireStep): item is WireStep {
  return STEPS.has(item.type)
}

function turnOf(step: WireStep): readonly GenerateContent[] {
  const { type, content = [], name = '', id, call_id: callId, arguments: args, result } = step
  const parts = typeof content === 'string' ? [{ text: content }] : content.map(partOf)
  if (type === 'user_input') return [{ role: 'user', parts }]
  if (type === 'model_output') return [{ role: 'model', parts }]
  if (type === 'function_call')
    return [{ role: 'model', parts: [{ functionCall: { name, ...(args ? { args } : {}), ...(id ? { id } : {}) } }] }]
  if (type !== 'function_result') return []
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result)
  const response = isObject ? (result as Readonly<Record<string, unknown>>) : { result: textOf(result) }
  return [{ role: 'user', parts: [{ functionResponse: { name, ...(callId ? { id: callId } : {}), response } }] }]
}

function textOf(result: unknown): string {
  if (typeof result === 'string') return result
  if (!Array.isArray(result)) return JSON.stringify(result) ?? ''
  return result.map((one: WireContent) => one.text ?? JSON.stringify(one)).join('\n')
}

function partOf({ text, data, uri, mime_type: mimeType = 'application/octet-stream' }: WireContent): WirePart {
  if (data !== undefined) return { inlineData: { mimeType, data } }
  return uri === undefined ? { text: text ?? '' } : { fileData: { mimeType, fileUri: uri } }
}

function toolOf({
  type = '',
  name = '',
  description,
  parameters,
}: WireTool): NonNullable<WireRequest['tools']>[number] {
  if (type !== 'function') return { [type.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]: {} }
  const declaration = {
    name,
    ...(description === undefined ? {} : { description }),
    ...(parameters ? { parametersJsonSchema: parameters } : {}),
  }
  return { functionDeclarations: [declaration] }
}

function toolChoiceOf({ tool_choice: choice }: WireConfig) {
  const mode = (typeof choice === 'string' ? choice : choice?.allowed_tools?.mode)?.toUpperCase()
  if (mode !== 'ANY' && mode !== 'NONE' && mode !== 'VALIDATED' && mode !== 'AUTO') return undefined
  const allowedFunctionNames = typeof choice === 'object' ? (choice.allowed_tools?.tools ?? []) : []
  return { mode, ...(allowedFunctionNames.length > 0 ? { allowedFunctionNames } : {}) } as const
}

const LEVELS: ReadonlySet<unknown> = new Set(['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'])

function configOf(
  config: WireConfig,
  { response_format: format, response_mime_type: mime }: WireInteraction,
): WireGenerationConfig {
  const level = config.thinking_level?.toUpperCase()
  const [asked] = format === undefined ? [] : [format].flat()
  return {
    ...(config.max_output_tokens === undefined ? {} : { maxOutputTokens: config.max_output_tokens }),
    ...(config.temperature === undefined ? {} : { temperature: config.temperature }),
    ...(config.top_p === undefined ? {} : { topP: config.top_p }),
    ...(config.stop_sequences ? { stopSequences: config.stop_sequences } : {}),
    ...(asked ? jsonFormat(asked) : {}),
    ...(mime === undefined ? {} : { responseMimeType: mime }),
    thinkingConfig: {
      // Looked up among the levels that exist.
      ...(LEVELS.has(level) ? { thinkingLevel: level as 'LOW' } : {}),
      includeThoughts: config.thinking_summaries === 'auto',
    },
  }
}

function jsonFormat(format: WireFormat): WireGenerationConfig {
  const isSchema = format.type === undefined || !['text', 'image', 'audio'].includes(format.type)
  const schema = isSchema ? (format as Readonly<Record<string, unknown>>) : format.schema
  return {
    ...(schema ? { responseJsonSchema: schema } : {}),
    responseMimeType: format.mime_type ?? (schema ? 'application/json' : 'text/plain'),
  }
}
