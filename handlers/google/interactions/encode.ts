import { choicesOf, type Completion, type ContentPart, type ServerToolPart } from '../../../src/completion.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { isCode } from '../generate-content/built-in-tools.ts'
import { groundingOf, queriesOf } from '../generate-content/grounding.ts'
import { searchEntryPoint } from '../generate-content/search-entry-point.ts'
import { serviceTierOf } from '../generate-content/headers.ts'
import { gemini } from '../gemini.ts'
import { functionCallId, responseId, thoughtSignature } from '../ids.ts'
import { mediaTokens } from '../media-tokens.ts'
import { traitsOf } from '../model-traits.ts'
import { argumentsOf } from '../tokens.ts'
import type { InteractionRequest } from './parse.ts'

export type InteractionExchange = Exchange<InteractionRequest, Completion> & { readonly outcome: Completion }

/** The id of an interaction: the ids of the conversation's first response and of this one. Empty where nothing is stored. */
export function interactionId({ seed, receivedAtMs, request }: InteractionExchange): string {
  if (request.interaction.store === false) return ''
  const own = responseId(seed, receivedAtMs)
  const field = (tag: number, text: string) => String.fromCharCode(tag, text.length) + text
  const bytes = field(10, request.root ?? own) + field(18, own)
  return `v1_${btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** What a stream begins and ends with, and what a body holds beside its steps. */
export function envelope(exchange: InteractionExchange) {
  const { receivedAtMs, request, outcome } = exchange
  const stamp = `${new Date(receivedAtMs).toISOString().slice(0, 19)}Z`
  const { agent } = request.interaction
  const who = agent === undefined ? { model: exchange.model!.id } : { agent }
  return {
    id: interactionId(exchange),
    status: statusOf(outcome),
    times: { created: stamp, updated: stamp },
    end: { object: 'interaction', ...who },
  }
}

function statusOf({ finishReason }: Completion): string {
  if (finishReason === 'tool-calls') return 'requires_action'
  return finishReason === 'length' || finishReason === 'context-window' ? 'incomplete' : 'completed'
}

/** The body of an interaction; without an id where nothing is stored. */
export function encode(exchange: InteractionExchange): Readonly<Record<string, unknown>> {
  const { id, status, times, end } = envelope(exchange)
  return {
    ...(id === '' ? {} : { id }),
    status,
    usage: wireUsage(exchange),
    ...times,
    service_tier: serviceTierOf(exchange),
    steps: stepsOf(exchange).map(({ step }) => step),
    ...end,
  }
}

/** What is known of work in the background. */
export function encodeBackground(exchange: InteractionExchange): object {
  const { id, times, end } = envelope(exchange)
  return { id, status: 'in_progress', ...times, ...end }
}

/** Counts of all kinds, thinking apart (recorded). */
export function wireUsage({ usage, request, model }: InteractionExchange): object {
  const tools = usage.toolInputTokens ?? 0
  const input = usage.inputTokens - tools
  const media = [...mediaTokens(request, model!.model)]
  const text = input - media.reduce((sum, [, tokens]) => sum + tokens, 0)
  const modalities = [['TEXT', text] as const, ...media].map(([name, tokens]) => ({
    modality: name.toLowerCase(),
    tokens,
  }))
  return {
    total_tokens: usage.inputTokens + usage.outputTokens,
    total_input_tokens: input,
    input_tokens_by_modality: modalities,
    total_cached_tokens: usage.cacheReadTokens,
    total_output_tokens: usage.outputTokens - usage.reasoningTokens,
    total_tool_use_tokens: tools,
    ...(tools > 0 ? { tool_use_tokens_by_modality: [{ modality: 'text', tokens: tools }] } : {}),
    total_thought_tokens: usage.reasoningTokens,
  }
}

/** A step of the answer with the parts of the completion that it is made of. */
export interface PlannedStep {
  readonly step: Readonly<Record<string, unknown>>
  readonly parts: readonly ContentPart[]
}

/** The steps of an answer; a model that thinks begins with its thought, whether it shows or not. */
export function stepsOf(exchange: InteractionExchange): readonly PlannedStep[] {
  const [choice] = choicesOf(exchange.outcome)
  const { content } = choice!
  const thoughts = content.filter((part) => part.type === 'reasoning')
  const thinks = thoughts.length > 0 || traitsOf(exchange.model!.model).thinking !== undefined
  const summary = thoughts.flatMap(({ text }) => (text === '' ? [] : [{ text, type: 'text' }]))
  const signature = thoughtSignature(exchange.seed, 'interaction', exchange.usage.reasoningTokens)
  const thought = { ...(summary.length > 0 ? { summary } : {}), signature, type: 'thought' }
  const others = content.flatMap((part, index) => stepOf(part, index, exchange))
  const searches = content.flatMap((part, index) =>
    part.type === 'server-tool' ? searchSteps(part, index, exchange) : [],
  )
  return [...(thinks ? [{ step: thought, parts: thoughts }] : []), ...others, ...searches]
}

/** A search and its suggestions, which stand after the text that rests on it (recorded). */
function searchSteps(part: ServerToolPart, index: number, { seed }: InteractionExchange): readonly PlannedStep[] {
  if (!/google_search|web_search/.test(part.name)) return []
  const id = part.id || functionCallId(seed, `search ${index}`)
  const queries = queriesOf(part)
  const call = { id, type: 'google_search_call', arguments: { queries }, search_type: 'web_search' }
  const result = [{ search_suggestions: searchEntryPoint(queries) }]
  return [
    { step: call, parts: [] },
    { step: { call_id: id, type: 'google_search_result', result, is_error: false }, parts: [] },
  ]
}

function stepOf(part: ContentPart, index: number, exchange: InteractionExchange): readonly PlannedStep[] {
  switch (part.type) {
    case 'reasoning':
      return []
    case 'text':
    case 'refusal': {
      const annotations = annotationsOf(part, exchange)
      const text = { text: part.text, ...(annotations.length > 0 ? { annotations } : {}), type: 'text' }
      return [{ step: { content: [text], type: 'model_output' }, parts: [part] }]
    }
    case 'image-output': {
      const image = { data: part.data, mime_type: part.mediaType, type: 'image' }
      return [{ step: { content: [image], type: 'model_output' }, parts: [part] }]
    }
    case 'tool-call': {
      const { id, name, arguments: json } = part
      return [{ step: { id, type: 'function_call', name, arguments: argumentsOf(json) }, parts: [part] }]
    }
    case 'server-tool': {
      if (!isCode(part)) return []
      const id = part.id || functionCallId(exchange.seed, `code ${index}`)
      const { code = part.arguments } = argumentsOf(part.arguments)
      const result = typeof part.result === 'string' ? part.result : (JSON.stringify(part.result) ?? '')
      const call = { id, type: 'code_execution_call', arguments: { code, language: 'python' } }
      const done = { call_id: id, type: 'code_execution_result', result, ...(part.isError ? { is_error: true } : {}) }
      return [
        { step: call, parts: [] },
        { step: done, parts: [] },
      ]
    }
  }
}

interface Support {
  readonly segment: { readonly startIndex?: number; readonly endIndex: number }
  readonly groundingChunkIndices: readonly number[]
}

interface Chunk {
  readonly web?: { readonly uri: string; readonly title: string }
}

/** What a text cites, in bytes of UTF-8. */
export function annotationsOf(part: ContentPart, exchange: InteractionExchange): readonly object[] {
  if (part.type !== 'text' || !part.citations) return []
  const uses = exchange.outcome.content.filter(({ type }) => type === 'server-tool')
  const { groundingMetadata } = groundingOf(exchange, { content: [...uses, part], finishReason: 'stop' }, gemini)
  // Reason: the shape is the one that groundingOf writes.
  const { groundingSupports = [], groundingChunks = [] } = (groundingMetadata ?? {}) as {
    readonly groundingSupports?: readonly Support[]
    readonly groundingChunks?: readonly Chunk[]
  }
  return groundingSupports.flatMap(({ segment, groundingChunkIndices }) =>
    groundingChunkIndices.flatMap((index) => {
      const { web } = groundingChunks[index]!
      const place = { start_index: segment.startIndex ?? 0, end_index: segment.endIndex }
      return web ? [{ ...place, url: web.uri, title: web.title, type: 'url_citation' }] : []
    }),
  )
}
