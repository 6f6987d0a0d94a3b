/** `<`, `>` and invisible characters are escaped by Google's JSON writer. */
// oxlint-disable-next-line no-control-regex -- DEL is one of them
const ESCAPED = /[<>\u007f\u2028\u2029]/g
const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '\u007f': '\\u007f',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

function escaped(json: string): string {
  return json.replaceAll(ESCAPED, (character) => ESCAPES[character]!)
}

/** JSON with two spaces of indent and a line break at its end (recorded). */
export function prettyJson(value: unknown): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`
}

/** JSON on one line without any space: `prettyPrint=false`. */
export function compactJson(value: unknown): string {
  return escaped(JSON.stringify(value))
}

/** JSON on one line with a space after each colon and none after commas, as events have it (recorded). */
export function lineJson(value: unknown): string {
  return escaped(write(value))
}

function write(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  let text = ''
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}: ${write(member)}`
  }
  return `{${text}}`
}
