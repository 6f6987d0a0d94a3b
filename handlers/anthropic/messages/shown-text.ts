import type { OtherBlockParam } from './wire.ts'

/** Members that tell the model nothing, or that it never sees. */
const HIDDEN: ReadonlySet<string> = new Set([
  'type',
  'id',
  'tool_use_id',
  'caller',
  'cache_control',
  'encrypted_content',
  'encrypted_index',
  'file_id',
])

/** What the model reads of a block that the API wrote in an earlier turn: names, inputs, and what tools gave back. */
export function shownText(block: OtherBlockParam): string {
  const { name, input, content } = block
  return [name, input, content].flatMap(textsIn).join(' ')
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return Object.entries(value).flatMap(([key, child]) => (HIDDEN.has(key) ? [] : textsIn(child)))
}
