/**
 * The first difference between a recorded value and the present one, in words; undefined where there is none.
 *
 * @param ignored names of members that may differ, at any depth
 */
export function differenceOf(
  recorded: unknown,
  actual: unknown,
  path: string,
  ignored: ReadonlySet<string>,
): string | undefined {
  if (Object.is(recorded, actual)) return undefined
  if (!isObject(recorded) || !isObject(actual) || Array.isArray(recorded) !== Array.isArray(actual)) {
    return `${path} is ${short(actual)}, recorded: ${short(recorded)}`
  }
  if (Array.isArray(recorded) && Array.isArray(actual) && recorded.length !== actual.length) {
    return `${path} has ${actual.length} items, recorded: ${recorded.length}`
  }
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(actual)])) {
    if (ignored.has(key)) continue
    const place = Array.isArray(recorded) ? `${path}[${key}]` : `${path}.${key}`
    const difference = differenceOf(recorded[key], actual[key], place, ignored)
    if (difference !== undefined) return difference
  }
  return undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function short(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
