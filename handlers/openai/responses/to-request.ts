import type { CompletionRequest, ResponseFormat, ToolChoice, ToolDefinition } from '../../../src/request.ts'
import { messagesOf } from './to-messages.ts'
import type { ResponsesExchange } from './profile.ts'
import type { WireFormat, WireItem, WireRequest, WireTool } from './wire.ts'

/** A request for a response in engine terms, with what the dialect keeps of the conversation. */
export interface ResponsesRequest extends CompletionRequest<WireRequest> {
  /** Says to the accounting which endpoint counts. */
  readonly dialect: 'responses'
  /** What the model reads, oldest first: the conversation so far and the input. */
  readonly items: readonly WireItem[]
  /** How many of `items` were there before this request. */
  readonly known: number
  /** The 16 digits that all ids of the conversation share; undefined where it begins here. */
  readonly chain: string | undefined
  /** Remembers the response for later requests, where it is to be stored. */
  keep(exchange: ResponsesExchange): void
}

/** What the dialect found out about a request before it becomes one. */
export interface Conversing {
  readonly items: readonly WireItem[]
  readonly known: number
  readonly chain: string | undefined
  readonly keep: ResponsesRequest['keep']
}

/** A checked body in engine terms; reasoning is each profile's own matter. */
export function toRequest(
  wire: WireRequest,
  model: string,
  conversing: Conversing,
  reasoning: CompletionRequest['reasoning'],
): ResponsesRequest {
  const tools = toolsOf(wire)
  const { max_output_tokens: maxTokens, temperature } = wire
  return {
    operation: 'chat',
    dialect: 'responses',
    model,
    stream: wire.stream ?? false,
    wire,
    ...conversing,
    messages: messagesOf(conversing.items, wire.instructions),
    tools,
    toolChoice: toolChoiceOf(wire, tools),
    parallelToolCalls: wire.parallel_tool_calls ?? true,
    responseFormat: formatOf(wire.text?.format),
    stopSequences: [],
    n: 1,
    ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(wire.include?.includes('message.output_text.logprobs') ? { logprobs: { top: wire.top_logprobs ?? 0 } } : {}),
    ...(reasoning ? { reasoning } : {}),
  }
}

/** The caller's tools, those of namespaces too; where the choice names some, only they may be called. */
function toolsOf({ tools, tool_choice: choice }: WireRequest): readonly ToolDefinition[] {
  const own = (tools ?? []).flatMap(toolOf)
  const allowed = typeof choice === 'object' && choice?.type === 'allowed_tools' ? choice.tools : undefined
  return allowed ? own.filter((tool) => allowed.some((one) => one.name === tool.name)) : own
}

function toolOf(tool: WireTool): readonly ToolDefinition[] {
  if (tool.type === 'namespace') return (tool.tools ?? []).flatMap(toolOf)
  if (tool.type !== 'function' && tool.type !== 'custom') return []
  const { name = '', description, parameters, strict } = tool
  const described = description ? { description } : {}
  if (tool.type === 'custom') return [{ name, kind: 'custom', ...described, ...grammarOf(tool.format?.definition) }]
  return [{ name, kind: 'function', parameters: parameters ?? {}, ...described, ...(strict ? { strict } : {}) }]
}

function grammarOf(definition: unknown): Pick<ToolDefinition, 'grammar'> {
  return typeof definition === 'string' ? { grammar: definition } : {}
}

function toolChoiceOf({ tool_choice: choice }: WireRequest, tools: readonly ToolDefinition[]): ToolChoice {
  if (choice === undefined || choice === null || tools.length === 0) return choice === 'none' ? 'none' : 'auto'
  if (typeof choice === 'string') return choice
  if (choice.type === 'allowed_tools') return choice.mode ?? 'auto'
  const isOwn = choice.type === 'function' || choice.type === 'custom'
  return isOwn && choice.name !== undefined ? { name: choice.name } : 'auto'
}

function formatOf(format: WireFormat | null | undefined): ResponseFormat {
  if (!format || format.type === 'text') return { type: 'text' }
  if (format.type === 'json_object') return { type: 'json' }
  const { name, description, schema, strict } = format
  return { type: 'json-schema', name, schema, ...(description ? { description } : {}), ...(strict ? { strict } : {}) }
}
