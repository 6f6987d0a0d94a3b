import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedEvent, RecordedResponse } from './recording.ts'

interface Part {
  readonly text?: string
  readonly thought?: boolean
  readonly functionCall?: { readonly name?: string; readonly args?: unknown; readonly id?: string }
  readonly [other: string]: unknown
}

interface Body {
  readonly candidates?: readonly {
    readonly content?: { readonly parts?: readonly Part[] }
    readonly finishReason?: string | number
    readonly groundingMetadata?: unknown
    readonly urlContextMetadata?: unknown
  }[]
  readonly promptFeedback?: unknown
  readonly usageMetadata?: { readonly thoughtsTokenCount?: number; readonly cachedContentTokenCount?: number }
}

const FINISH: Readonly<Record<string, FinishReason>> = { STOP: 'stop', MAX_TOKENS: 'length', SAFETY: 'content-filter' }

/** `:generateContent` and its stream, at the Gemini API and at Vertex AI. */
export const generateDialect: WireDialect = {
  kindOf: (event) => ({ kind: kindOf(event) }),
  floating: [],
  floatAfter: {},
  outcomeOf,
  flagsOf: ({ response }) => [modelOf(response)],
  standIn: ({ content }) => {
    const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
    return {
      contents: [{ role: 'user', parts: [{ text: 'Hello' }] }],
      ...(names.size > 0 ? { tools: [{ functionDeclarations: [...names].map((name) => ({ name })) }] } : {}),
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

function bodiesOf({ body, events = [] }: RecordedResponse): readonly Body[] {
  const all = body === undefined ? events.map((event) => event.data) : [body]
  return all.filter((one) => typeof one === 'object' && one !== null) as Body[]
}

function outcomeOf(response: RecordedResponse): Outcome {
  const bodies = bodiesOf(response)
  const candidates = bodies.flatMap((body) => body.candidates?.slice(0, 1) ?? [])
  const parts = candidates.flatMap((one) => one.content?.parts ?? [])
  const word = candidates.map((one) => one.finishReason).findLast(Boolean) ?? 'STOP'
  const thoughts = bodies.map((body) => body.usageMetadata?.thoughtsTokenCount ?? 0).findLast(Boolean) ?? 0
  const text = parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('')
  const isShown = parts.some((part) => part.thought)
  const content: PartInput[] = []
  if (isShown) content.push({ type: 'reasoning', text: 'Let me think about it.', tokens: thoughts })
  else if (thoughts > 0) content.push({ type: 'reasoning', text: '', tokens: thoughts })
  if (text !== '') content.push({ type: 'text', text: isLong(word, response) ? LONG_TEXT : neutralText(text) })
  for (const { functionCall } of parts) {
    if (!functionCall?.name) continue
    content.push({ type: 'tool-call', name: functionCall.name, arguments: neutralArguments(functionCall.args ?? {}) })
  }
  const hasCalls = content.some((part) => part.type === 'tool-call')
  const finishReason = hasCalls ? 'tool-calls' : (FINISH[String(word)] ?? 'stop')
  return { content, finishReason, beyond: beyondRules(bodies, parts) }
}

/** Answers that the limit cut, and those that took several events: ours come in a few large ones. */
function isLong(word: string | number, { events = [] }: RecordedResponse): boolean {
  return word === 'MAX_TOKENS' || events.filter((event) => kindOf(event).startsWith('text')).length > 1
}

const PLAIN: ReadonlySet<string> = new Set(['text', 'thought', 'thoughtSignature', 'functionCall'])

/** Built-in tools, caches and drawn images. */
function beyondRules(bodies: readonly Body[], parts: readonly Part[]): readonly string[] {
  const kinds = parts.flatMap((part) => Object.keys(part).filter((key) => !PLAIN.has(key)))
  const candidates = bodies.flatMap((body) => body.candidates ?? [])
  const hasGrounding = candidates.some((one) => one.groundingMetadata ?? one.urlContextMetadata)
  const isCached = bodies.some((body) => body.usageMetadata?.cachedContentTokenCount)
  return [...new Set(kinds), ...(hasGrounding ? ['grounding'] : []), ...(isCached ? ['cached'] : [])]
}
