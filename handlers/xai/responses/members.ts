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
  if (type === 'output_text') return { type, text, logprobs, annotations }
  return type === 'summary_text' ? { text, type } : { type, text, logprobs, annotations, ...rest }
}

/** An event: its number, its type, the others by name, log probabilities last. */
export function eventMembers(type: string, { sequence_number, logprobs, ...fields }: Fields): object {
  const entries = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const told = entries.map(([key, value]) => [key, key === 'part' ? partMembers(value as Members) : value])
  return { sequence_number, type, ...Object.fromEntries(told), ...(logprobs === undefined ? {} : { logprobs }) }
}
