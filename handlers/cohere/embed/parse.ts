import { readDataUrl } from '../../../src/image-size.ts'
import type { Model } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { refused } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { resolveModel } from '../resolve-model.ts'
import { bodyOf, missingModel } from '../wording.ts'
import { EMBED, type WireEmbed } from './wire.ts'

/** A request for embeddings. */
export interface EmbedRequest extends OperationRequest<WireEmbed> {
  readonly operation: 'embed'
  readonly version: 1 | 2
}

const READ: ReadonlySet<string> = new Set(['texts', 'images', 'inputs', 'embedding_types'])
/** What v1 embeds with where no model is named (docs.cohere.com/v1/reference/embed). */
const DEFAULT_MODEL = 'embed-english-v2.0'

/** The request; refuses in the order body, model, values. */
export function parseEmbed(call: Call, version: 1 | 2): EmbedRequest {
  const body = call.json as { readonly model?: unknown } | null | undefined
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  if (version === 2 && isObject && !body.model) throw missingModel()
  // Reason: the shape is checked there.
  const wire = bodyOf(call, EMBED, `v${version}/reference/embed`, READ) as WireEmbed
  const name = wire.model || DEFAULT_MODEL
  const { model } = resolveModel(name, 'embed', call)
  if (call.validation !== 'lenient') check(wire, model)
  return { operation: 'embed', model: name, stream: false, wire, version }
}

function check(wire: WireEmbed, model: Model): void {
  const { input_type: type, images, texts, inputs, output_dimension: size } = wire
  const { inputType, dimensions } = traitsOf(model)
  if (inputType && !type && !images)
    throw refused('invalid request: valid input_type must be provided with the provided model')
  const given = [texts, images, inputs].filter((one) => one !== undefined && one !== null)
  if (given.length === 0) throw refused('invalid request: at least one of texts, images or inputs must be provided')
  if (given.length > 1) throw refused('invalid request: only one of texts, images or inputs can be provided')
  if (images && type && type !== 'image') throw refused('invalid request: images must be used with input_type=image')
  const empty = (texts ?? []).indexOf('')
  if (empty >= 0) throw refused(`invalid request: texts contains an element that is the empty string at index ${empty}`)
  const wrong = (images ?? []).findIndex((image) => !readDataUrl(image)?.mediaType.startsWith('image/'))
  if (wrong >= 0) throw refused(`invalid request: image at index ${wrong} must be a base64 data URL`)
  if (typeof size === 'number' && !dimensions.includes(size))
    throw refused(`invalid request: output_dimension must be one of ${dimensions.toReversed().join(', ')}`)
}
