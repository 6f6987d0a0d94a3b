import type { Exchange } from '../../../src/exchange.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { ALNUM, drawId } from '../../../src/ids.ts'
import type { ImageRequest } from './parse.ts'
import type { Images } from './perform.ts'

export type ImageExchange = Exchange<ImageRequest, Images> & { readonly outcome: Images }

/** The body: GPT image models repeat their settings and count, the older ones give the images only. */
export function encode(exchange: ImageExchange): unknown {
  const { request, outcome } = exchange
  const created = Math.floor(exchange.receivedAtMs / 1000)
  if (!request.isGptImage)
    return { created, data: outcome.images.map((image, index) => olderImage(exchange, image, index)) }
  return {
    created,
    background: backgroundOf(request),
    data: outcome.images.map((image) => ({ b64_json: image })),
    output_format: request.format,
    quality: request.quality,
    size: `${request.widthPx}x${request.heightPx}`,
    usage: wireUsage(exchange),
  }
}

function backgroundOf({ wire }: ImageRequest): string {
  return wire.background === 'transparent' ? 'transparent' : 'opaque'
}

function olderImage(exchange: ImageExchange, image: string, index: number): object {
  const { wire } = exchange.request
  const revised = exchange.model?.model.id === 'dall-e-3' ? { revised_prompt: wire.prompt } : {}
  if (wire.response_format === 'b64_json') return { ...revised, b64_json: image }
  return { ...revised, url: imageUrl(exchange, index) }
}

/** An address of the shape that the API hands out; it names the image, nothing answers there. */
function imageUrl({ seed, receivedAtMs }: ImageExchange, index: number): string {
  const start = new Date(receivedAtMs).toISOString().replace(/\.\d+Z$/, 'Z')
  const end = new Date(receivedAtMs + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const name = drawId(seed, `image ${index}`, 24, ALNUM)
  const query = new URLSearchParams({
    st: start,
    se: end,
    sp: 'r',
    sv: '2024-08-04',
    sr: 'b',
    rscd: 'inline',
    rsct: 'image/png',
  })
  return `https://oaidalleapiprodscus.blob.core.windows.net/private/img-${name}.png?${query.toString()}&sig=${drawId(seed, `signature ${index}`, 43, ALNUM)}%3D`
}

/** Usage, details of the output only for edits (recorded). */
function wireUsage({ outcome: { tokens }, request }: ImageExchange): object {
  const inputTokens = tokens.textTokens + tokens.imageTokens
  return {
    input_tokens: inputTokens,
    input_tokens_details: { image_tokens: tokens.imageTokens, text_tokens: tokens.textTokens },
    output_tokens: tokens.outputTokens,
    ...(request.task === 'edit'
      ? { output_tokens_details: { image_tokens: tokens.outputTokens, text_tokens: 0 } }
      : {}),
    total_tokens: inputTokens + tokens.outputTokens,
  }
}

/** The stream: partial images, then each finished one. */
export function* encodeEvents(exchange: ImageExchange): Generator<WireEvent> {
  const { request, outcome } = exchange
  const prefix = request.task === 'edit' ? 'image_edit' : 'image_generation'
  const settings = {
    created_at: Math.floor(exchange.receivedAtMs / 1000),
    size: `${request.widthPx}x${request.heightPx}`,
    quality: request.quality,
    background: backgroundOf(request),
    output_format: request.format,
  }
  const event = (type: string, data: object): WireEvent => ({ event: type, data: JSON.stringify({ type, ...data }) })
  for (const [index, image] of outcome.partials.entries()) {
    yield event(`${prefix}.partial_image`, { b64_json: image, ...settings, partial_image_index: index })
  }
  for (const image of outcome.images) {
    yield event(`${prefix}.completed`, { b64_json: image, ...settings, usage: wireUsage(exchange) })
  }
}
