/** Members whose values stay as they are: the caller's own, and one in an order of its own (recorded). */
const KEPT: ReadonlySet<string> = new Set(['parameters', 'schema', 'metadata', 'reasoning'])

/** A value with the members of its objects by name, as this endpoint writes all JSON; the newest member stands last (recorded). */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (placeOf(a) < placeOf(b) ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, KEPT.has(key) ? inner : sorted(inner)]))
}

function placeOf(name: string): string {
  return name === 'moderation' ? '~' : name
}
