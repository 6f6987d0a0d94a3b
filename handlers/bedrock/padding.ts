import { BASE62, drawId } from '../../src/ids.ts'
import type { Seed } from '../../src/random.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const PER_DRAW = 64

/** The member `p` of a stream's events, one after another: 1 to 62 characters, which hide the lengths of tokens [3.1]. */
export function paddings(seed: Seed): () => string {
  let drawn = ''
  let index = 0
  return () => {
    const at = index % PER_DRAW
    if (at === 0) drawn = drawId(seed, `padding ${index}`, PER_DRAW, BASE62)
    index++
    return ALPHABET.slice(0, 1 + BASE62.indexOf(drawn[at]!))
  }
}
