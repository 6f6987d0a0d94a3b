import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { typedEventKind, type EventKind } from './event-kind.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedEvent, RecordedResponse, Recording } from './recording.ts'

interface Block {
  readonly text?: string
  readonly toolUse?: { readonly name: string; readonly input?: unknown }
  readonly reasoningContent?: { readonly redactedContent?: string }
  readonly citationsContent?: object
  readonly type?: string
  readonly name?: string
  readonly input?: unknown
}

interface Event {
  readonly type?: string
  readonly index?: number
  readonly contentBlockIndex?: number
  readonly start?: Block
  readonly content_block?: Block
  readonly delta?: Block & { readonly partial_json?: string; readonly stop_reason?: string }
  readonly stopReason?: string
  readonly contentBlockStart?: Event
  readonly contentBlockDelta?: Event
  readonly messageStop?: Event
}

/** Keys that hold the words of a format's answer, the model's alone. */
const WORDS = ['outputText', 'generation', 'completion', 'text'] as const

const FINISH: Readonly<Record<string, FinishReason>> = {
  max_tokens: 'length',
  length: 'length',
  LENGTH: 'length',
  MAX_TOKENS: 'length',
  tool_use: 'tool-calls',
  stop_sequence: 'stop-sequence',
  STOP_SEQUENCE: 'stop-sequence',
}

/** Converse, as one body and as an event stream. */
export const converseDialect: WireDialect = {
  kindOf: converseKind,
  floating: [],
  floatAfter: {},
  outcomeOf,
  flagsOf: guarded,
  standIn: (outcome, _, __, response) => ({
    messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
    ...toolsFor(outcome),
    ...(JSON.stringify(response).includes('additionalModelResponseFields')
      ? { additionalModelResponseFieldPaths: ['/delta/stop_sequence'] }
      : {}),
  }),
}

