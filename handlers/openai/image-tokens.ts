import type { ImagePart } from '../../src/request.ts'
import type { ImageTokens } from './models.ts'

/** Pixels that are assumed for an image whose bytes are not in the request. */
const UNKNOWN_PX = 1024

/** Tokens of one image of a prompt (openai-chat.md 12.6). */
export function imageTokens(image: ImagePart, rule: ImageTokens | undefined): number {
  if (!rule) return 0
  const width = image.widthPx ?? UNKNOWN_PX
  const height = image.heightPx ?? UNKNOWN_PX
  return 'tile' in rule
    ? tileTokens(width, height, rule, image.detail === 'low')
    : patchTokens(width, height, rule, image.detail === 'low')
}

/** Scaled into 2048 x 2048, then to a shortest side of at most 768; tiles of 512 px. Low detail costs the base alone. */
function tileTokens(
  width: number,
  height: number,
  { base, tile }: { readonly base: number; readonly tile: number },
  isLow: boolean,
): number {
  if (isLow) return base
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const shrink = Math.min(1, 768 / (Math.min(width, height) * fit))
  const tiles = (side: number) => Math.ceil((side * fit * shrink) / 512)
  return base + tile * tiles(width) * tiles(height)
}

/** Patches of 32 px up to a cap; a larger image is shrunk until a whole number of patches fits. */
function patchTokens(
  width: number,
  height: number,
  rule: Extract<ImageTokens, { readonly cap: number }>,
  isLow: boolean,
): number {
  const { cap, multiplier } = rule
  const low = isLow ? Math.min(1, 512 / Math.max(width, height)) : 1
  const [w, h] = [width * low, height * low]
  const whole = (side: number) => Math.ceil(side / 32)
  if (whole(w) * whole(h) <= cap) return Math.round(whole(w) * whole(h) * multiplier)
  const ratio = Math.sqrt((cap * 1024) / (w * h))
  const snap = Math.min(...[w, h].map((side) => Math.floor((side * ratio) / 32) / ((side * ratio) / 32)))
  return Math.round(Math.min(cap, whole(w * ratio * snap) * whole(h * ratio * snap)) * multiplier)
}
