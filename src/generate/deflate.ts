/** Bits packed into bytes, the least significant first, as deflate and VP8L have them. */
export class BitWriter {
  private readonly bytes: number[] = []
  private pending = 0
  private count = 0

  /** Appends the low `length` bits of `value`. */
  write(value: number, length: number): void {
    for (let index = 0; index < length; index++) {
      this.pending |= ((value >>> index) & 1) << this.count
      if (++this.count === 8) this.flush()
    }
  }

  /** Appends a Huffman code, whose highest bit goes first. */
  writeCode(code: number, length: number): void {
    for (let index = length - 1; index >= 0; index--) this.write((code >>> index) & 1, 1)
  }

  /** All bytes; the last one is filled with zeros. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.count > 0) this.flush()
    return Uint8Array.from(this.bytes)
  }

  private flush(): void {
    this.bytes.push(this.pending)
    this.pending = 0
    this.count = 0
  }
}

/** Longest run that one code says. */
const LONGEST_RUN = 258

/**
 * A zlib stream (RFC 1950, 1951) of one block with fixed Huffman codes, in which runs of one byte are packed.
 *
 * Enough for generated pictures, and the same bytes on every platform, which the platforms' own compressors do not promise.
 */
export function zlib(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bits = new BitWriter()
  bits.write(0x78, 8)
  bits.write(0x01, 8)
  bits.write(0b011, 3)
  for (let at = 0; at < data.length;) {
    const run = runLength(data, at)
    writeSymbol(bits, data[at]!)
    at++
    for (let left = run - 1; left >= 3;) {
      const length = Math.min(left, LONGEST_RUN)
      writeRun(bits, length)
      left -= length
      at += length
    }
  }
  writeSymbol(bits, END_OF_BLOCK)
  const body = bits.finish()
  const stream = new Uint8Array(body.length + 4)
  stream.set(body)
  new DataView(stream.buffer).setUint32(body.length, adler32(data))
  return stream
}

const END_OF_BLOCK = 256

/** The fixed code of a literal, a length or the end of the block (RFC 1951, 3.2.6). */
function writeSymbol(bits: BitWriter, symbol: number): void {
  if (symbol < 144) bits.writeCode(0x30 + symbol, 8)
  else if (symbol < 256) bits.writeCode(0x190 + symbol - 144, 9)
  else if (symbol < 280) bits.writeCode(symbol - 256, 7)
  else bits.writeCode(0xc0 + symbol - 280, 8)
}

/** Shortest length of each length code from 257 on; what is between two is said in extra bits. */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
] as const

/** The byte before, `length` times more: a length code and distance 1. */
function writeRun(bits: BitWriter, length: number): void {
  const index = LENGTHS.findLastIndex((base) => base <= length)
  const extraBits = index < 8 || index === 28 ? 0 : (index >> 2) - 1
  writeSymbol(bits, 257 + index)
  bits.write(length - LENGTHS[index]!, extraBits)
  bits.writeCode(0, 5)
}

function runLength(data: Uint8Array, start: number): number {
  let end = start + 1
  while (end < data.length && data[end] === data[start]) end++
  return end - start
}

function adler32(data: Uint8Array): number {
  let a = 1
  let b = 0
  for (let index = 0; index < data.length; index++) {
    a = (a + data[index]!) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}
