import { BitWriter } from './deflate.ts'
import type { Picture } from './picture.ts'

/** A lossless WebP file in the picture's first colour: with one symbol per Huffman code its pixels take no bits at all. */
export function encodeWebp({ widthPx, heightPx, colours }: Picture): Uint8Array<ArrayBuffer> {
  const [red, green, blue] = colours[0]!
  const bits = new BitWriter()
  bits.write(0x2f, 8)
  bits.write(widthPx - 1, 14)
  bits.write(heightPx - 1, 14)
  // No alpha, version 0; then no transform, no colour cache, no groups of codes.
  bits.write(0, 1 + 3)
  bits.write(0, 1 + 1 + 1)
  for (const symbol of [green, red, blue, 255, 0]) {
    // A simple code of one symbol, which is eight bits long.
    bits.write(0b101, 3)
    bits.write(symbol, 8)
  }
  return riff(bits.finish())
}

function riff(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = data.length + (data.length % 2)
  const file = new Uint8Array(20 + padded)
  const view = new DataView(file.buffer)
  for (const [index, character] of [...'RIFF....WEBPVP8L'].entries()) file[index] = character.charCodeAt(0)
  view.setUint32(4, 12 + padded, true)
  view.setUint32(16, data.length, true)
  file.set(data, 20)
  return file
}
