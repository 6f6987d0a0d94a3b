import type { Model } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { traitsOf } from '../models.ts'
import { resolveModel } from '../resolve-model.ts'
import { bodyOf, missingModel } from '../wording.ts'
import { checkChat } from './check.ts'
import { sourcesOf, type Source } from './sources.ts'
import { messageOf, responseFormatOf, toolOf } from './to-request.ts'
import { REQUEST, type WireChat } from './wire.ts'

/** A chat request with what its answer can cite. */
export interface ChatRequest<W = WireChat> extends CompletionRequest<W> {
  readonly sources: readonly Source[]
}

const PAGE = 'v2/reference/chat'
const READ: ReadonlySet<string> = new Set(['messages', 'tools'])

/** The request of POST /v2/chat; refuses in the order body, model, values. */
export function parse(call: Call): ChatRequest {
  const body = call.json as { readonly model?: unknown } | null | undefined
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (isObject && !body.model) throw missingModel()
  // Reason: the shape is checked there.
  const wire = bodyOf(call, REQUEST, PAGE, READ) as WireChat
  const { model } = resolveModel(wire.model, 'chat', call)
  if (call.validation !== 'lenient') checkChat(wire, model)
  return toRequest(wire, model)
}

function toRequest(wire: WireChat, model: Model): ChatRequest {
  const sources = sourcesOf(wire)
  const documents = sources.filter(({ wire: one }) => one.type === 'document')
  const { max_tokens: maxTokens, temperature, tool_choice: choice } = wire
  const reasoning = reasoningOf(wire, model)
  return {
    operation: 'chat',
    model: wire.model,
    stream: wire.stream ?? false,
    wire,
    sources,
    messages: [
      ...wire.messages.map(messageOf),
      // The model reads documents as what a search gave back.
      ...(documents.length === 0 ? [] : [documentsMessage(documents)]),
    ],
    tools: (wire.tools ?? []).map(toolOf),
    toolChoice: choice === 'REQUIRED' ? 'required' : choice === 'NONE' ? 'none' : 'auto',
    parallelToolCalls: true,
    responseFormat: responseFormatOf(wire.response_format),
    stopSequences: wire.stop_sequences ?? [],
    n: 1,
    ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(reasoning ? { reasoning } : {}),
  }
}

/** Documents in the words of the engine. */
export function documentsMessage(documents: readonly Source[]): CompletionRequest['messages'][number] {
  return {
    role: 'tool',
    content: documents.map(({ wire, text }) => ({
      type: 'tool-result',
      toolCallId: wire.id,
      name: 'documents',
      content: [{ type: 'text', text }],
    })),
  }
}

function reasoningOf({ thinking }: WireChat, model: Model): CompletionRequest['reasoning'] {
  if (!traitsOf(model).thinks || thinking?.type === 'disabled') return undefined
  const budget = thinking?.token_budget
  return { effort: 'low', visible: true, ...(typeof budget === 'number' ? { budgetTokens: budget } : {}) }
}
