import { toBase64 } from '../../src/base64.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { encodeJpeg } from '../../src/generate/jpeg.ts'
import { drawPicture } from '../../src/generate/picture.ts'
import { drawUuid } from '../../src/ids.ts'
import type { AnyEndpoint, Call, Endpoint } from '../../src/provider.ts'
import { fork } from '../../src/random.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Field, Shape } from '../../src/validation.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { rules } from './chat-completions/rules.ts'
import { encodeError, refused } from './errors.ts'
import { traitsOf } from './models.ts'
import { imageHeaders } from './operation-headers.ts'

interface WireImages {
  readonly model: string
  readonly prompt: string
  readonly n?: number | null
  readonly response_format?: 'url' | 'b64_json' | null
  readonly image?: object | null
  readonly images?: readonly object[] | null
}

interface ImagesRequest extends OperationRequest<WireImages> {
  /** USD of one image of the model. */
  readonly imageUsd: number
  readonly inputCount: number
}

interface Images extends OperationResult {
  /** An address, or base64. */
  readonly images: readonly string[]
}

const IMAGE: Field = {
  type: 'object',
  nullable: true,
  open: true,
  fields: { type: { type: 'string', nullable: true }, url: { type: 'string', required: true } },
}

const GENERATION = {
  type: 'object',
  open: true,
  fields: {
    model: { type: 'string' },
    prompt: { type: 'string', required: true },
    n: { type: 'integer', nullable: true },
    response_format: { type: 'string', nullable: true, choice: ['url', 'b64_json'] },
    aspect_ratio: { type: 'string', nullable: true },
    resolution: { type: 'string', nullable: true },
    user: { type: 'string', nullable: true },
  },
} as const satisfies Shape

const EDIT: Shape = {
  ...GENERATION,
  fields: { ...GENERATION.fields, image: IMAGE, images: { type: 'array', nullable: true, of: IMAGE } },
}

/** Ticks of a US dollar, and dollars for each image that an edit reads (recorded: 700,000,000 for one of two). */
const TICKS_PER_USD = 10_000_000_000
const INPUT_USD = 0.01

const MOST_IMAGES = 10
const SIDE_PX = 1024

function imagesEndpoint(name: string, path: string, shape: Shape): Endpoint<ImagesRequest, Images> {
  const isEdit = shape === EDIT
  return {
    name,
    method: 'POST',
    path,
    operation: 'images',
    style: 'compact',
    parse: (call) => parse(call, shape, isEdit),
    perform({ wire }, { seed }) {
      const draw = (index: number) =>
        wire.response_format === 'b64_json'
          ? toBase64(encodeJpeg(drawPicture(SIDE_PX, SIDE_PX, fork(seed, `image ${index}`))))
          : `https://imgen.x.ai/xai-imgen/xai-tmp-imgen-${drawUuid(seed, `image ${index}`)}.jpeg`
      return { images: Array.from({ length: wire.n ?? 1 }, (_, index) => draw(index)) }
    },
    encode: ({ request, outcome: { images } }) => ({
      data: images.map((image) => ({
        [request.wire.response_format === 'b64_json' ? 'b64_json' : 'url']: image,
        mime_type: 'image/jpeg',
      })),
      usage: {
        cost_in_usd_ticks: Math.round(
          (images.length * request.imageUsd + request.inputCount * INPUT_USD) * TICKS_PER_USD,
        ),
      },
    }),
    encodeError,
    headers: imageHeaders,
    // As recorded.
    limits: () => ({ requestsPerMinute: 300 }),
  }
}

function parse(call: Call, shape: Shape, isEdit: boolean): ImagesRequest {
  const { wire, resolved } = checkedBody<WireImages>(call, shape, rules)
  const { imageUsd } = traitsOf(resolved.model)
  if (imageUsd === undefined) throw refused(`The model ${wire.model} does not support image generation.`)
  const n = wire.n ?? 1
  if (n < 1 || n > MOST_IMAGES) throw refused(`Invalid n: ${n}. It must be between 1 and ${MOST_IMAGES}.`)
  const inputCount = (wire.images ?? []).length + (wire.image ? 1 : 0)
  if (isEdit && inputCount === 0) throw refused('An image to edit is required: set image or images.')
  return { operation: 'images', model: wire.model, stream: false, wire, imageUsd, inputCount }
}

/** POST /images/generations and POST /images/edits, which takes JSON here (recorded). */
export const images: readonly AnyEndpoint[] = [
  imagesEndpoint('images', '/images/generations', GENERATION),
  imagesEndpoint('images.edits', '/images/edits', EDIT),
]
