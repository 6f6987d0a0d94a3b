import type { WireDtype } from './wire.ts'

/** The numbers of a vector in the type that was asked for; bits come eight to a number. */
export function quantize(vector: readonly number[], dtype: WireDtype): readonly number[] {
  return QUANTIZERS[dtype](vector)
}

const QUANTIZERS: Record<WireDtype, (vector: readonly number[]) => readonly number[]> = {
  float: (vector) => vector,
  int8: (vector) => scaled(vector),
  uint8: (vector) => scaled(vector).map((value) => value + 128),
  binary: (vector) => packed(vector).map((value) => value - 128),
  ubinary: packed,
}

/** -127 to 127, the largest component at the end of the range. */
function scaled(vector: readonly number[]): readonly number[] {
  const largest = Math.max(...vector.map(Math.abs)) || 1
  return vector.map((value) => Math.round((value / largest) * 127))
}

function packed(vector: readonly number[]): readonly number[] {
  return Array.from({ length: Math.ceil(vector.length / 8) }, (_, at) =>
    vector.slice(at * 8, at * 8 + 8).reduce((byte, value, bit) => byte | (value > 0 ? 128 >> bit : 0), 0),
  )
}

/** The bytes of quantized numbers: little-endian floats, or a byte each. */
export function bytesOf(numbers: readonly number[], dtype: WireDtype): Uint8Array<ArrayBuffer> {
  if (dtype !== 'float') return Uint8Array.from(numbers, (value) => value & 0xff)
  const bytes = new Uint8Array(numbers.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of numbers.entries()) view.setFloat32(index * 4, value, true)
  return bytes
}
