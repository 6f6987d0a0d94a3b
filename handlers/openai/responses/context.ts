import { ApiError } from '../../../src/errors.ts'
import type { Call, Store } from '../../../src/provider.ts'
import { refused } from '../wording.ts'
import { chainWithin } from './ids.ts'
import type { Kept, ResponsesProfile } from './profile.ts'
import { conversationIdOf, conversationsIn, historyOf, keepResponse, responsesIn } from './stored.ts'
import type { Conversing } from './to-request.ts'
import type { WireItem, WirePart, WireRequest } from './wire.ts'

/** The conversation that a request continues, and its own input. */
export function conversingOf(wire: WireRequest, call: Call, profile: ResponsesProfile): Conversing {
  const { store } = call
  const earlier = earlierItems(wire, store, profile)
  const items = [...earlier, ...promptItems(wire), ...inputItems(wire, store, profile)]
  return {
    items,
    known: earlier.length,
    chain: chainWithin(wire.previous_response_id) ?? items.map((item) => chainWithin(item.id)).find(Boolean),
    keep: (exchange) => keepResponse(store, exchange, profile),
  }
}

function earlierItems(wire: WireRequest, store: Store, profile: ResponsesProfile): readonly WireItem[] {
  const { previous_response_id: previous } = wire
  const conversationId = conversationIdOf(wire.conversation)
  if (typeof previous === 'string') {
    const stored = responsesIn(store).get(previous)
    if (!stored) throw missing(profile, 'previous', previous)
    return historyOf(stored, profile)
  }
  if (conversationId === undefined) return []
  const conversation = conversationsIn(store).get(conversationId)
  if (!conversation) throw notFound('Conversation', conversationId)
  return conversation.items
}

/** The refusal of a reference to what is not kept, in the profile's words. */
export function missing(profile: ResponsesProfile, what: Kept, id: string): ApiError {
  if (profile.missing) return profile.missing(what, id)
  if (what === 'previous') return previousNotFound(id)
  return what === 'response' ? notFound('Response', id) : itemNotFound(id)
}

function previousNotFound(id: string): ApiError {
  return refused(
    `Previous response with id '${id}' not found.`,
    'previous_response_id',
    'previous_response_not_found',
    {
      hint: 'Only responses that were answered in this simulation with store not false can be continued.',
    },
  )
}

/** 404 for something that is not stored (or no longer). */
export function notFound(what: 'Response' | 'Conversation' | 'Conversation item', id: string): ApiError {
  return new ApiError('not_found', `${what} with id '${id}' not found.`, { param: null, code: null })
}

/** A prompt template is not known here; what its variables hold is read as the user's message. */
function promptItems({ prompt }: WireRequest): readonly WireItem[] {
  const values = Object.values(prompt?.variables ?? {})
  if (values.length === 0) return []
  const parts = values.map((value): WirePart =>
    typeof value === 'string' ? { type: 'input_text', text: value } : value,
  )
  return [{ role: 'user', content: parts }]
}

function inputItems({ input }: WireRequest, store: Store, profile: ResponsesProfile): readonly WireItem[] {
  if (typeof input === 'string') return [{ role: 'user', content: input }]
  return (input ?? []).map((item) => (isReference(item) ? referred(item.id!, store, profile) : item))
}

function isReference(item: WireItem): boolean {
  return item.type === 'item_reference' || (item.type === undefined && item.role === undefined)
}

function referred(id: string, store: Store, profile: ResponsesProfile): WireItem {
  const stored = [...responsesIn(store).values()].flatMap((one) => historyOf(one, profile))
  const kept = [...conversationsIn(store).values()].flatMap((one) => one.items)
  const item = [...stored, ...kept].find((one) => one.id === id)
  if (item) return item
  throw missing(profile, 'item', id)
}

function itemNotFound(id: string): ApiError {
  return new ApiError(
    'not_found',
    `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    { param: 'input', code: null },
  )
}
