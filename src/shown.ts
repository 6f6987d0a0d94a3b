/** A value as messages show it: a text in quotes, an object as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
    ? JSON.stringify(value)
    : String(value)
}
