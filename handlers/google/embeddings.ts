import { NO_USAGE } from '../../src/completion.ts'
import { ApiError } from '../../src/errors.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { embed, normalized } from '../../src/generate/embedding.ts'
import type { Model } from '../../src/models.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import type { Backend } from './backend.ts'
import { plainEndpoint, type PlainRequest } from './endpoint.ts'
import { refused } from './generate-content/errors.ts'
import { content } from './generate-content/messages.ts'
import { readBody, resolveModel } from './generate-content/parse.ts'
import type { WireContent } from './generate-content/wire.ts'
import { traitsOf } from './model-traits.ts'
import { enumOf, many, message, one } from './proto/descriptor.ts'

const TASKS =
  'TASK_TYPE_UNSPECIFIED RETRIEVAL_QUERY RETRIEVAL_DOCUMENT SEMANTIC_SIMILARITY CLASSIFICATION CLUSTERING QUESTION_ANSWERING FACT_VERIFICATION CODE_RETRIEVAL_QUERY'

const embedContentRequest = message('EmbedContentRequest', {
  model: one('string'),
  content: one(() => content),
  taskType: one(enumOf('TaskType', TASKS)),
  title: one('string'),
  outputDimensionality: one('int32'),
  autoTruncate: one('bool'),
  embedContentConfig: one('struct'),
})

const batchRequest = message('BatchEmbedContentsRequest', {
  model: one('string'),
  requests: many(() => embedContentRequest),
})

interface WireEmbed {
  readonly model?: string
  readonly content?: WireContent
  readonly taskType?: string
  readonly outputDimensionality?: number
  readonly embedContentConfig?: { readonly outputDimensionality?: number; readonly taskType?: string }
}

interface EmbedRequest extends PlainRequest<readonly WireEmbed[]> {
  readonly operation: 'embeddings'
}

interface Vectors extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
  readonly tokens: number
}

const BATCH_LIMIT = 100

/** `:embedContent`. */
export function embedContent(backend: Backend, path: string): Endpoint<EmbedRequest, Vectors> {
  return plainEndpoint<EmbedRequest, Vectors>(backend, {
    name: 'embedContent',
    method: 'POST',
    path: `${path}:embedContent`,
    operation: 'embeddings',
    parse(call) {
      const wire = readBody(call, embedContentRequest, backend) as WireEmbed
      return { model: named(call, backend), wire: [checked(wire, call)] }
    },
    perform,
    body: ({ vectors, tokens }, { model }) => ({
      embedding: { values: vectors[0] },
      ...usageOf(model, tokens, backend),
    }),
  })
}

/** `:batchEmbedContents`. */
export function batchEmbedContents(backend: Backend, path: string): Endpoint<EmbedRequest, Vectors> {
  return plainEndpoint<EmbedRequest, Vectors>(backend, {
    name: 'batchEmbedContents',
    method: 'POST',
    path: `${path}:batchEmbedContents`,
    operation: 'embeddings',
    parse(call) {
      const { requests = [] } = readBody(call, batchRequest, backend) as { readonly requests?: readonly WireEmbed[] }
      const model = named(call, backend)
      if (requests.length > BATCH_LIMIT && call.validation === 'strict')
        throw refused(`* BatchEmbedContentsRequest.requests: at most ${BATCH_LIMIT} requests can be in one batch\n`)
      return { model, wire: requests.map((one) => checked(one, call)) }
    },
    perform,
    body: ({ vectors, tokens }, { model }) => ({
      embeddings: vectors.map((values) => ({ values })),
      ...usageOf(model, tokens, backend),
    }),
  })
}

/** Both methods name `embedContent` where a model is unknown (recorded). */
function named(call: Call, backend: Backend): string {
  resolveModel(call, backend, 'embedContent')
  return call.params['model']!
}

function checked(wire: WireEmbed, call: Call): WireEmbed {
  if (call.validation === 'lenient') return wire
  const name = call.params['model']!
  if (wire.model !== undefined && wire.model.split('/').at(-1) !== name)
    throw refused(
      `* BatchEmbedContentsRequest.requests[0].model: model in the request must be the same as in the path\n`,
    )
  if ((wire.content?.parts ?? []).length === 0) throw refused('* EmbedContentRequest.content: contents is required\n')
  const size = dimensionsAsked(wire)
  const most = traitsOf(call.models.resolve(name)!.model).dimensions ?? 3072
  if (size !== undefined && (size < 1 || size > most))
    throw refused(
      `* EmbedContentRequest.output_dimensionality: output_dimensionality must be in the range [1, ${most}]\n`,
    )
  return wire
}

function dimensionsAsked({ outputDimensionality, embedContentConfig }: WireEmbed): number | undefined {
  return outputDimensionality ?? embedContentConfig?.outputDimensionality
}

const perform: NonNullable<Endpoint<EmbedRequest, Vectors>['perform']> = async ({ wire }, { model, tokenizer }) => {
  const counter = await tokenizer()
  const texts = wire.map(textOf)
  const tokens = texts.reduce((sum, text) => sum + counter.count(text) + 1, 0)
  const longest = model!.maxInputTokens ?? model!.contextWindow
  for (const text of texts) {
    const inputTokens = counter.count(text)
    if (inputTokens > longest) throw new ApiError('context_length', '', { details: { inputTokens, most: longest } })
  }
  return {
    vectors: wire.map((one, index) => vectorOf(texts[index]!, dimensionsAsked(one), model!)),
    tokens,
    usage: { ...NO_USAGE, inputTokens: tokens },
  }
}

function textOf({ content: turn }: WireEmbed): string {
  return (turn?.parts ?? []).map((part) => part.text ?? part.inlineData?.data?.slice(0, 2000) ?? '').join('\n')
}

/** The whole vector has length 1; one cut short only where the model says so. */
function vectorOf(text: string, asked: number | undefined, model: Model): readonly number[] {
  const { dimensions = 3072, isNormalized } = traitsOf(model)
  const whole = embed(text, dimensions)
  if (asked === undefined || asked === dimensions) return whole.map(nineDigits)
  const part = whole.slice(0, asked)
  return (isNormalized ? normalized(part) : part).map(nineDigits)
}

/** Single precision shows nine digits (recorded). */
function nineDigits(value: number): number {
  return Number(value.toPrecision(9))
}

/** Models before gemini-embedding-2 do not count, nor does its preview; the two services spell the details differently (recorded). */
function usageOf(name: string, tokens: number, backend: Backend): object {
  if (!/gemini-embedding-2(?!-preview)/.test(name)) return {}
  const details = [{ modality: 'TEXT', tokenCount: tokens }]
  return backend.name === 'vertex'
    ? { usageMetadata: { promptTokenCount: tokens, promptTokensDetails: details, totalTokenCount: tokens } }
    : { usageMetadata: { promptTokenCount: tokens, promptTokenDetails: details } }
}
