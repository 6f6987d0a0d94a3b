/** Remembers counts of longer texts: a conversation is sent again with every turn, a request with every retry. */
export interface CountCache {
  find(text: string): number | undefined
  add(text: string, count: number): void
}

/** Shorter ones are counted as quickly as they are found. */
const MIN_UNITS = 64
/** All texts together; then it starts anew. */
const MAX_UNITS = 2 ** 20

/** A cache of at most 2 MB of texts. */
export function createCountCache(): CountCache {
  const counts = new Map<string, number>()
  let units = 0
  return {
    find: (text) => (text.length < MIN_UNITS ? undefined : counts.get(text)),
    add(text, count) {
      if (text.length < MIN_UNITS || text.length > MAX_UNITS / 4) return
      if (units + text.length > MAX_UNITS) {
        counts.clear()
        units = 0
      }
      counts.set(text, count)
      units += text.length
    },
  }
}
