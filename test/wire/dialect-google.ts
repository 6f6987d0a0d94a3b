import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { groundedBy, type Grounded } from './google-grounding.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedEvent, RecordedResponse } from './recording.ts'

interface Part {
  readonly text?: string
  readonly thought?: boolean
  readonly functionCall?: {
    readonly name?: string
    readonly args?: unknown
    readonly id?: string
    readonly willContinue?: boolean
    readonly partialArgs?: readonly { readonly jsonPath: string }[]
  }
  readonly executableCode?: { readonly code?: string }
  readonly codeExecutionResult?: { readonly output?: string }
  readonly toolCall?: { readonly toolType?: string; readonly args?: { readonly queries?: readonly string[] } }
  readonly inlineData?: { readonly mimeType: string }
}

interface Body {
  readonly candidates?: readonly (Grounded & {
    readonly content?: { readonly parts?: readonly Part[] }
    readonly finishReason?: string | number
  })[]
  readonly promptFeedback?: unknown
  readonly usageMetadata?: { readonly thoughtsTokenCount?: number; readonly cachedContentTokenCount?: number }
}

/** Marks calls whose arguments arrive bit by bit. */
const STREAMED = 'streamed'

const FINISH: Readonly<Record<string, FinishReason>> = { STOP: 'stop', MAX_TOKENS: 'length', SAFETY: 'content-filter' }

/** `:generateContent` and its stream, at the Gemini API and at Vertex AI. */
export const generateDialect: WireDialect = {
  kindOf: (event) => ({ kind: kindOf(event) }),
  floating: [],
  floatAfter: {},
  outcomeOf,
  flagsOf: ({ response }) => [modelOf(response), ...toolsOf(response)],
  standIn: ({ content }) => {
    const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
    const toolConfig = { functionCallingConfig: { streamFunctionCallArguments: true } }
    const isStreamed = content.some((part) => part.type === 'tool-call' && part.id === STREAMED)
    return {
      contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
      ...(names.size > 0 ? { tools: [{ functionDeclarations: [...names].map((name) => ({ name })) }] } : {}),
      ...(isStreamed ? { toolConfig } : {}),
    }
  },
}

/** `text`, `thought`, `functionCall`, with `finish` where the event ends the answer. */
function kindOf({ data }: RecordedEvent): string {
  const [candidate] = (data as Body).candidates ?? []
  const parts = candidate?.content?.parts ?? []
  const kinds = parts.map((part) => (part.thought ? 'thought' : (Object.keys(part)[0] ?? 'empty')))
  return [...new Set(kinds), ...(candidate?.finishReason ? ['finish'] : [])].join('+') || 'empty'
}

/** The generation decides about the shape of everything. */
function modelOf(response: RecordedResponse): string {
  const [body] = bodiesOf(response) as readonly { readonly modelVersion?: string }[]
  const [, generation = 'none'] = /gemini-(\d(?:\.\d)?)/.exec(body?.modelVersion ?? '') ?? []
  return `+gemini-${generation.startsWith('3') ? '3' : generation}`
}

/** The built-in tools that were used, and whether their use shows; Model Armor, which answers instead. */
function toolsOf(response: RecordedResponse): readonly string[] {
  const { content } = outcomeOf(response)
  const names = content.flatMap((part) => (part.type === 'server-tool' ? [`+${part.name}`] : []))
  const text = JSON.stringify(bodiesOf(response))
  return [
    ...new Set(names),
    ...(text.includes('"toolCall"') ? ['+shown'] : []),
    ...(text.includes('"groundingSupports"') && !names.includes('+file_search') ? ['+cited'] : []),
    ...(text.includes('MODEL_ARMOR') ? ['+armor'] : []),
  ]
}

function bodiesOf({ body, events = [] }: RecordedResponse): readonly Body[] {
  const all = body === undefined ? events.map((event) => event.data) : [body]
  return all.filter((one) => typeof one === 'object' && one !== null) as Body[]
}