/** Models' own formats; the facts of each stand apart. */
export const invokeDialect: WireDialect = {
  ...converseDialect,
  kindOf: invokeKind,
  outcomeOf: (response) => (isEmbedding(response) ? NOTHING : outcomeOf(response)),
  flagsOf: (recording) => [`+${familyOf(recording)}`, ...guarded(recording)],
  standIn: () => ({}),
  // Headers that name a guardrail were not kept; the answer tells its name.
  lostHeaders(response): Readonly<Record<string, string>> {
    const [, id] = /"guardrail":\{(?:"modelOutput":\[.*?\],)?"input":\{"([\w-]+)"/.exec(JSON.stringify(response)) ?? []
    return id ? { 'x-amzn-bedrock-guardrailidentifier': id, 'x-amzn-bedrock-trace': 'ENABLED' } : {}
  },
}

/** Whether a guardrail took part, which adds members and may cut a stream short. */
function guarded({ response }: Recording): readonly string[] {
  return /"guardrail":\{/.test(JSON.stringify(response)) ? ['+guardrail'] : []
}

const NOTHING: Outcome = { content: [], finishReason: 'stop', beyond: [] }

function familyOf({ request }: Recording): string {
  const model = request.path?.split('/')[2] ?? ''
  const family =
    /titan-embed-text-v\d|embed-v4|titan-text|nova-2|nova|embed|command-r|command|claude|llama\d|mistral|j2/
  const isPrompt = typeof (request.body as { readonly prompt?: unknown } | null)?.prompt === 'string'
  const name = family.exec(model)?.[0] ?? 'other'
  return name === 'claude' && isPrompt ? 'claude-prompt' : name
}

function isEmbedding({ body }: RecordedResponse): boolean {
  return typeof body === 'object' && body !== null && ('embedding' in body || 'embeddings' in body)
}

function converseKind({ event = '', data }: RecordedEvent): EventKind {
  const { delta, start } = data as Event
  const inner = Object.keys(delta ?? start ?? {})[0]
  return { kind: inner === undefined ? event : `${event}:${inner}` }
}

/** Claude's events name their type; Nova's are those of Converse, a block to each delta; of the rest the last one differs. */
function invokeKind(event: RecordedEvent): EventKind {
  const data = event.data as Event & Readonly<Record<string, unknown>>
  if (typeof data.type === 'string') return typedEventKind(event)
  const start = data.contentBlockStart?.start
  if (start) return { kind: `contentBlockStart:${Object.keys(start).join()}` }
  if (data.contentBlockDelta?.delta?.toolUse) return { kind: 'contentBlockDelta:toolUse' }
  if (data.contentBlockDelta || 'contentBlockStop' in data) return { kind: 'contentBlock' }
  const known = ['messageStart', 'messageStop', 'metadata'].find((key) => key in data)
  return { kind: known ?? ('amazon-bedrock-invocationMetrics' in data ? 'last' : 'text') }
}

function outcomeOf({ body, events = [] }: RecordedResponse): Outcome {
  const isBlocked = JSON.stringify(body ?? events).includes('"actionReason":"Guardrail blocked."')
  const { blocks, reason } = body === undefined ? fromEvents(events) : fromBody(body as Body)
  const finish = isBlocked ? 'content-filter' : (FINISH[reason] ?? 'stop')
  const parts = blocks.flatMap((block) => partOf(block, finish === 'length') ?? [])
  const calls = parts.some((part) => part.type === 'tool-call')
  return { content: parts, finishReason: calls && finish === 'stop' ? 'tool-calls' : finish, beyond: [] }
}

interface Body {
  readonly output?: { readonly message: { readonly content: readonly Block[] } }
  readonly content?: readonly Block[]
  readonly stopReason?: string
  readonly stop_reason?: string
}

interface Said {
  readonly blocks: readonly Block[]
  readonly reason: string
}

function fromBody(body: Body): Said {
  const reason = body.stopReason ?? body.stop_reason ?? reasonIn(JSON.stringify(body))
  const blocks = body.output?.message.content ?? body.content
  if (blocks) return { blocks, reason }
  return { blocks: 'message' in body && !reason ? [] : [{ text: 'Some text.' }], reason }
}

function reasonIn(text: string): string {
  return /"(?:finish_reason|completionReason|stop_reason|stopReason)":"(\w+)"/.exec(text)?.[1] ?? ''
}

function fromEvents(events: readonly RecordedEvent[]): Said {
  const blocks: Block[] = []
  let plain = ''
  for (const { data } of events) {
    const event = (data ?? {}) as Event
    const { contentBlockIndex, index, delta, start, content_block } =
      event.contentBlockDelta ?? event.contentBlockStart ?? event
    plain += WORDS.map((key) => (event as Readonly<Record<string, unknown>>)[key] ?? '').join('')
    const place = contentBlockIndex ?? index
    if (place === undefined || !(delta ?? start ?? content_block)) continue
    const { text, reasoningContent, partial_json: json, toolUse } = delta ?? {}
    const before = { ...blocks[place], ...content_block, ...start }
    blocks[place] = {
      ...before,
      ...(text === undefined ? {} : { text: `${before.text ?? ''}${text}` }),
      ...(reasoningContent ? { reasoningContent: { ...before.reasoningContent, ...reasoningContent } } : {}),
      ...(toolUse
        ? { toolUse: { name: '', ...before.toolUse, input: `${inputOf(before)}${String(toolUse.input)}` } }
        : {}),
      ...(json === undefined ? {} : { input: `${inputOf(before)}${json}` }),
    }
  }
  const reason = reasonIn(JSON.stringify(events))
  const found = blocks.filter(Boolean)
  if (found.length === 0) return { blocks: plain === '' ? [] : [{ text: plain }], reason }
  // Nova's own format has a block for every delta.
  const isNova = events.some(({ data }) => (data as Event | undefined)?.contentBlockDelta)
  return {
    blocks: isNova ? found.filter(({ text }, at) => text === undefined || found[at - 1]?.text === undefined) : found,
    reason,
  }
}

function inputOf({ input, toolUse }: Block): string {
  const own = toolUse ? toolUse.input : input
  return typeof own === 'string' ? own : ''
}

function partOf(block: Block, isCut: boolean): PartInput | undefined {
  const call = block.toolUse ?? (block.type === 'tool_use' ? block : undefined)
  if (call) return { type: 'tool-call', name: call.name ?? '', arguments: neutralArguments(call.input) }
  if (block.reasoningContent) {
    const isRedacted = block.reasoningContent.redactedContent !== undefined
    return isRedacted
      ? { type: 'reasoning', text: '', redacted: true }
      : { type: 'reasoning', text: 'All is well here, I think.' }
  }
  if (block.citationsContent) {
    const citations = [{ title: 'facts', citedText: 'Words.', start: 0, end: 5 }]
    return { type: 'text', text: 'Cited.', citations }
  }
  if (block.text === undefined) return undefined
  return { type: 'text', text: isCut ? LONG_TEXT : neutralText(block.text) }
}

function toolsFor({ content }: Outcome): object {
  const names = content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : []))
  if (names.length === 0) return {}
  const tools = [...new Set(names)].map((name) => ({ toolSpec: { name, inputSchema: { json: { type: 'object' } } } }))
  return { toolConfig: { tools } }
}
