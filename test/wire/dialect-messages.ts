import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { typedEventKind } from './event-kind.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedResponse } from './recording.ts'

interface Block {
  readonly type: string
  readonly id?: string
  readonly server_name?: string
  readonly tool_use_id?: string
  readonly content?: unknown
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
    const content = blocks.flatMap((block) => partsOf(block, blocks, isCut))
    return { content, finishReason: FINISH[reason] ?? 'stop', beyond: [] }
  },
  flagsOf: ({ response }) =>
    [
      ...EXTRAS.filter((key) => has(response, key)),
      ...(isCited(response) ? ['citations'] : []),
      ...serverToolsIn(response),
    ].map((key) => `+${key}`),
  lostHeaders(response): Readonly<Record<string, string>> {
    const betas = [
      ...(has(response, 'context_management') ? ['context-management-2025-06-27'] : []),
      ...(has(response, 'iterations') ? ['compact-2026-01-12'] : []),
    ]
    return betas.length > 0 ? { 'anthropic-beta': betas.join(',') } : {}
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
      ...serversFor(outcome),
    }
  },
}

/** Members that only some requests bring about. */
const EXTRAS = ['context_management', 'container', 'iterations'] as const

/** Whether an answer, one of its events, or the usage of either has a member. */
function has({ body, events = [] }: RecordedResponse, key: string): boolean {
  const bodies = body === undefined ? events.map((event) => event.data) : [body]
  return bodies.some((one) => {
    if (typeof one !== 'object' || one === null) return false
    const { usage } = one as { readonly usage?: object }
    return key in one || (usage !== undefined && key in usage)
  })
}

function isCited(response: RecordedResponse): boolean {
  return messageOf(response).blocks.some(({ citations }) => (citations?.length ?? 0) > 0)
}

/** Tools that Anthropic ran, by the names of their blocks. */
function serverToolsIn(response: RecordedResponse): readonly string[] {
  const used = messageOf(response).blocks.filter(isUse)
  return [...new Set(used.map(({ type, name = '' }) => (type === 'mcp_tool_use' ? 'mcp' : name)))]
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
    ...(citation === undefined ? {} : { citations: [...(block.citations ?? []), citation] }),
  }
}

function partsOf(block: Block, blocks: readonly Block[], isCut: boolean): PartInput[] {
  if (isUse(block)) return [useOf(block, blocks)]
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: isCut ? LONG_TEXT : neutralText(block.text ?? ''), ...citationsOf(block) }]
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

/** A page stands for itself; of a document of the request, any words do. */
function citationsOf({ citations }: Block) {
  if (!citations || citations.length === 0) return {}
  return {
    citations: citations.map((one) => {
      const { url, title } = one as { readonly url?: string; readonly title?: string }
      return url === undefined ? {} : { url, ...(title ? { title } : {}), citedText: 'It is so.' }
    }),
  }
}

function isUse({ type }: Block): boolean {
  return type === 'server_tool_use' || type === 'mcp_tool_use'
}

/** The use of a tool with a result of the same kind, in the words in which a rule states it. */
function useOf({ id, name = '', input, server_name: server }: Block, blocks: readonly Block[]): PartInput {
  const given = blocks.find((block) => block.tool_use_id === id)
  return {
    type: 'server-tool',
    id: '',
    name: server === undefined ? name : `${server}.${name}`,
    arguments: neutralArguments(input),
    ...(given ? { result: resultOf(given) } : { result: undefined }),
  }
}

function resultOf({ content }: Block): unknown {
  const { tool_references: tools } = (content ?? {}) as { readonly tool_references?: readonly { tool_name: string }[] }
  if (tools) return tools.map((tool) => tool.tool_name)
  if (!Array.isArray(content)) return 'All is well.'
  const isSearch = JSON.stringify(content).includes('web_search_result')
  return isSearch ? SOURCES : 'All is well.'
}

/** Half of all pages do not tell their age, so that some of ten do. */
const SOURCES = Array.from({ length: 10 }, (_, index) => ({
  url: `https://page.example/${index}`,
  title: `Page ${index}`,
  text: 'It is so.',
}))

function toolsFor({ content }: Outcome): object {
  const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  return names.size === 0 ? {} : { tools: [...names].map((name) => ({ name, input_schema: { type: 'object' } })) }
}

/** The MCP servers whose tools an answer uses. */
function serversFor({ content }: Outcome): object {
  const names = content.flatMap((part) => (part.type === 'server-tool' && part.name.includes('.') ? [part.name] : []))
  const servers = [...new Set(names.map((name) => name.slice(0, name.indexOf('.'))))]
  const mcp_servers = servers.map((name) => ({ type: 'url', name, url: 'https://mcp.example/' }))
  return servers.length === 0 ? {} : { mcp_servers }
}
