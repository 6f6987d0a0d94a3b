import type { Exchange } from '../../../src/exchange.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { parseEmbed, type EmbedRequest } from './parse.ts'
import { performEmbed, type Embeddings } from './perform.ts'
import { VECTOR } from './vectors.ts'

type Answered = Exchange<EmbedRequest, Embeddings> & { readonly outcome: Embeddings }

/** POST /v2/embed, and /v1/embed as older clients call it. */
export function embeddings(version: 1 | 2): Endpoint<EmbedRequest, Embeddings> {
  return {
    name: version === 2 ? 'embed' : 'embed-v1',
    method: 'POST',
    path: `/v${version}/embed`,
    operation: 'embed',
    style: 'compact',
    parse: (call) => parseEmbed(call, version),
    perform: performEmbed,
    encode,
    encodeError,
    headers,
  }
}

/** Keyed by type where types are asked for, as always in v2; else v1's bare lists of floats. */
function encode({ outcome, request, seed }: Answered): object {
  const { vectors, texts, images } = outcome
  const { wire, version } = request
  const isBare = version === 1 && !wire.embedding_types
  const types = [...new Set(wire.embedding_types?.length ? wire.embedding_types : (['float'] as const))]
  const forms = types.map((type) => [type, vectors.map(VECTOR[type])] as const)
  return {
    id: drawUuid(seed, 'embed'),
    ...(images.length > 0 ? { images } : {}),
    texts,
    embeddings: isBare ? forms[0]![1] : Object.fromEntries(forms),
    meta: { api_version: { version: String(version) }, billed_units: billedUnits(outcome) },
    response_type: isBare ? 'embeddings_floats' : 'embeddings_by_type',
  }
}

function billedUnits({ usage, imageTokens }: Embeddings): object {
  if (imageTokens === undefined) return { input_tokens: usage.inputTokens }
  return { input_tokens: usage.inputTokens - imageTokens, image_tokens: imageTokens }
}
