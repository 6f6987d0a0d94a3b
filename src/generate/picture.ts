import { createRandom, type Seed } from '../random.ts'

/** Number of colours of a generated picture. */
const COLOURS = 16

/** A generated picture: tiles of a few colours. */
export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  /** Red, green and blue of each colour, 0 to 255. */
  readonly colours: readonly (readonly [red: number, green: number, blue: number])[]
  /** Side of a tile; a multiple of 8. */
  readonly tilePx: number
  /** The colour of the tile in which a pixel lies. */
  colourAt(x: number, y: number): number
}

/** A picture for a seed: a mosaic in related colours that is mirrored left to right. */
export function drawPicture(widthPx: number, heightPx: number, seed: Seed): Picture {
  const random = createRandom(seed)
  const start = random.next()
  const colours = Array.from({ length: COLOURS }, (_, index) =>
    rgb(start + index / (COLOURS * 2.5), 0.35 + (index % 5) / 9),
  )
  const tilePx = Math.max(8, Math.floor(Math.min(widthPx, heightPx) / 128) * 8)
  const columns = Math.ceil(widthPx / tilePx)
  const rows = Math.ceil(heightPx / tilePx)
  const tiles = Uint8Array.from({ length: columns * rows }, () => random.integer(0, COLOURS - 1))
  const mirrored = (column: number) => Math.min(column, columns - 1 - column)
  return {
    widthPx,
    heightPx,
    colours,
    tilePx,
    colourAt: (x, y) => tiles[Math.floor(y / tilePx) * columns + mirrored(Math.floor(x / tilePx))]!,
  }
}

/** A colour of the wheel at `turn`, 0.85 saturated. */
function rgb(turn: number, lightness: number): readonly [number, number, number] {
  const spread = 0.85 * Math.min(lightness, 1 - lightness)
  const channel = (shift: number) => {
    const place = (shift + turn * 12) % 12
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(place - 3, 9 - place, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
