import type { Path } from '../../src/validation.ts'

/** Offset behind the value at `path` in the JSON `text`; undefined where there is none. */
export function endOf(text: string, path: Path): number | undefined {
  const start = startOf(text, path, skipSpace(text, 0))
  return start === undefined ? undefined : skipValue(text, start)
}

/** `line 1 column 70` of an offset. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return `line ${before.split('\n').length} column ${offset - lineStart}`
}

function startOf(text: string, path: Path, at: number): number | undefined {
  if (path.length === 0) return at
  const [step, ...rest] = path
  for (const [key, start] of membersOf(text, at)) if (key === step) return startOf(text, rest, start)
  return undefined
}

/** Keys of an object or indexes of an array with the offsets of their values. */
function* membersOf(text: string, at: number): Generator<readonly [string | number, number]> {
  const isArray = text[at] === '['
  if (!isArray && text[at] !== '{') return
  let offset = skipSpace(text, at + 1)
  for (let index = 0; offset < text.length && text[offset] !== ']' && text[offset] !== '}'; index++) {
    let key: string | number = index
    if (!isArray) {
      const end = skipValue(text, offset)
      // A member's name is a JSON string: the text has been parsed before.
      key = JSON.parse(text.slice(offset, end)) as string
      offset = skipSpace(text, skipSpace(text, end) + 1)
    }
    yield [key, offset]
    offset = skipSpace(text, skipValue(text, offset))
    if (text[offset] === ',') offset = skipSpace(text, offset + 1)
  }
}

function skipSpace(text: string, at: number): number {
  let offset = at
  while (offset < text.length && ' \t\r\n'.includes(text[offset]!)) offset++
  return offset
}

const STRING = /"(?:[^"\\]|\\.)*"/y
const PLAIN = /[^\s,\]}]+/y

function skipValue(text: string, at: number): number {
  if (text[at] === '{' || text[at] === '[') return skipNested(text, at)
  const pattern = text[at] === '"' ? STRING : PLAIN
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at + 1
}

function skipNested(text: string, at: number): number {
  let depth = 0
  for (let offset = at; offset < text.length; offset++) {
    const character = text[offset]!
    if (character === '"') offset = skipValue(text, offset) - 1
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return offset + 1
  }
  return text.length
}