function outcomeOf(response: RecordedResponse): Outcome {
  const bodies = bodiesOf(response)
  const candidates = bodies.flatMap((body) => body.candidates?.slice(0, 1) ?? [])
  const word = candidates.map((one) => one.finishReason).findLast(Boolean) ?? 'STOP'
  const runs = runsOf(candidates.map((one) => one.content?.parts ?? []))
  const counted = bodies.map((body) => body.usageMetadata?.thoughtsTokenCount ?? 0).findLast(Boolean) ?? 0
  // Thoughts may go beyond the limit that cut the text; ours keep to it.
  const thoughts = word === 'MAX_TOKENS' && runs.length > 0 ? Math.min(counted, 20) : counted
  const content: PartInput[] = []
  if (thoughts > 0 && !runs.some(({ kind }) => kind === 'thought'))
    content.push({ type: 'reasoning', text: '', tokens: thoughts })
  const isShown = runs.some(({ kind }) => kind === 'tool')
  const { uses, sources, cited } = groundedBy(candidates, isShown)
  content.push(...uses)
  let tokens = thoughts
  for (const run of runs) {
    if (run.kind === 'thought') {
      content.push({ type: 'reasoning', text: 'Let me think about it.', tokens })
      tokens = 0
    }
    if (run.kind === 'text') {
      const isLong = word === 'MAX_TOKENS' || run.events > 1
      content.push(cited({ type: 'text', text: isLong ? LONG_TEXT : neutralText(run.text) }))
    }
    if (run.kind === 'tool')
      content.push(
        ...run.parts.map((part) =>
          part.type === 'server-tool' && part.result === undefined ? { ...part, result: sources } : part,
        ),
      )
  }
  const hasCalls = content.some((part) => part.type === 'tool-call')
  const isBlocked = bodies.some((body) => body.promptFeedback)
  const finishReason = isBlocked ? 'content-filter' : hasCalls ? 'tool-calls' : (FINISH[String(word)] ?? 'stop')
  const isCached = bodies.some((body) => body.usageMetadata?.cachedContentTokenCount)
  return { content, finishReason, beyond: isCached ? ['cached'] : [] }
}

/** A stretch of one kind; texts of one stretch arrive in `events` events. */
interface Run {
  readonly kind: 'thought' | 'text' | 'tool'
  text: string
  events: number
  readonly parts: PartInput[]
}

function runsOf(events: readonly (readonly Part[])[]): readonly Run[] {
  const runs: Run[] = []
  for (const parts of events) {
    for (const part of parts) {
      const kind = part.text === undefined ? 'tool' : part.thought ? 'thought' : 'text'
      if (part.text === '') continue
      const last = runs.at(-1)
      const run: Run = last?.kind === kind ? last : { kind, text: '', events: 0, parts: [] }
      if (run !== last) runs.push(run)
      run.text += part.text ?? ''
      run.events++
      addTool(part, run.parts)
    }
  }
  return runs.filter(({ kind, parts }) => kind !== 'tool' || parts.length > 0)
}

const TOOL_NAMES: Readonly<Record<string, string>> = { GOOGLE_SEARCH_WEB: 'google_search', FILE_SEARCH: 'file_search' }

/** Calls, uses of built-in tools and drawn images; what came of a tool belongs to its use. */
function addTool(
  { functionCall, executableCode, codeExecutionResult, toolCall, inlineData }: Part,
  parts: PartInput[],
) {
  if (functionCall?.name !== undefined) {
    const { name, args = {}, willContinue } = functionCall
    parts.push({
      type: 'tool-call',
      name,
      arguments: neutralArguments(args),
      ...(willContinue ? { id: STREAMED } : {}),
    })
  }
  const begun = parts.at(-1)
  for (const { jsonPath } of functionCall?.partialArgs ?? []) {
    if (begun?.type !== 'tool-call') continue
    parts.splice(-1, 1, { ...begun, arguments: { [jsonPath.replace('$.', '')]: 'word' } })
  }
  if (executableCode) {
    const isQuery = executableCode.code?.includes('file_search') === true
    const name = isQuery ? 'file_search' : 'code_execution'
    const input = isQuery ? { query: 'word' } : { code: 'print(1)' }
    parts.push({
      type: 'server-tool',
      id: '',
      name,
      arguments: JSON.stringify(input),
      result: isQuery ? undefined : '',
    })
  }
  const use = parts.at(-1)
  if (codeExecutionResult?.output !== undefined && use?.type === 'server-tool')
    parts.splice(-1, 1, { ...use, result: '1\n' })
  if (toolCall) {
    const name = TOOL_NAMES[toolCall.toolType ?? ''] ?? 'other'
    parts.push({
      type: 'server-tool',
      id: '',
      name,
      arguments: JSON.stringify({ queries: ['word'] }),
      result: undefined,
    })
  }
  if (inlineData) parts.push({ type: 'image-output', mediaType: inlineData.mimeType, data: 'AAAA' })
}
