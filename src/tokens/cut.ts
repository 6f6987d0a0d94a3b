/** `text` with U+FFFD for every surrogate that has no partner, as it is once encoded in UTF-8. */
export function wellFormed(text: string): string {
  // Node 18 and older browsers do not have it.
  if ((text as { isWellFormed?(): boolean }).isWellFormed?.()) return text
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Cuts well-formed text at tokens. */
export interface Cutter {
  /** Goes on by a token of so many UTF-8 bytes. */
  advance(byteLength: number): void
  /** The texts so far: a token that ends inside a character stands together with the ones that complete it. */
  readonly texts: string[]
}

/** A cutter at the start of `text`. */
export function createCutter(text: string): Cutter {
  const texts: string[] = []
  let start = 0
  let end = 0
  let pending = 0
  return {
    texts,
    advance(byteLength) {
      pending += byteLength
      while (pending > 0) {
        const unit = text.charCodeAt(end)
        const isPair = (unit & 0xfc00) === 0xd800
        const width = unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3
        if (pending < width) return
        pending -= width
        end += isPair ? 2 : 1
      }
      texts.push(text.slice(start, end))
      start = end
    },
  }
}
