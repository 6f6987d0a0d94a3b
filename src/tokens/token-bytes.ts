import { isMerge, type Merges } from './rank-table.ts'

/**
 * Text behind token ids; bytes that are no UTF-8 become U+FFFD.
 * @throws {RangeError} for an id that is no ordinary token.
 */
export function decodeTokens(merges: Merges, tokens: Iterable<number>): string {
  const ids = [...tokens]
  let length = 0
  for (const id of ids) {
    const byteLength = merges.byteLengths[id]
    if (byteLength === undefined || byteLength === 0) throw new RangeError(`${id} is no token of this encoding.`)
    length += byteLength
  }
  const bytes = new Uint8Array(length)
  let end = 0
  for (const id of ids) end = writeBytes(merges, id, bytes, end)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** Writes the bytes of one token from `at` on; returns where they end. */
function writeBytes(merges: Merges, id: number, bytes: Uint8Array, at: number): number {
  if (isMerge(merges, id)) {
    return writeBytes(merges, merges.rights[id]!, bytes, writeBytes(merges, merges.lefts[id]!, bytes, at))
  }
  bytes[at] = merges.lefts[id]!
  return at + 1
}
