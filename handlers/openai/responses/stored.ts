import type { Store } from '../../../src/provider.ts'
import { ID_PREFIXES } from './item-shapes.ts'
import { outputItems } from './output-items.ts'
import type { ResponsesExchange, ResponsesProfile, Stage } from './profile.ts'
import type { WireItem } from './wire.ts'

/** A response that later requests may ask for. All that is written of it is made of its exchange, by the time of the asking. */
export interface StoredResponse {
  readonly exchange: ResponsesExchange
  /** What the model read, with ids. */
  readonly inputItems: readonly WireItem[]
  readonly cancelledAtMs?: number
}

/** A conversation: items that responses read and to which they add. */
export interface Conversation {
  readonly id: string
  readonly createdAt: number
  readonly metadata: Readonly<Record<string, string>>
  readonly items: readonly WireItem[]
}

export function responsesIn(store: Store): Map<string, StoredResponse> {
  return store.collection<StoredResponse>('responses')
}

export function conversationsIn(store: Store): Map<string, Conversation> {
  return store.collection<Conversation>('conversations')
}

/** Where a response stands at a time: a background one is queued until its first token and runs as long as its schedule tells. */
export function stageOf({ exchange, cancelledAtMs }: StoredResponse, nowMs: number): Stage {
  if (cancelledAtMs !== undefined) return 'cancelled'
  const { receivedAtMs, schedule, request } = exchange
  if (!request.wire.background || nowMs >= receivedAtMs + schedule.totalMs) return 'done'
  return nowMs < receivedAtMs + schedule.ttftMs ? 'queued' : 'in_progress'
}

/** Everything that a follow-up of this response reads. */
export function historyOf({ inputItems, exchange }: StoredResponse, profile: ResponsesProfile): readonly WireItem[] {
  // Output items have the form of input items.
  return [...inputItems, ...(outputItems(exchange, profile) as readonly WireItem[])]
}

/** An item as the API keeps it: with id and status, its content as parts. */
export function keptItem(item: WireItem, id: (prefix: string) => string): WireItem {
  const { type = 'message', id: given, content, role, ...rest } = item
  const named = given ?? id(ID_PREFIXES[type] ?? 'item')
  if (type !== 'message')
    return { ...item, id: named, type, ...(type in UNSTATED ? {} : { status: item['status'] ?? 'completed' }) }
  const isOwn = role === 'assistant'
  const text = (value: string) =>
    isOwn ? { type: 'output_text', annotations: [], logprobs: [], text: value } : { type: 'input_text', text: value }
  return {
    ...rest,
    id: named,
    type,
    status: 'completed',
    content: typeof content === 'string' ? [text(content)] : (content ?? []),
    ...(role ? { role } : {}),
  }
}

/** Types of items that have no status. */
const UNSTATED: Readonly<Record<string, true>> = {
  reasoning: true,
  compaction: true,
  mcp_list_tools: true,
  mcp_approval_request: true,
  mcp_approval_response: true,
}

/** Remembers a response that has been answered, and adds its items to its conversation. */
export function keepResponse(store: Store, exchange: ResponsesExchange, profile: ResponsesProfile): void {
  const { wire, items, known } = exchange.request
  const inputItems = items.map((item, index) =>
    keptItem(item, (prefix) => profile.ids.item(exchange, prefix, `input ${index}`)),
  )
  const stored: StoredResponse = { exchange, inputItems }
  if (profile.keeps !== false && (wire.store !== false || wire.background))
    responsesIn(store).set(profile.ids.response(exchange), stored)
  const id = conversationIdOf(wire.conversation)
  const conversation = id === undefined ? undefined : conversationsIn(store).get(id)
  if (!conversation) return
  const added = historyOf(stored, profile).slice(known)
  conversationsIn(store).set(conversation.id, { ...conversation, items: [...conversation.items, ...added] })
}

/** The conversation that a request names. */
export function conversationIdOf(
  conversation: string | { readonly id: string } | null | undefined,
): string | undefined {
  return typeof conversation === 'object' ? conversation?.id : conversation
}
