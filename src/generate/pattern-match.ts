import type { Pattern } from './pattern.ts'

/** Whether a pattern is found in a text. Sets of positions are followed instead of one path after the other, so that no pattern backtracks. */
export function matches(pattern: Pattern, text: string): boolean {
  const chars = Array.from(text)
  const starts = pattern.type === 'sequence' && isStart(pattern.items[0]) ? [0] : [...chars.keys(), chars.length]
  return ends(pattern, { chars, left: MOST_STEPS }, new Set(starts)).size > 0
}

function isStart(pattern: Pattern | undefined): boolean {
  return pattern?.type === 'edge' && pattern.kind === '^'
}

type Positions = ReadonlySet<number>

interface Search {
  readonly chars: readonly string[]
  /** Positions that may still be looked at; then the text counts as accepted. */
  left: number
}

const MOST_STEPS = 1_000_000

/** Where matches end that begin at `starts`. */
function ends(pattern: Pattern, search: Search, starts: Positions): Positions {
  if (starts.size === 0) return starts
  const { chars } = search
  if ((search.left -= starts.size) < 0) return starts
  switch (pattern.type) {
    case 'chars':
      return map(starts, (at) => (at < chars.length && pattern.takes(chars[at]!) ? at + 1 : undefined))
    case 'sequence':
      return pattern.items.reduce((at, item) => ends(item, search, at), starts)
    case 'choice':
      return new Set(pattern.items.flatMap((item) => [...ends(item, search, starts)]))
    case 'repeat':
      return repeated(pattern, search, starts)
    case 'group':
      return ends(pattern.item, search, starts)
    case 'edge':
      return map(starts, (at) => (isEdge(pattern.kind, chars, at) ? at : undefined))
    case 'look':
      return map(starts, (at) => (sees(pattern, search, at) === pattern.isNegated ? undefined : at))
    case 'back':
      // What the group took is not followed: any end will do.
      return map(new Set(Array.from({ length: chars.length + 1 }, (_, at) => at)), (at) =>
        at >= Math.min(...starts) ? at : undefined,
      )
  }
}

function map(starts: Positions, step: (at: number) => number | undefined): Positions {
  const found = new Set<number>()
  for (const at of starts) {
    const end = step(at)
    if (end !== undefined) found.add(end)
  }
  return found
}

function repeated(
  { item, min, max }: Extract<Pattern, { type: 'repeat' }>,
  search: Search,
  starts: Positions,
): Positions {
  const all = new Set(min === 0 ? starts : [])
  let current = starts
  for (let count = 1; count <= max && current.size > 0; count++) {
    const next = ends(item, search, current)
    if (count < min) {
      current = next
      continue
    }
    const fresh = new Set([...next].filter((at) => !all.has(at)))
    for (const at of fresh) all.add(at)
    current = fresh
  }
  return all
}

function sees(look: Extract<Pattern, { type: 'look' }>, search: Search, at: number): boolean {
  if (!look.isBehind) return ends(look.item, search, new Set([at])).size > 0
  for (let start = at; start >= 0; start--) if (ends(look.item, search, new Set([start])).has(at)) return true
  return false
}

function isEdge(kind: string, chars: readonly string[], at: number): boolean {
  if (kind === '^') return at === 0
  if (kind === '$') return at === chars.length
  const isWord = (index: number) => /^\w$/.test(chars[index] ?? '')
  return (isWord(at - 1) !== isWord(at)) === (kind === 'b')
}
