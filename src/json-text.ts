import type { JsonStyle } from './provider.ts'

/** A body as text, in the style in which the provider writes it. */
export function writeJson(body: unknown, style: JsonStyle): string {
  if (style === 'compact') return JSON.stringify(body)
  const text = JSON.stringify(body, null, 2)
  return style === 'pretty' ? text : `${text}\n`
}

/** JSON with sorted keys, without the members that only choose between unary and stream: what makes two requests the same. */
export function canonicalJson(value: unknown): string {
  return value === undefined ? '' : sorted(value, true)
}

const TRANSPORT_KEYS: ReadonlySet<string> = new Set(['stream', 'stream_options'])
/** Said of each tool, where clients stream. */
const TOOL_TRANSPORT_KEY = 'eager_input_streaming'

function sorted(value: unknown, isTop: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? sorted(item, false) : `,${sorted(item, false)}`
    return `[${text}]`
  }
  for (const key of inOrder(Object.keys(value))) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined || (isTop ? TRANSPORT_KEYS.has(key) : key === TOOL_TRANSPORT_KEY)) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${sorted(member, false)}`
  }
  return `{${text}}`
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
