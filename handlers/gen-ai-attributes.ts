import { choicesOf, type FinishReason } from '../src/completion.ts'
import { isAnsweredChat, isChat, type Exchange } from '../src/exchange.ts'

/** Attributes of a span, as `span.setAttributes` takes them. */
export type GenAiAttributes = Record<string, string | number | boolean | string[]>

/** The well-known values of `gen_ai.provider.name`; other providers keep their own name. */
const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
  vertex: 'gcp.vertex_ai',
  xai: 'x_ai',
}

/** The finish reasons that spans of OpenAI-like clients carry. */
const FINISH: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  refusal: 'content_filter',
  error: 'error',
}

/**
 * What an OpenTelemetry span about this exchange carries by the semantic conventions for generative AI (`gen_ai.*`, as of version 1.38).
 *
 * Conversations are left out, as the conventions ask for by default.
 *
 * @example
 * await ask('How deep is the sea?')
 * const attributes = genAiAttributes(llm.exchanges[0])
 * expect(attributes).toMatchObject({ 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai' })
 * expect(attributes['gen_ai.usage.output_tokens']).toBeGreaterThan(1)
 */
export function genAiAttributes(exchange: Exchange): GenAiAttributes {
  const { provider, model, request, host, usage } = exchange
  return stated({
    'gen_ai.operation.name': operationOf(exchange),
    'gen_ai.provider.name': PROVIDERS[provider] ?? provider,
    'gen_ai.request.model': request.model || undefined,
    'gen_ai.response.model': exchange.error ? undefined : model?.id,
    'gen_ai.usage.input_tokens': usage.inputTokens || undefined,
    'gen_ai.usage.output_tokens': usage.outputTokens || undefined,
    'gen_ai.usage.cache_read.input_tokens': usage.cacheReadTokens || undefined,
    'gen_ai.usage.cache_creation.input_tokens': usage.cacheWriteTokens || undefined,
    'gen_ai.usage.reasoning.output_tokens': usage.reasoningTokens || undefined,
    'server.address': host || undefined,
    'error.type': errorTypeOf(exchange),
    ...chatAttributes(exchange),
  })
}

function operationOf({ operation, endpoint }: Exchange): string {
  if (/generateContent$/i.test(endpoint)) return 'generate_content'
  if (/\.(?:completions|fim)$/.test(endpoint)) return 'text_completion'
  return operation
}

function errorTypeOf({ error, status, state }: Exchange): string | undefined {
  if (error) return String(status || error.kind)
  return state === 'aborted' || state === 'cut' ? state : undefined
}

const OUTPUT: Readonly<Record<string, string>> = { text: 'text', json: 'json', 'json-schema': 'json' }

function chatAttributes(exchange: Exchange): Record<string, GenAiAttributes[string] | undefined> {
  if (!isChat(exchange)) return {}
  const { request } = exchange
  return {
    'gen_ai.request.max_tokens': request.maxTokens,
    'gen_ai.request.temperature': request.temperature,
    'gen_ai.request.stop_sequences': request.stopSequences?.length ? [...request.stopSequences] : undefined,
    'gen_ai.request.choice.count': request.n === 1 ? undefined : request.n,
    'gen_ai.request.stream': request.stream || undefined,
    'gen_ai.output.type': OUTPUT[request.responseFormat?.type],
    'gen_ai.response.finish_reasons': isAnsweredChat(exchange)
      ? choicesOf(exchange.outcome).map(({ finishReason }) => FINISH[finishReason])
      : undefined,
    'gen_ai.response.time_to_first_chunk': request.stream ? exchange.schedule.ttftMs / 1000 : undefined,
  }
}

function stated(attributes: Record<string, GenAiAttributes[string] | undefined>): GenAiAttributes {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, GenAiAttributes[string]] => entry[1] !== undefined),
  )
}
