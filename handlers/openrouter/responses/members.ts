import type { Fields } from '../../openai/responses/events.ts'
import type { ResponsesExchange } from '../../openai/responses/profile.ts'
import { traitsOf } from '../models.ts'

type Members = Readonly<Record<string, unknown>>

/** An output item as events have it, keys in the order of the wire. */
export function itemMembers(item: object, { model }: ResponsesExchange): object {
  const { id, type, status, role, content, phase, summary, ...rest } = item as Members
  if (type === 'message') {
    const parts = (content as readonly Members[]).map(partMembers)
    return { id, type, status, role, content: parts, ...(phase === undefined ? {} : { phase }) }
  }
  if (type === 'reasoning') {
    const { encrypted_content: encrypted } = rest
    const { format } = traitsOf(model!.model)
    return { id, type, summary, ...(encrypted === undefined ? {} : { encrypted_content: encrypted }), format }
  }
  if (type !== 'function_call') return item
  const { call_id, name, arguments: text } = rest
  return { id, type, status, call_id, name, arguments: text }
}

/** An item of a finished response: a message has its role before its status. */
export function finalItem(item: object): object {
  const { id, type, role, ...rest } = item as Members
  return type === 'message' ? { id, type, role, ...rest } : item
}

function partMembers({ type, text, annotations, logprobs, ...rest }: Members): object {
  return type === 'output_text' ? { type, text, annotations, logprobs } : { type, ...rest }
}

const FIRST = [
  'output_index',
  'item_id',
  'content_index',
  'summary_index',
  'name',
  'delta',
  'text',
  'arguments',
  'part',
]

/** An event: its place first, log probabilities and its number last. */
export function eventMembers(type: string, { sequence_number, logprobs, ...fields }: Fields): object {
  const rank = (key: string) => FIRST.indexOf(key) + 1 || FIRST.length + 1
  const entries = Object.entries(fields).toSorted(([a], [b]) => rank(a) - rank(b))
  const told = entries.map(([key, value]) => [key, key === 'part' ? partMembers(value as Members) : value])
  return {
    type,
    ...Object.fromEntries(told),
    ...(logprobs === undefined ? {} : { logprobs }),
    sequence_number,
  }
}
