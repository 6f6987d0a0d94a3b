import type { JsonStyle } from './provider.ts'
import type { SeedHash } from './random.ts'

/** A body as text, in the style in which the provider writes it. */
export function writeJson(body: unknown, style: JsonStyle): string {
  if (style === 'compact') return JSON.stringify(body)
  const text = JSON.stringify(body, null, 2)
  return style === 'pretty' ? text : `${text}\n`
}

/** JSON with sorted keys, without the members that only choose between unary and stream: what makes two requests the same. */
export function canonicalJson(value: unknown): string {
  const text = new Text()
  if (value !== undefined) write(value, true, text)
  return text.written
}

/** Adds {@link canonicalJson} of `value` to a hash, without the text in between. */
export function hashCanonicalJson(value: unknown, hash: SeedHash): void {
  if (value !== undefined) write(value, true, hash)
}

/** Where the pieces go. */
interface Pieces {
  add(piece: string): void
}

class Text implements Pieces {
  written = ''

  add(piece: string): void {
    this.written += piece
  }
}

const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options'])
/** Said of each tool, where clients stream. */
const TOOL_TRANSPORT_KEY = 'eager_input_streaming'

function write(value: unknown, isTop: boolean, to: Pieces): void {
  if (typeof value === 'string') return writeString(value, to)
  if (typeof value !== 'object' || value === null) return to.add(JSON.stringify(value) ?? 'null')
  let hasMember = false
  if (Array.isArray(value)) {
    to.add('[')
    for (const item of value) {
      if (hasMember) to.add(',')
      hasMember = true
      write(item, false, to)
    }
    return to.add(']')
  }
  to.add('{')
  for (const key of inOrder(Object.keys(value))) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined || (isTop ? TRANSPORT_KEYS.has(key) : key === TOOL_TRANSPORT_KEY)) continue
    if (hasMember) to.add(',')
    hasMember = true
    writeString(key, to)
    to.add(':')
    write(member, false, to)
  }
  to.add('}')
}

/** What JSON escapes: quotes, backslashes, control characters and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

function writeString(text: string, to: Pieces): void {
  if (ESCAPED.test(text)) return to.add(JSON.stringify(text))
  to.add('"')
  to.add(text)
  to.add('"')
}

/** Few names are sorted quickest by insertion: the general way copies them three times. */
function inOrder(names: string[]): readonly string[] {
  if (names.length > 16) return names.toSorted()
  for (let next = 1; next < names.length; next++) {
    const name = names[next]!
    let place = next
    for (; place > 0 && names[place - 1]! > name; place--) names[place] = names[place - 1]!
    names[place] = name
  }
  return names
}
