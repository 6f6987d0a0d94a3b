import type { Model } from '../../src/models.ts'
import type { CompletionRequest, ImagePart, InputPart } from '../../src/request.ts'
import type { SizedFile } from './generate-content/media.ts'
import type { Modality, WireRequest } from './generate-content/wire.ts'
import { traitsOf } from './model-traits.ts'

const TILE = 258
const TILE_PX = 768

/** Tokens of an image of Gemini 3 by the resolution that is asked for [6.4]; the default is measured. */
const RESOLUTIONS: Readonly<Record<string, number>> = {
  MEDIA_RESOLUTION_LOW: 280,
  MEDIA_RESOLUTION_MEDIUM: 560,
  MEDIA_RESOLUTION_HIGH: 1120,
  MEDIA_RESOLUTION_ULTRA_HIGH: 2240,
}

/** Tokens of one unit of a file, old models and Gemini 3: pages, seconds of film, seconds of sound [6.4]. */
const UNIT_TOKENS = { DOCUMENT: [258, 526], VIDEO: [263, 67], AUDIO: [32, 25] } as const

/** Input tokens of everything that is not text, by kind; kinds without any are left out. */
export function mediaTokens(request: CompletionRequest, model: Model): ReadonlyMap<Modality, number> {
  const sums = new Map<Modality, number>()
  const add = (modality: Modality, tokens: number) => sums.set(modality, (sums.get(modality) ?? 0) + tokens)
  const isThird = traitsOf(model).generation === '3'
  const walk = (parts: readonly InputPart[]): void => {
    for (const part of parts) {
      if (part.type === 'image') add('IMAGE', imageTokens(part, request, model))
      if (part.type === 'tool-result') walk(part.content)
      if (isSized(part)) {
        const { modality, units } = part
        // Gemini 3 sees the pages of a document as images (recorded).
        const counted = isThird && modality === 'DOCUMENT' ? 'IMAGE' : modality
        add(counted, Math.round(units * UNIT_TOKENS[modality][isThird ? 1 : 0]))
      }
    }
  }
  for (const { content } of request.messages) walk(content)
  return sums
}

function isSized(part: InputPart): part is SizedFile {
  return 'modality' in part
}

function imageTokens({ widthPx, heightPx }: ImagePart, { wire }: CompletionRequest, model: Model): number {
  const { generation } = traitsOf(model)
  const { mediaResolution = '' } = (wire as WireRequest | undefined)?.generationConfig ?? {}
  if (generation === '3') return RESOLUTIONS[mediaResolution] ?? 1088
  if (mediaResolution === 'MEDIA_RESOLUTION_LOW') return 64
  const isOneTile = generation !== '2.0' || widthPx === undefined || heightPx === undefined
  if (isOneTile || Math.max(widthPx, heightPx) <= 384) return TILE
  const tiles = Math.ceil(widthPx / TILE_PX) * Math.ceil(heightPx / TILE_PX)
  // An overview goes with the tiles (measured: 3008 x 2000 is 13 times 258).
  return TILE * (tiles === 1 ? 1 : tiles + 1)
}
