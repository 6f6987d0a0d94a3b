import { toBase64 } from '../../src/base64.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { encodeJpeg } from '../../src/generate/jpeg.ts'
import { drawPicture } from '../../src/generate/picture.ts'
import { encodePng } from '../../src/generate/png.ts'
import { BASE62, drawId } from '../../src/ids.ts'
import type { Call, Endpoint } from '../../src/provider.ts'
import { fork } from '../../src/random.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Field, Shape } from '../../src/validation.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { encodeError, refusals, refused } from './errors.ts'
import { headers } from './headers.ts'
import { responseId } from './ids.ts'
import { traitsOf } from './models.ts'

interface WireRequest {
  readonly model: string
  readonly prompt: string
  readonly n?: number | null
  readonly width?: number | null
  readonly height?: number | null
  readonly output_format?: 'jpeg' | 'png' | null
  readonly response_format?: 'url' | 'base64' | null
}

interface Images extends OperationResult {
  readonly images: readonly string[]
}

const SIDE: Field = { type: 'integer', min: 64, max: 1792, nullable: true }

const SHAPE: Shape = {
  type: 'object',
  open: true,
  fields: {
    model: { type: 'string' },
    prompt: { type: 'string', required: true, minLength: 1 },
    n: { type: 'integer', min: 1, max: 4, nullable: true },
    width: SIDE,
    height: SIDE,
    steps: { type: 'integer', min: 1, max: 50, nullable: true },
    output_format: { type: 'string', nullable: true, choice: ['jpeg', 'png'] },
    response_format: { type: 'string', nullable: true, choice: ['url', 'base64', 'b64_json'] },
  },
}

/** POST /images/generations: images as base64, or as short addresses that nothing serves here. */
export const images: Endpoint<OperationRequest<WireRequest>, Images> = {
  name: 'images',
  method: 'POST',
  path: '/images/generations',
  operation: 'images',
  style: 'compact',
  parse(call: Call) {
    const { wire, resolved } = checkedBody<WireRequest>(call, SHAPE, refusals)
    if (traitsOf(resolved.model).kind !== 'image') throw refused(`Model ${wire.model} is not an image model.`, 'model')
    return { operation: 'images', model: wire.model, stream: false, wire }
  },
  perform({ wire }, { seed }) {
    if ((wire.response_format ?? 'url') === 'url') {
      const address = (index: number) => `https://api.together.ai/shrt/${drawId(seed, `image ${index}`, 16, BASE62)}`
      return { images: Array.from({ length: wire.n ?? 1 }, (_, index) => address(index)) }
    }
    const encode = wire.output_format === 'png' ? encodePng : encodeJpeg
    const draw = (index: number) => drawPicture(wire.width ?? 1024, wire.height ?? 1024, fork(seed, `image ${index}`))
    return { images: Array.from({ length: wire.n ?? 1 }, (_, index) => toBase64(encode(draw(index)))) }
  },
  encode: (exchange) => ({
    id: responseId(exchange),
    model: exchange.request.model,
    object: 'list',
    data: exchange.outcome.images.map((image, index) =>
      (exchange.request.wire.response_format ?? 'url') === 'url'
        ? { index, type: 'url', url: image }
        : { index, type: 'b64_json', b64_json: image },
    ),
  }),
  encodeError,
  headers,
}
