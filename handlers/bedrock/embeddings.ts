import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { embed } from '../../src/generate/embedding.ts'
import { drawUuid } from '../../src/ids.ts'
import type { Model } from '../../src/models.ts'
import type { Endpoint } from '../../src/provider.ts'
import type { Seed } from '../../src/random.ts'
import type { OperationRequest } from '../../src/request.ts'
import { jsonTypeOf } from '../../src/validation.ts'
import { EMBEDDING_FORMATS, type EmbeddingFamily, type EmbeddingOrder } from './embedding-formats.ts'
import { encodeError } from './errors.ts'
import { invokeHeaders } from './headers.ts'
import { checkShape, malformed } from './invoke/schema-words.ts'
import { models, traitsOf } from './models.ts'
import { resolveModel } from './resolve.ts'

interface EmbeddingRequest extends OperationRequest {
  readonly operation: 'embeddings'
  readonly order: EmbeddingOrder
}

interface EmbeddingResult extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

const PREFIXES = ['', 'us.', 'eu.', 'apac.', 'global.']

/** How clients write the colon of an id in a path. */
const COLONS = [':', '%3A', '%3a']

/**
 * `POST /model/{id}/invoke` of the models that embed, one for each way to write an id.
 *
 * An endpoint has one operation, and the path alone says which of the two InvokeModel is.
 */
export const embeddings: readonly Endpoint<EmbeddingRequest, EmbeddingResult>[] = models
  .filter(({ capabilities }) => capabilities.includes('embeddings'))
  .flatMap((model) => pathsOf(model).map((path) => endpointAt(path, traitsOf(model).family as EmbeddingFamily)))

function pathsOf(model: Model): readonly string[] {
  const prefixes = traitsOf(model).profiles === 'none' ? [''] : PREFIXES
  const ids = prefixes.map((prefix) => prefix + model.id)
  const spelled = ids.flatMap((id) => (id.includes(':') ? COLONS.map((colon) => id.replaceAll(':', colon)) : [id]))
  return spelled.map((id) => `/model/${id}/invoke`)
}

function endpointAt(path: string, family: EmbeddingFamily): Endpoint<EmbeddingRequest, EmbeddingResult> {
  const format = EMBEDDING_FORMATS[family]
  return {
    name: 'invoke',
    method: 'POST',
    path,
    operation: 'embeddings',
    parse(call) {
      const asked = decodeURIComponent(path.split('/')[2]!)
      const { model } = resolveModel(asked, call.models)
      if (call.jsonError !== undefined || jsonTypeOf(call.json) !== 'object') throw malformed('')
      // Reason: the value has just been found to be an object.
      const body = call.json as Readonly<Record<string, unknown>>
      checkShape(body, format.shapeOf(traitsOf(model)), call.validation === 'lenient')
      return {
        operation: 'embeddings',
        model: asked,
        stream: false,
        wire: body,
        order: format.read(body, traitsOf(model)),
      }
    },
    async perform({ order }, { tokenizer, model }) {
      const counter = await tokenizer()
      const overheadTokens = format.overheadTokens(traitsOf(model!))
      const inputTokens = order.texts.reduce((sum, text) => sum + counter.count(text) + overheadTokens, 0)
      const vectors = order.texts.map((text) => embed(text, order.dimensions))
      return { vectors, usage: { ...NO_USAGE, inputTokens } }
    },
    encode({ request: { order }, outcome: { vectors }, usage, seed }) {
      return format.encode({ order, vectors, inputTokens: usage.inputTokens, id: embeddingId(seed) })
    },
    style: 'compact',
    encodeError,
    headers: invokeHeaders,
  }
}

function embeddingId(seed: Seed): string {
  return drawUuid(seed, 'embedding')
}
