import { NO_USAGE } from '../../src/completion.ts'
import { ApiError } from '../../src/errors.ts'
import type { Exchange, OperationResult } from '../../src/exchange.ts'
import { embed, normalized } from '../../src/generate/embedding.ts'
import type { Call, Endpoint, JsonStyle, Voice } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'

/** The body of an embeddings request, as far as it is read. */
export interface EmbeddingsBody {
  readonly model: string
  readonly dimensions?: number | null
  readonly encoding_format?: string | null
  readonly [key: string]: unknown
}

export interface EmbeddingsRequest extends OperationRequest<EmbeddingsBody> {
  readonly inputs: readonly string[]
  readonly dimensions: number
}

export interface EmbeddingsResult extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

export type EmbeddingsExchange = Exchange<EmbeddingsRequest, EmbeddingsResult> & { readonly outcome: EmbeddingsResult }

/** How one provider embeds texts. */
export interface EmbeddingsProfile extends Voice {
  readonly name?: string
  /** Default: `/embeddings`. */
  readonly path?: string
  readonly style?: JsonStyle
  readonly contentType?: string
  /** Name of the member with the texts. Default: `input`. */
  readonly input?: string
  /** Floats of a vector, where `traits.dimensions` of the model does not say. Default: 1024. */
  readonly dimensions?: number
  refused(message: string, param: string): ApiError
  unknownModel(model: string): ApiError
  encode(exchange: EmbeddingsExchange): unknown
}

/** POST of texts for vectors. */
export function embeddingsEndpoint(profile: EmbeddingsProfile): Endpoint<EmbeddingsRequest, EmbeddingsResult> {
  return {
    name: profile.name ?? 'embeddings',
    method: 'POST',
    path: profile.path ?? '/embeddings',
    operation: 'embeddings',
    style: profile.style ?? 'compact',
    ...(profile.contentType ? { contentType: profile.contentType } : {}),
    parse: (call) => parse(call, profile),
    async perform({ inputs, dimensions, model }, context) {
      const tokenizer = await context.tokenizer()
      const whole = fullSize(context.models.resolve(model)?.model.traits, profile)
      const vectors = inputs.map((text) => {
        const vector = embed(text, Math.max(whole, dimensions))
        return dimensions < whole ? normalized(vector.slice(0, dimensions)) : vector
      })
      const inputTokens = inputs.reduce((sum, text) => sum + tokenizer.count(text), 0)
      return { vectors, usage: { ...NO_USAGE, inputTokens } }
    },
    encode: (exchange) => profile.encode(exchange),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: (exchange) => profile.headers(exchange),
  }
}

function parse(call: Call, profile: EmbeddingsProfile): EmbeddingsRequest {
  const name = profile.input ?? 'input'
  const body = call.json as Partial<EmbeddingsBody> | null | undefined
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw profile.refused(`Could not parse the request body as JSON${call.jsonError ? `: ${call.jsonError}` : '.'}`, '')
  }
  if (typeof body.model !== 'string' || body.model === '') throw profile.refused('model is required', 'model')
  const resolved = call.models.resolve(body.model)
  if (!resolved) throw profile.unknownModel(body.model)
  const input = body[name]
  const inputs = typeof input === 'string' ? [input] : input
  if (!Array.isArray(inputs) || !inputs.every((item) => typeof item === 'string'))
    throw profile.refused(`'${name}' must be a string or an array of strings`, name)
  const { dimensions } = body
  if (dimensions !== undefined && dimensions !== null && !(Number.isInteger(dimensions) && dimensions > 0))
    throw profile.refused("'dimensions' must be a positive integer", 'dimensions')
  return {
    operation: 'embeddings',
    model: body.model,
    stream: false,
    // Model and texts have just been checked.
    wire: body as EmbeddingsBody,
    inputs,
    dimensions: dimensions ?? fullSize(resolved.model.traits, profile),
  }
}

function fullSize(traits: Readonly<Record<string, unknown>> | undefined, profile: EmbeddingsProfile): number {
  return typeof traits?.['dimensions'] === 'number' ? traits['dimensions'] : (profile.dimensions ?? 1024)
}
