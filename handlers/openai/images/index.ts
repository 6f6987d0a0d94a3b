import { sse } from '../../../src/framing/sse.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Call, Endpoint } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { unlimited } from '../operation-headers.ts'
import { encode, encodeEvents } from './encode.ts'
import { parseEdit, parseGeneration, parseVariation, type ImageRequest } from './parse.ts'
import { performImages, type Images } from './perform.ts'

/** POST /images/generations. */
export function generateImages(): Endpoint<ImageRequest, Images> {
  return imageEndpoint('images', '/images/generations', parseGeneration)
}

/** POST /images/edits. */
export function editImages(): Endpoint<ImageRequest, Images> {
  return imageEndpoint('images.edits', '/images/edits', parseEdit)
}

/** POST /images/variations. */
export function varyImages(): Endpoint<ImageRequest, Images> {
  return imageEndpoint('images.variations', '/images/variations', parseVariation)
}

const plainHeaders = unlimited(headers)

/** Images do not pass the proxy that the other endpoints name (recorded). */
function imageHeaders(exchange: Exchange): Record<string, string> {
  const { 'x-openai-proxy-wasm': _proxy, ...kept } = plainHeaders(exchange)
  return kept
}

function imageEndpoint(
  name: string,
  path: string,
  parse: (call: Call) => ImageRequest,
): Endpoint<ImageRequest, Images> {
  return {
    name,
    method: 'POST',
    path,
    operation: 'images',
    style: 'pretty',
    framing: sse,
    parse,
    perform: performImages,
    encode,
    encodeEvents,
    encodeError,
    headers: imageHeaders,
  }
}
