import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { embed, normalized } from '../../src/generate/embedding.ts'
import type { Endpoint } from '../../src/provider.ts'
import { plainEndpoint, type PlainRequest } from '../google/endpoint.ts'
import { refused } from '../google/generate-content/errors.ts'
import { readBody, resolveModel } from '../google/generate-content/parse.ts'
import { traitsOf } from '../google/model-traits.ts'
import { many, message, one } from '../google/proto/descriptor.ts'
import { vertexBackend } from './vertex.ts'

interface Instance {
  readonly content?: string
  readonly task_type?: string
  readonly title?: string
}

interface WirePredict {
  readonly instances?: readonly Instance[]
  readonly parameters?: { readonly outputDimensionality?: number; readonly autoTruncate?: boolean }
}

interface PredictRequest extends PlainRequest<WirePredict> {
  readonly operation: 'embeddings'
}

interface Prediction {
  readonly tokens: number
  readonly isTruncated: boolean
  readonly values: readonly number[]
}

interface Predictions extends OperationResult {
  readonly predictions: readonly Prediction[]
  readonly characters: number
}

const predictRequest = message('PredictRequest', {
  endpoint: one('string'),
  instances: many('value'),
  parameters: one('struct'),
})

/** `:predict` of an embedding model. */
export function predict(path: string): Endpoint<PredictRequest, Predictions> {
  return plainEndpoint<PredictRequest, Predictions>(vertexBackend, {
    name: 'predict',
    method: 'POST',
    path: `${path}:predict`,
    operation: 'embeddings',
    parse(call) {
      const wire = readBody(call, predictRequest, vertexBackend) as WirePredict
      resolveModel(call, vertexBackend, 'embedContent')
      const { instances = [] } = wire
      if (instances.length === 0) throw refused('Empty instances.')
      if (instances.some((each) => typeof each?.content !== 'string'))
        throw refused('Invalid instances: content is required and must be a string.')
      return { model: call.params['model']!, wire }
    },
    async perform({ wire: { instances = [], parameters = {} } }, { model, tokenizer }) {
      const counter = await tokenizer()
      const longest = model!.maxInputTokens ?? model!.contextWindow
      const whole = traitsOf(model!).dimensions ?? 768
      const size = Math.min(parameters.outputDimensionality ?? whole, whole)
      const predictions = instances.map(({ content = '' }) => {
        const tokens = counter.count(content)
        const isTruncated = tokens > longest
        if (isTruncated && parameters.autoTruncate === false)
          throw refused(`The input token count is ${tokens} but the model supports up to ${longest}.`)
        return {
          tokens: Math.min(tokens, longest),
          isTruncated,
          values: normalized(embed(content, whole).slice(0, size)),
        }
      })
      const characters = instances.reduce((sum, { content = '' }) => sum + content.replaceAll(/\s/g, '').length, 0)
      const inputTokens = predictions.reduce((sum, { tokens }) => sum + tokens, 0)
      return { predictions, characters, usage: { ...NO_USAGE, inputTokens } }
    },
    body: ({ predictions, characters }) => ({
      predictions: predictions.map(({ tokens, isTruncated, values }) => ({
        embeddings: { statistics: { truncated: isTruncated, token_count: tokens }, values },
      })),
      metadata: { billableCharacterCount: characters },
    }),
  })
}
