import type { Picture } from './picture.ts'

/** Code lengths of the luminance DC table of the standard (ITU T.81, K.3.1) by category, and the codes that follow from them. */
const DC_LENGTHS = [2, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9] as const
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0] as const
const DC_CODES = [0b00, 0b010, 0b011, 0b100, 0b101, 0b110, 0b1110, 0b11110, 0b111110, 0x7e, 0xfe, 0x1fe] as const

/** A baseline JPEG file; every 8 x 8 block has one colour, so that each is one DC value and the end of the block. */
export function encodeJpeg(picture: Picture): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    // All quantizers 8: a DC step is then one level of the block's mean.
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 8)]),
    ...segment(0xc0, [
      8,
      ...uint16(picture.heightPx),
      ...uint16(picture.widthPx),
      3,
      1,
      0x11,
      0,
      2,
      0x11,
      0,
      3,
      0x11,
      0,
    ]),
    ...segment(0xc4, [0x00, ...DC_COUNTS, ...DC_LENGTHS.keys()]),
    // One AC code, for the end of the block.
    ...segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    ...scan(picture),
    0xff,
    0xd9,
  ])
}

function segment(marker: number, data: readonly number[]): readonly number[] {
  return [0xff, marker, ...uint16(data.length + 2), ...data]
}

function uint16(value: number): readonly [number, number] {
  return [value >> 8, value & 0xff]
}

/** The blocks from left to right and top to bottom, each in Y, Cb and Cr. */
function scan({ widthPx, heightPx, colours, colourAt }: Picture): readonly number[] {
  const bytes: number[] = []
  let pending = 0
  let count = 0
  const write = (code: number, length: number) => {
    for (let index = length - 1; index >= 0; index--) {
      pending = (pending << 1) | ((code >>> index) & 1)
      if (++count < 8) continue
      bytes.push(pending)
      // A byte of ones is followed by a zero, so that it is no marker.
      if (pending === 0xff) bytes.push(0)
      pending = 0
      count = 0
    }
  }
  const before: [number, number, number] = [0, 0, 0]
  const levels = colours.map(levelsOf)
  for (let y = 0; y < heightPx; y += 8) {
    for (let x = 0; x < widthPx; x += 8) {
      for (const [component, level] of levels[colourAt(x, y)]!.entries()) {
        writeDifference(write, level - before[component]!)
        before[component] = level
        write(0, 1)
      }
    }
  }
  if (count > 0) write(0xff, 8 - count)
  return bytes
}

function writeDifference(write: (code: number, length: number) => void, difference: number): void {
  const category = 32 - Math.clz32(Math.abs(difference))
  write(DC_CODES[category]!, DC_LENGTHS[category]!)
  if (category > 0) write(difference > 0 ? difference : difference + (1 << category) - 1, category)
}

/** DC values of a colour, in levels around 128. */
function levelsOf([red, green, blue]: readonly [number, number, number]): readonly [number, number, number] {
  const luminance = 0.299 * red + 0.587 * green + 0.114 * blue
  const toBlue = 128 + 0.564 * (blue - luminance)
  const toRed = 128 + 0.713 * (red - luminance)
  return [Math.round(luminance - 128), Math.round(toBlue - 128), Math.round(toRed - 128)]
}
