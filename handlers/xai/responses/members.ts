import type { Fields } from '../../openai/responses/events.ts'

type Members = Readonly<Record<string, unknown>>

/** An output item, keys in the order of the wire. */
export function itemMembers(item: object): object {
  const {
    id,
    type,
    status,
    content,
    role,
    summary,
    encrypted_content: encrypted,
    arguments: text,
    ...rest
  } = item as Members
  if (type === 'reasoning') {
    const isDone = encrypted !== undefined && Array.isArray(summary) && summary.length > 0
    return {
      id,
      summary: (summary as readonly Members[]).map(partMembers),
      type,
      status: isDone || (Array.isArray(summary) && summary.length > 0) ? 'completed' : 'in_progress',
      ...(isDone ? { encrypted_content: encrypted } : {}),
    }
  }
  if (type === 'message') return { content: (content as readonly Members[]).map(partMembers), id, role, type, status }
  if (type !== 'function_call') return item
  const { call_id, name } = rest
  return { arguments: text, call_id, name, type, id, status }
}

function partMembers({ type, text, logprobs, annotations, ...rest }: Members): object {
  if (type === 'output_text')
    return { type, text, logprobs, annotations: (annotations as readonly Members[]).map(citationMembers) }
  return type === 'summary_text' ? { text, type } : { type, text, logprobs, annotations, ...rest }
}

/** Addresses alone (recorded 2025). */
function citationMembers({ type, url }: Members): object {
  return { type, url }
}

/** An event: its number, its type, the others by name, log probabilities last. */
export function eventMembers(type: string, { sequence_number, logprobs, ...fields }: Fields): object {
  const entries = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const told = entries.map(([key, value]) => [key, TOUCHED[key]?.(value as Members) ?? value])
  return { sequence_number, type, ...Object.fromEntries(told), ...(logprobs === undefined ? {} : { logprobs }) }
}

const TOUCHED: Readonly<Record<string, (value: Members) => object>> = { part: partMembers, annotation: citationMembers }
