import { drawId, HEX } from '../../../src/ids.ts'
import type { AnyEndpoint, OperationContext } from '../../../src/provider.ts'
import { refused, wordIssue } from '../wording.ts'
import { issuesOf, type Field } from '../../../src/validation.ts'
import { notFound } from './context.ts'
import { chainedId } from './ids.ts'
import { itemIssues } from './item-shapes.ts'
import { listItems } from './list.ts'
import { storedEndpoint, type StoredRequest } from './operations.ts'
import type { ResponsesProfile } from './profile.ts'
import { conversationsIn, keptItem, type Conversation } from './stored.ts'
import type { WireItem } from './wire.ts'

const METADATA: Field = { type: 'object', nullable: true, open: true, fields: {} }
const ITEMS: Field = {
  type: 'array',
  max: 20,
  nullable: true,
  holds: 'objects',
  of: { type: 'object', open: true, fields: {} },
}

/** Conversations and their items. */
export function conversations(profile: ResponsesProfile): readonly AnyEndpoint[] {
  const path = '/conversations/:id'
  return [
    storedEndpoint('conversations', 'POST', '/conversations', profile, create),
    storedEndpoint('conversations.get', 'GET', path, profile, (request, context) =>
      wireConversation(found(request, context)),
    ),
    storedEndpoint('conversations.update', 'POST', path, profile, update),
    storedEndpoint('conversations.delete', 'DELETE', path, profile, (request, context) => {
      const { id } = found(request, context)
      conversationsIn(context.store).delete(id)
      return { id, object: 'conversation.deleted', deleted: true }
    }),
    storedEndpoint('conversations.items', 'GET', `${path}/items`, profile, (request, context) =>
      listItems(found(request, context).items, request.query),
    ),
    storedEndpoint('conversations.items.create', 'POST', `${path}/items`, profile, addItems),
    storedEndpoint('conversations.items.get', 'GET', `${path}/items/:item`, profile, (request, context) =>
      foundItem(request, found(request, context)),
    ),
    storedEndpoint('conversations.items.delete', 'DELETE', `${path}/items/:item`, profile, (request, context) => {
      const conversation = found(request, context)
      const gone = foundItem(request, conversation)
      return put({ ...conversation, items: conversation.items.filter((item) => item !== gone) }, context)
    }),
  ]
}

function create({ wire }: StoredRequest, context: OperationContext): object {
  check(wire, { items: ITEMS, metadata: METADATA })
  const chain = drawId(context.seed, 'chain', 16, HEX)
  const conversation: Conversation = {
    id: `conv_${chainedId(context, chain, context.nowMs, 'conversation')}`,
    createdAt: Math.floor(context.nowMs / 1000),
    metadata: metadataOf(wire),
    items: itemsOf(wire, chain, context),
  }
  return put(conversation, context)
}

function update(request: StoredRequest, context: OperationContext): object {
  check(request.wire, { metadata: { ...METADATA, required: true } })
  return put({ ...found(request, context), metadata: metadataOf(request.wire) }, context)
}

function addItems(request: StoredRequest, context: OperationContext): object {
  check(request.wire, { items: { ...ITEMS, required: true } })
  const conversation = found(request, context)
  const added = itemsOf(request.wire, conversation.id.slice('conv_'.length).slice(0, 16), context)
  put({ ...conversation, items: [...conversation.items, ...added] }, context)
  return {
    object: 'list',
    data: added,
    first_id: added[0]?.id ?? null,
    has_more: false,
    last_id: added.at(-1)?.id ?? null,
  }
}

function check(wire: StoredRequest['wire'], fields: Readonly<Record<string, Field>>): void {
  const [issue] = issuesOf(wire, { type: 'object', fields })
  if (issue) throw wordIssue(issue)
}

function itemsOf(wire: StoredRequest['wire'], chain: string, context: OperationContext): readonly WireItem[] {
  // The shape has been checked; what the items are is checked here.
  const items = (wire['items'] ?? []) as readonly WireItem[]
  const [issue] = items.flatMap((item, index) => itemIssues(item, ['items', index]))
  if (issue) throw wordIssue(issue)
  if (items.some((item) => item.type === 'item_reference'))
    throw refused(
      "Invalid value: 'item_reference'. Items of a conversation cannot be references.",
      'items',
      'invalid_value',
    )
  return items.map((item, index) =>
    keptItem(item, (prefix) => `${prefix}_${chainedId(context, chain, context.nowMs, `item ${index}`)}`),
  )
}

function metadataOf(wire: StoredRequest['wire']): Conversation['metadata'] {
  return (wire['metadata'] ?? {}) as Conversation['metadata']
}

function found({ params }: StoredRequest, { store }: OperationContext): Conversation {
  const id = params['id']!
  const conversation = conversationsIn(store).get(id)
  if (!conversation) throw notFound('Conversation', id)
  return conversation
}

function foundItem({ params }: StoredRequest, { items }: Conversation): WireItem {
  const id = params['item']!
  const item = items.find((one) => one.id === id)
  if (!item) throw notFound('Conversation item', id)
  return item
}

function put(conversation: Conversation, { store }: OperationContext): object {
  conversationsIn(store).set(conversation.id, conversation)
  return wireConversation(conversation)
}

function wireConversation({ id, createdAt, metadata }: Conversation): object {
  return { id, object: 'conversation', created_at: createdAt, metadata }
}
