/** Positions waiting under a rank, taken lowest rank first and then in the order they were set. */
export interface RankQueue {
  /** Puts `position` under `rank`, away from where it was; under none for 0. */
  set(position: number, rank: number): void
  /** Takes the first position of the lowest rank out, -1 when none waits. */
  take(): number
}

const NONE = -1

/**
 * A queue of `count` positions for ranks that never fall below the one last taken from.
 *
 * One linked list per rank and a bit per rank that has one, so every step takes constant time.
 * `heads` and `tails` have a cell per rank, -1 when given and again once all is taken.
 */
export function createRankQueue(heads: Int32Array, tails: Int32Array, count: number): RankQueue {
  const after = new Int32Array(count)
  const before = new Int32Array(count)
  const ranks = new Int32Array(count)
  const bits = new Int32Array((heads.length >> 5) + 1)
  let waiting = 0
  let word = 0

  const unlink = (position: number, rank: number): void => {
    const following = after[position]!
    const preceding = before[position]!
    if (preceding === NONE) heads[rank] = following
    else after[preceding] = following
    if (following === NONE) tails[rank] = preceding
    else before[following] = preceding
    ranks[position] = 0
    waiting--
  }

  const append = (position: number, rank: number): void => {
    const tail = tails[rank]!
    before[position] = tail
    after[position] = NONE
    if (tail === NONE) heads[rank] = position
    else after[tail] = position
    tails[rank] = position
    ranks[position] = rank
    bits[rank >> 5]! |= 1 << (rank & 31)
    waiting++
  }

  return {
    set(position, rank) {
      const current = ranks[position]!
      if (current !== 0) unlink(position, current)
      if (rank !== 0) append(position, rank)
    },
    take() {
      while (waiting > 0) {
        while (bits[word] === 0) word++
        const lowest = bits[word]! & -bits[word]!
        const rank = (word << 5) + 31 - Math.clz32(lowest)
        const position = heads[rank]!
        if (position !== NONE) {
          unlink(position, rank)
          return position
        }
        bits[word]! ^= lowest
      }
      return NONE
    },
  }
}
