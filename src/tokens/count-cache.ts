/**
 * Remembers counts of texts: a conversation is sent again with every turn, a request with every retry, and one answer is counted for its
 * limits, its usage and its price.
 */
export interface CountCache {
  find(text: string): number | undefined
  add(text: string, count: number): void
}

/** Shorter ones are counted as quickly as they are found in a map; of them the last few are remembered. */
const MIN_UNITS = 64
const SHORT_TEXTS = 4
/** All texts together; then it starts anew. */
const MAX_UNITS = 2 ** 20

/** A cache of at most 2 MB of texts. */
export function createCountCache(): CountCache {
  const counts = new Map<string, number>()
  let units = 0
  const shortTexts: string[] = Array.from({ length: SHORT_TEXTS }, () => '')
  const shortCounts: number[] = Array.from({ length: SHORT_TEXTS }, () => 0)
  let turn = 0
  return {
    find(text) {
      if (text.length >= MIN_UNITS) return counts.get(text)
      const place = shortTexts.indexOf(text)
      return place < 0 ? undefined : shortCounts[place]
    },
    add(text, count) {
      if (text.length < MIN_UNITS) {
        turn = (turn + 1) % SHORT_TEXTS
        shortTexts[turn] = text
        shortCounts[turn] = count
        return
      }
      if (text.length > MAX_UNITS / 4) return
      if (units + text.length > MAX_UNITS) {
        counts.clear()
        units = 0
      }
      counts.set(text, count)
      units += text.length
    },
  }
}
