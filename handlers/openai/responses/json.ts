/** A number that the API writes as a float even where it is whole: `1.0`. To be written by {@link compactJson} and {@link prettyJson} only. */
export function float(value: number): unknown {
  return Number.isInteger(value) ? { toJSON: () => `${MARK}${value}.0` } : value
}

const MARK = '\u0000float:'
const MARKED = /"\\u0000float:(-?\d+\.0)"/g

/** JSON of an event: no spaces, text as it is. */
export function compactJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(MARKED, '$1')
}

/** JSON of a body: two spaces, no line end, nothing but ASCII (recorded: `\u00e9` for é). */
export function prettyJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(MARKED, '$1')
    .replaceAll(/[\u0080-\uffff]/g, escaped)
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
