import { choicesOf, type ContentPart, type RefusalPart, type TextPart } from '../../../src/completion.ts'
import { encryptedContent } from './encrypted.ts'
import { hostedItems } from './hosted-items.ts'
import { mcpLists } from './mcp-items.ts'
import { logprobsOf } from './logprobs.ts'
import { ENDS, idOf, type ItemContext, type Moment, type PlannedItem } from './planned-item.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'
import { wireAnnotation } from './annotations.ts'

/** The items of a finished response. */
export function outputItems(exchange: ResponsesExchange, profile: ResponsesProfile): readonly object[] {
  return planItems(exchange, profile, false).map((item) => item.write('final'))
}

/** An answer's parts as items: text and refusals that follow each other are one message. */
export function planItems(
  exchange: ResponsesExchange,
  profile: ResponsesProfile,
  isEvent: boolean,
): readonly PlannedItem[] {
  const { content, finishReason } = choicesOf(exchange.outcome)[0]!
  // Before the first part.
  const planned: PlannedItem[] = [...mcpLists({ exchange, profile, isEvent, end: 'completed', first: -1, last: -1 })]
  for (let first = 0; first < content.length;) {
    const last = lastOfItem(content, first)
    const isCut = ENDS[finishReason].status === 'incomplete' && last === content.length - 1
    const context = { exchange, profile, isEvent, end: isCut ? 'incomplete' : 'completed', first, last } as const
    planned.push(...planPart(content[first]!, { ...context, number: planned.length }))
    first = last + 1
  }
  const touch = profile.item
  if (!touch) return planned
  return planned.map((item) => ({ ...item, write: (moment) => touch(item.write(moment), exchange) }))
}

function lastOfItem(content: readonly ContentPart[], first: number): number {
  if (!isSaid(content[first]!)) return first
  const next = content.findIndex((part, index) => index > first && !isSaid(part))
  return next < 0 ? content.length - 1 : next - 1
}

function isSaid(part: ContentPart): part is TextPart | RefusalPart {
  return part.type === 'text' || part.type === 'refusal'
}

function planPart(part: ContentPart, context: ItemContext): readonly PlannedItem[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [planMessage(context)]
    case 'reasoning':
      return [planReasoning(part, context)]
    case 'tool-call':
      return [planCall(part, context)]
    case 'server-tool':
    case 'image-output':
      return hostedItems(part, context)
  }
}

function planMessage(context: ItemContext): PlannedItem {
  const { exchange, profile, isEvent, end, first, last } = context
  const id = idOf(context, 'msg')
  const { content } = exchange.outcome
  const isLast = !content.slice(last + 1).some((part) => part.type === 'tool-call')
  const phase = profile.hasPhase?.(exchange) ? { phase: isLast ? 'final_answer' : 'commentary' } : {}
  const message = (status: string, parts: readonly object[]) => ({
    id,
    type: 'message',
    status,
    content: parts,
    ...phase,
    role: 'assistant',
  })
  return {
    kind: 'message',
    id,
    first,
    last,
    write(moment) {
      if (moment === 'added') return message('in_progress', [])
      const parts = content.slice(first, last + 1).filter(isSaid)
      return message(
        end,
        parts.map((part) => contentPart(part, exchange, isEvent)),
      )
    },
  }
}

/** A part of a message; `isEvent` leaves log probabilities to the events of the text (recorded 2026). */
export function contentPart(
  part: TextPart | RefusalPart,
  { request, seed }: ResponsesExchange,
  isEvent: boolean,
): object {
  if (part.type === 'refusal') return { type: 'refusal', refusal: part.text }
  const annotations = (part.citations ?? []).map((citation) => wireAnnotation(citation, seed))
  const logprobs = request.logprobs && !isEvent ? logprobsOf(part, request.logprobs.top, seed) : []
  return { type: 'output_text', annotations, logprobs, text: part.text }
}

function planReasoning(part: Extract<ContentPart, { type: 'reasoning' }>, context: ItemContext): PlannedItem {
  const { exchange, profile, first, last } = context
  const { wire, reasoning } = exchange.request
  const id = idOf(context, 'rs')
  const isOpen = profile.reasoning === 'content'
  const isShown = part.text !== '' && (isOpen || reasoning?.visible === true)
  const encrypted = (moment: Moment) => {
    if (!wire.include?.includes('reasoning.encrypted_content')) return {}
    const tokens = moment === 'added' ? 0 : (part.tokens ?? part.text.length / 4)
    return { encrypted_content: part.signature ?? encryptedContent(exchange.seed, `encrypted ${id} ${moment}`, tokens) }
  }
  return {
    kind: 'reasoning',
    id,
    first,
    last,
    write(moment) {
      const isFull = isShown && moment !== 'added'
      return {
        id,
        type: 'reasoning',
        content: isFull && isOpen ? [{ type: 'reasoning_text', text: part.text }] : [],
        ...encrypted(moment),
        summary: isFull && !isOpen ? [{ type: 'summary_text', text: part.text }] : [],
      }
    },
  }
}

function planCall(part: Extract<ContentPart, { type: 'tool-call' }>, context: ItemContext): PlannedItem {
  const { exchange, end, first, last } = context
  const isCustom =
    part.kind === 'custom' || exchange.request.tools.some((tool) => tool.name === part.name && tool.kind === 'custom')
  const id = idOf(context, isCustom ? 'ctc' : 'fc')
  const { name, id: call_id } = part
  const namespace = namespaceOf(name, exchange)
  return {
    kind: isCustom ? 'custom_tool_call' : 'function_call',
    id,
    first,
    last,
    write(moment) {
      const status = moment === 'added' ? 'in_progress' : end
      const text = moment === 'added' ? '' : part.arguments
      if (isCustom) return { id, type: 'custom_tool_call', status, call_id, input: text, name }
      return { id, type: 'function_call', status, arguments: text, call_id, name, ...namespace }
    },
  }
}

/** The namespace of a tool that stands in one; a tool that was searched for is a namespace of its own (recorded). */
function namespaceOf(name: string, { request }: ResponsesExchange): { readonly namespace?: string } {
  const tools = request.wire.tools ?? []
  if (tools.some((tool) => tool.name === name && tool['defer_loading'] === true)) return { namespace: name }
  const group = tools.find((tool) => tool.type === 'namespace' && tool.tools?.some((one) => one.name === name))
  return group?.name === undefined ? {} : { namespace: group.name }
}
