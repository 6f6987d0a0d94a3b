/** The one of `words` that was probably meant by `word`: at most a third of it is written differently, or it alone begins so; undefined where none is so near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = most + 1
  for (const one of words) {
    if (Math.abs(one.length - word.length) >= least) continue
    const distance = distanceOf(word, one)
    if (distance < least) [best, least] = [one, distance]
  }
  return best ?? begun(word, words)
}

/** The only one of `words` that begins so: `budget` for `budgetUsd`. */
function begun(word: string, words: readonly string[]): string | undefined {
  const longer = word.length < 4 ? [] : words.filter((one) => one.startsWith(word))
  return longer.length === 1 ? longer[0] : undefined
}

/** `Did you mean "…"?` where one of `words` is near; undefined otherwise. */
export function didYouMean(word: string, words: readonly string[]): string | undefined {
  const meant = nearest(word, words)
  return meant === undefined ? undefined : `Did you mean "${meant}"?`
}

/** What to write instead of `word`: the one that was probably meant, and all of them after `lead`. */
export function insteadOf(word: string, words: readonly string[], lead: 'Known' | 'It has' | 'Its options'): string {
  return [didYouMean(word, words), `${lead}: ${words.join(', ')}.`].filter(Boolean).join(' ')
}

/** Letters that are to be added, removed or replaced. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (let index = 0; index < to.length; index++) {
      const replaced = row[index]! + (to[index] === letter ? 0 : 1)
      next.push(Math.min(replaced, next[index]! + 1, row[index + 1]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}
