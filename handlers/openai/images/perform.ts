import { NO_USAGE } from '../../../src/completion.ts'
import { toBase64 } from '../../../src/base64.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { encodeJpeg } from '../../../src/generate/jpeg.ts'
import { drawPicture, type Picture } from '../../../src/generate/picture.ts'
import { encodePng } from '../../../src/generate/png.ts'
import { encodeWebp } from '../../../src/generate/webp.ts'
import { readImage } from '../../../src/image-size.ts'
import type { OperationContext } from '../../../src/provider.ts'
import { fork } from '../../../src/random.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { invalidImage, type ImageRequest, type InputImage } from './parse.ts'

export interface ImageUsage {
  readonly textTokens: number
  readonly imageTokens: number
  readonly outputTokens: number
}

export interface Images extends OperationResult {
  /** Base64 of each image. */
  readonly images: readonly string[]
  /** Base64 of what a stream shows before the first image is done. */
  readonly partials: readonly string[]
  readonly tokens: ImageUsage
}

const ENCODERS: Record<ImageRequest['format'], (picture: Picture) => Uint8Array> = {
  png: encodePng,
  jpeg: encodeJpeg,
  webp: encodeWebp,
}

/** Draws the images; GPT image models are billed by the token, the older ones by the image. */
export async function performImages(request: ImageRequest, { seed, tokenizer }: OperationContext): Promise<Images> {
  const tokens = await countTokens(request, await tokenizer())
  const draw = (name: string) =>
    toBase64(ENCODERS[request.format](drawPicture(request.widthPx, request.heightPx, fork(seed, name))))
  const images = Array.from({ length: request.n }, (_, index) => draw(`image ${index}`))
  const partials = Array.from({ length: request.stream ? (request.wire.partial_images ?? 0) : 0 }, (_, index) =>
    draw(`partial ${index}`),
  )
  if (!request.isGptImage) return { images, partials, tokens }
  const inputTokens = tokens.textTokens + tokens.imageTokens
  const { imageTokens: inputImageTokens, outputTokens } = tokens
  const usage = { ...NO_USAGE, inputTokens, inputImageTokens, outputTokens, outputImageTokens: outputTokens }
  return { images, partials, tokens, usage }
}

async function countTokens(request: ImageRequest, tokenizer: Tokenizer): Promise<ImageUsage> {
  const sizes = await Promise.all(request.inputs.map(sizeOf))
  const partialTokens = request.stream ? (request.wire.partial_images ?? 0) * 100 : 0
  const isNewest = request.model.startsWith('gpt-image-2')
  // Tokens around the prompt: 7 with gpt-image-2, 38 with the images of an edit before it (recorded).
  const around = isNewest || request.inputs.length === 0 ? 7 : 38
  const drawn = request.n * outputTokens(request)
  return {
    textTokens: tokenizer.count(request.wire.prompt ?? '') + around,
    imageTokens: sizes.reduce((sum, size) => sum + (isNewest ? 64 : inputTokens(size)), 0),
    // gpt-image-2 needs 0.35 of what the others need (recorded: 120 for 1536x864, low).
    outputTokens: Math.round(drawn * (isNewest ? 0.3486 : 1)) + partialTokens,
  }
}

/** Pixels of an input image, and a refusal of what is none. */
async function sizeOf(input: InputImage, index: number): Promise<readonly [number, number]> {
  if (!input.file) return [input.widthPx ?? 1024, input.heightPx ?? 1024]
  const facts = readImage(toBase64(new Uint8Array(await input.file.arrayBuffer())))
  if (!facts) throw invalidImage(index === 0 ? 'image' : `image[${index}]`)
  return [facts.widthPx, facts.heightPx]
}

/** 65 tokens and 129 for each 512 pixel tile of the image with its short side scaled down to 512: the documented low fidelity. */
function inputTokens([widthPx, heightPx]: readonly [number, number]): number {
  const scale = Math.min(1, 512 / Math.min(widthPx, heightPx))
  return 65 + 129 * Math.ceil((widthPx * scale) / 512) * Math.ceil((heightPx * scale) / 512)
}

/** Output tokens of the three documented sizes by quality: square, portrait, landscape. */
const OUTPUT_TOKENS: Readonly<Record<string, readonly [number, number, number]>> = {
  low: [272, 408, 400],
  medium: [1056, 1584, 1568],
  high: [4160, 6240, 6208],
}

function outputTokens({ quality, widthPx, heightPx }: ImageRequest): number {
  const [square, portrait, landscape] = OUTPUT_TOKENS[quality] ?? OUTPUT_TOKENS['medium']!
  if (widthPx === 1024 && heightPx === 1024) return square
  if (widthPx === 1024 && heightPx === 1536) return portrait
  if (widthPx === 1536 && heightPx === 1024) return landscape
  return Math.round((square * widthPx * heightPx) / (1024 * 1024))
}
