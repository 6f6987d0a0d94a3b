import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { typedEventKind } from './event-kind.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedResponse } from './recording.ts'

interface Block {
  readonly type: string
  readonly text?: string
  readonly thinking?: string
  readonly name?: string
  readonly input?: unknown
  readonly citations?: readonly unknown[] | null
}

interface Event {
  readonly type: string
  readonly index?: number
  readonly content_block?: Block
  readonly delta?: {
    readonly type?: string
    readonly text?: string
    readonly thinking?: string
    readonly partial_json?: string
    readonly citation?: unknown
    readonly stop_reason?: string
  }
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  max_tokens: 'length',
  stop_sequence: 'stop-sequence',
  tool_use: 'tool-calls',
  refusal: 'refusal',
  model_context_window_exceeded: 'context-window',
}

/** Anthropic's messages. */
export const messagesDialect: WireDialect = {
  kindOf: typedEventKind,
  floating: ['ping'],
  floatAfter: { ping: 'content_block_start' },
  outcomeOf(response) {
    const { blocks, reason } = messageOf(response)
    const isCut = reason === 'max_tokens'
    const content = blocks.flatMap((block) => partsOf(block, isCut))
    const finishReason = FINISH[reason] ?? 'stop'
    return { content, finishReason, beyond: [...new Set(blocks.flatMap(beyondRules))] }
  },
  flagsOf: ({ response }) => EXTRAS.filter((key) => has(response, key)).map((key) => `+${key}`),
  lostHeaders(response): Readonly<Record<string, string>> {
    return has(response, 'context_management') ? { 'anthropic-beta': 'context-management-2025-06-27' } : {}
  },
  standIn(outcome, stream, model) {
    const thinks = outcome.content.some((part) => part.type === 'reasoning')
    return {
      model,
      max_tokens: 4000,
      stream,
      messages: [{ role: 'user', content: 'Hello' }],
      ...(thinks ? { thinking: { type: 'enabled', budget_tokens: 1024 } } : {}),
      ...toolsFor(outcome),
    }
  },
}

/** Members that only some requests bring about. */
const EXTRAS = ['context_management', 'container'] as const

function has({ body, events = [] }: RecordedResponse, key: string): boolean {
  const bodies = body === undefined ? events.map((event) => event.data) : [body]
  return bodies.some((one) => typeof one === 'object' && one !== null && key in one)
}

function messageOf({ body, events = [] }: RecordedResponse): {
  readonly blocks: readonly Block[]
  readonly reason: string
} {
  if (body !== undefined) {
    const message = body as { readonly content?: readonly Block[]; readonly stop_reason?: string }
    return { blocks: message.content ?? [], reason: message.stop_reason ?? 'end_turn' }
  }
  const blocks: Block[] = []
  let reason = 'end_turn'
  for (const event of events.map((one) => one.data as Event)) {
    if (event.content_block) blocks.push({ ...event.content_block, input: '' })
    const last = blocks.pop()
    if (last) blocks.push(event.type === 'content_block_delta' ? grown(last, event.delta ?? {}) : last)
    reason = event.delta?.stop_reason ?? reason
  }
  return { blocks, reason }
}

function grown(block: Block, delta: NonNullable<Event['delta']>): Block {
  const { text = '', thinking = '', partial_json: json = '', citation } = delta
  return {
    ...block,
    text: (block.text ?? '') + text,
    thinking: (block.thinking ?? '') + thinking,
    input: typeof block.input === 'string' ? block.input + json : block.input,
    ...(citation === undefined ? {} : { citations: [citation] }),
  }
}

function partsOf(block: Block, isCut: boolean): PartInput[] {
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: isCut ? LONG_TEXT : neutralText(block.text ?? '') }]
    case 'thinking':
      return [{ type: 'reasoning', text: block.thinking ? 'Let me think about it.' : '' }]
    case 'redacted_thinking':
      return [{ type: 'reasoning', text: '', redacted: true }]
    case 'tool_use':
      return [{ type: 'tool-call', name: block.name ?? '', arguments: neutralArguments(block.input) }]
    default:
      return []
  }
}

function beyondRules(block: Block): string[] {
  if (block.citations && block.citations.length > 0) return ['citations']
  return ['text', 'thinking', 'redacted_thinking', 'tool_use'].includes(block.type) ? [] : [block.type]
}

function toolsFor({ content }: Outcome): object {
  const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  return names.size === 0 ? {} : { tools: [...names].map((name) => ({ name, input_schema: { type: 'object' } })) }
}
