import { NO_USAGE, type Usage } from '../../../src/completion.ts'
import { ApiError } from '../../../src/errors.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { embed, normalized } from '../../../src/generate/embedding.ts'
import { readDataUrl, readImage } from '../../../src/image-size.ts'
import type { OperationContext } from '../../../src/provider.ts'
import { fork } from '../../../src/random.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { imageOf } from '../chat/to-request.ts'
import { traitsOf, type CohereTraits } from '../models.ts'
import { imageTokens } from '../tokens.ts'
import type { EmbedRequest } from './parse.ts'
import { uncased } from './uncased.ts'
import type { WireEmbed, WireEmbedPart } from './wire.ts'

/** Vectors with what the answer says about their inputs. */
export interface Embeddings extends OperationResult {
  readonly usage: Usage
  readonly vectors: readonly (readonly number[])[]
  readonly texts: readonly string[]
  readonly images: readonly object[]
  /** Billed beside the tokens of texts; undefined where the model reads no images. */
  readonly imageTokens: number | undefined
}

/** Embeds each input; `output_dimension` keeps the first components of the whole vector, as models trained for it do. */
export async function performEmbed({ wire }: EmbedRequest, context: OperationContext): Promise<Embeddings> {
  const model = context.model!
  const traits = traitsOf(model)
  const tokenizer = await context.tokenizer()
  const limit = Math.min(wire.max_tokens ?? Number.POSITIVE_INFINITY, model.contextWindow)
  const inputs = inputsOf(wire, traits).map((input) => ({ ...input, text: fitted(input.text, limit, wire, tokenizer) }))
  const [full = 1024] = traits.dimensions
  const size = wire.output_dimension ?? full
  const vectors = inputs.map(({ text, images }) => {
    // What an image shows is in no simulation's reach: its bytes alone tell it from others.
    const shown = images.map((image) => `image ${fork(0, image).toString(36)}`)
    const vector = embed([text, ...shown].filter(Boolean).join(' '), full)
    return size === full ? vector : normalized(vector.slice(0, size))
  })
  const textTokens = inputs.reduce((sum, { text }) => sum + tokenizer.count(text), 0)
  const images = inputs.flatMap((input) => input.images)
  const pictured = images.reduce((sum, image) => sum + imageTokens(imageOf(image)), 0)
  return {
    usage: { ...NO_USAGE, inputTokens: textTokens + pictured },
    vectors,
    texts: wire.texts ? inputs.map(({ text }) => text) : [],
    images: (wire.images ?? []).map(imageFacts),
    imageTokens: model.id === 'embed-v4.0' || images.length > 0 ? pictured : undefined,
  }
}

interface Input {
  readonly text: string
  readonly images: readonly string[]
}

function inputsOf({ texts, images, inputs }: WireEmbed, traits: CohereTraits): readonly Input[] {
  if (images) return images.map((image) => ({ text: '', images: [image] }))
  if (inputs) return inputs.map(({ content }) => ({ text: joined(content), images: content.flatMap(imageUrl) }))
  return (texts ?? []).map((text) => ({ text: traits.uncased ? uncased(text) : text, images: [] }))
}

function joined(content: readonly WireEmbedPart[]): string {
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

function imageUrl(part: WireEmbedPart): readonly string[] {
  return part.type === 'image_url' ? [part.image_url.url] : []
}

/** A text within the limit; `NONE` refuses longer ones. Texts are cut at their end unless told otherwise. */
function fitted(text: string, limit: number, { truncate }: WireEmbed, tokenizer: Tokenizer): string {
  const tokens = tokenizer.count(text)
  if (tokens <= limit) return text
  if (truncate === 'NONE') throw new ApiError('context_length', '', { details: { inputTokens: tokens, most: limit } })
  const pieces = tokenizer.split(text)
  return (truncate === 'START' ? pieces.slice(-limit) : pieces.slice(0, limit)).join('')
}

function imageFacts(url: string): object {
  const inline = readDataUrl(url)
  const facts = inline && readImage(inline.data)
  return { width: facts?.widthPx ?? 0, height: facts?.heightPx ?? 0, format: facts?.format ?? 'png', bit_depth: 24 }
}
