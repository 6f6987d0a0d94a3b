import { crc32 } from '../framing/crc32.ts'
import { zlib } from './deflate.ts'
import type { Picture } from './picture.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A PNG file with a palette; rows that equal the one above cost next to nothing. */
export function encodePng(picture: Picture): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, colours } = picture
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, widthPx)
  view.setUint32(4, heightPx)
  // 8 bits a pixel, each an index into the palette.
  header.set([8, 3, 0, 0, 0], 8)
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(colours.flat())),
    chunk('IDAT', zlib(rowsOf(picture))),
    chunk('IEND', new Uint8Array()),
  ]
  const file = new Uint8Array(SIGNATURE.length + chunks.reduce((sum, one) => sum + one.length, 0))
  file.set(SIGNATURE)
  let at = SIGNATURE.length
  for (const one of chunks) {
    file.set(one, at)
    at += one.length
  }
  return file
}

/** Every row with the filter `Up` (2): its difference to the row above. */
function rowsOf({ widthPx, heightPx, tilePx, colourAt }: Picture): Uint8Array<ArrayBuffer> {
  const stride = widthPx + 1
  const rows = new Uint8Array(stride * heightPx)
  for (let y = 0; y < heightPx; y++) {
    rows[y * stride] = 2
    if (y % tilePx !== 0) continue
    for (let x = 0; x < widthPx; x++) rows[y * stride + 1 + x] = colourAt(x, y) - (y === 0 ? 0 : colourAt(x, y - 1))
  }
  return rows
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let index = 0; index < 4; index++) bytes[4 + index] = type.charCodeAt(index)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}
