import type { EmbeddingType } from './wire.ts'

/** One vector in each form that the API gives (docs.cohere.com/docs/embeddings). */
export const VECTOR: Record<EmbeddingType, (vector: readonly number[]) => readonly number[] | string> = {
  float: (vector) => vector.map(shortFloat),
  int8: toInt8,
  uint8: (vector) => toInt8(vector).map((value) => value + 128),
  binary: (vector) => packBits(vector).map((byte) => byte - 128),
  ubinary: packBits,
  base64: toBase64,
}

/** The shortest decimal that is the same float of 32 bits: nine digits at most, as the API prints them. */
export function shortFloat(value: number): number {
  const single = Math.fround(value)
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(single.toPrecision(digits))
    if (Math.fround(short) === single) return short
  }
  return Number(single.toPrecision(9))
}

/** Whole numbers from -128 to 127 that span four standard deviations of a component. */
function toInt8(vector: readonly number[]): readonly number[] {
  const scale = (127 * Math.sqrt(vector.length)) / 4
  return vector.map((value) => Math.max(-128, Math.min(127, Math.round(value * scale))))
}

/** Signs, eight a byte, the first in the highest bit. */
function packBits(vector: readonly number[]): readonly number[] {
  return Array.from({ length: Math.ceil(vector.length / 8) }, (_, byte) =>
    vector.slice(byte * 8, byte * 8 + 8).reduce((bits, value, bit) => bits | (value > 0 ? 128 >> bit : 0), 0),
  )
}

/** Floats of 32 bits, little-endian. */
function toBase64(vector: readonly number[]): string {
  const bytes = new Uint8Array(vector.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of vector.entries()) view.setFloat32(index * 4, value, true)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
