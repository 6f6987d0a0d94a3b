import { cutByToken } from '../../src/chunking.ts'
import { UsageError, type ApiError } from '../../src/errors.ts'
import { sse } from '../../src/framing/sse.ts'
import { earlyEndpoints } from '../../src/late-endpoint.ts'
import type { AnyEndpoint, ProviderDefinition } from '../../src/provider.ts'
import type { CompletionRequest, Message, ToolDefinition } from '../../src/request.ts'
import { deltaTextOf } from '../../src/stream.ts'
import { encodeStep } from './encode-step.ts'
import type { UiMessageStreamOptions } from './options.ts'

/** One call of the model by the route: asked in engine terms, answered in chunks, failing with the provider's status. */
export function stepEndpoint(
  definition: ProviderDefinition,
  request: CompletionRequest,
  errorText: (error: ApiError) => string,
): AnyEndpoint {
  const { title } = definition
  const voice = earlyEndpoints(definition).find(({ operation }) => operation === 'chat')
  if (!voice) throw new UsageError(`${title} has no chat, so uiMessageStream cannot be answered by it.`)
  const { toolCallId } = voice
  return {
    name: 'ui-message-stream',
    method: 'POST',
    path: '',
    operation: 'chat',
    style: 'compact',
    framing: sse,
    parse(call) {
      if (call.models.resolve(request.model)) return request
      throw new UsageError(`uiMessageStream: ${title} has no model "${request.model}".`)
    },
    encode: () => undefined,
    encodeStream: () => encodeStep(errorText),
    encodeError: (error, exchange) => voice.encodeError(error, exchange),
    headers: () => ({}),
    ...(toolCallId ? { toolCallId } : {}),
    cut: (_, tokenizer) => (part) => cutByToken(deltaTextOf(part), tokenizer),
  }
}

/** What the route asks of the model. */
export function stepRequest(
  model: string,
  messages: readonly Message[],
  { system, tools = {}, reasoning }: UiMessageStreamOptions,
): CompletionRequest {
  return {
    operation: 'chat',
    model,
    stream: true,
    // No body of the provider's own, which some of them count or cache by.
    wire: {},
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: [{ type: 'text', text: system }] } as const]),
      ...messages,
    ],
    tools: Object.entries(tools).map(([name, { description, inputSchema }]): ToolDefinition => ({
      name,
      kind: 'function',
      ...(description === undefined ? {} : { description }),
      ...(inputSchema === undefined ? {} : { parameters: inputSchema }),
    })),
    toolChoice: 'auto',
    parallelToolCalls: true,
    responseFormat: { type: 'text' },
    stopSequences: [],
    n: 1,
    ...(reasoning === undefined || reasoning === 'none' ? {} : { reasoning: { effort: reasoning, visible: true } }),
  }
}
