import { UsageError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { insteadOf } from '../nearest.ts'
import { inputText, promptOf, systemOf, type CompletionRequest } from '../request.ts'

/** A text to look for: a string is found anywhere and in any case. */
export type TextMatch = string | RegExp

/** Conditions on a request; all that are given must hold. */
export interface MatchConditions {
  /** Any text of the conversation. */
  readonly text?: TextMatch
  /** The last user text. */
  readonly prompt?: TextMatch
  readonly system?: TextMatch
  /** The model as asked for or as resolved. */
  readonly model?: TextMatch
  readonly provider?: string
  /** Endpoint, for instance `openai.chat`. */
  readonly endpoint?: string
  /** Names of tools that must be offered. */
  readonly tools?: string | readonly string[]
  /** Whether the conversation ends with a tool's result, or the text of that result. */
  readonly toolResult?: boolean | TextMatch
  /** Number of the user's turn, from 1. */
  readonly turn?: number
  /** How often the model has spoken before in this conversation, from 0. */
  readonly answers?: number
  readonly stream?: boolean
  readonly headers?: Readonly<Record<string, TextMatch>>
}

/** Decides by itself. */
export type MatchFunction = (request: CompletionRequest, exchange: Exchange) => boolean

/** What `llm.when` takes: a text looked for in the last user text, conditions, or a function. */
export type Match = TextMatch | MatchConditions | MatchFunction

/** The first condition that does not hold, in words; undefined where all hold. */
export function mismatch(match: Match, request: CompletionRequest, exchange: Exchange): string | undefined {
  if (isMatch(match, request, exchange)) return undefined
  if (typeof match === 'function') return 'its function returned false'
  if (typeof match === 'string' || match instanceof RegExp) return `prompt ${lacks(match)}`
  const key = failing(match, request, exchange)!
  const wanted = match[key]
  const isText = TEXTS.has(key) && (typeof wanted === 'string' || wanted instanceof RegExp)
  return `${key} ${isText ? lacks(wanted) : `is not ${describeMatch(wanted)}`}${found[key]?.(request) ?? ''}`
}

function lacks(wanted: TextMatch): string {
  return `${typeof wanted === 'string' ? 'does not contain' : 'does not match'} ${describeMatch(wanted)}`
}

/** Conditions that look for a text anywhere. */
const TEXTS: ReadonlySet<keyof MatchConditions> = new Set(['text', 'prompt', 'system', 'model', 'toolResult'] as const)

/** What there is instead, where the words about the request do not show it. */
const found: { readonly [Name in keyof MatchConditions]?: (request: CompletionRequest) => string } = {
  tools: ({ tools }) =>
    `: ${tools.length === 0 ? 'none is offered' : `offered: ${tools.map(({ name }) => name).join(', ')}`}`,
  turn: (request) => `: it is ${turnOf(request)}`,
  answers: (request) => `: it is ${answersBefore(request)}`,
  system: (request) => (systemOf(request) === '' ? ': there is none' : ''),
}

/** Whether all conditions hold: most rules do not match most requests, so nothing is put into words. */
export function isMatch(match: Match, request: CompletionRequest, exchange: Exchange): boolean {
  if (typeof match === 'function') return match(request, exchange)
  if (typeof match === 'string' || match instanceof RegExp) return isMatching(match, promptIn(request))
  return failing(match, request, exchange) === undefined
}

function failing(
  match: MatchConditions,
  request: CompletionRequest,
  exchange: Exchange,
): keyof MatchConditions | undefined {
  for (const key in match) {
    const condition = key as keyof MatchConditions
    if (match[condition] !== undefined && !holds[condition](match, request, exchange)) return condition
  }
  return undefined
}

type Condition = (match: MatchConditions, request: CompletionRequest, exchange: Exchange) => boolean

const holds: Record<keyof MatchConditions, Condition> = {
  text: (match, request) => isMatching(match.text!, request.messages.map((one) => allText(one.content)).join('\n')),
  prompt: (match, request) => isMatching(match.prompt!, promptIn(request)),
  system: (match, request) => isMatching(match.system!, systemOf(request)),
  model: (match, request, exchange) =>
    isMatching(match.model!, request.model) ||
    (exchange.model !== undefined && isMatching(match.model!, exchange.model.id)),
  provider: (match, _, exchange) => match.provider === exchange.provider,
  endpoint: (match, _, exchange) => match.endpoint === exchange.endpoint,
  tools: (match, request) => [match.tools!].flat().every((name) => request.tools.some((tool) => tool.name === name)),
  toolResult: (match, request) => hasToolResult(match.toolResult!, request),
  turn: (match, request) => match.turn === turnOf(request),
  answers: (match, request) => match.answers === answersBefore(request),
  stream: (match, request) => match.stream === request.stream,
  headers: (match, _, exchange) =>
    Object.entries(match.headers!).every(([name, wanted]) => isMatching(wanted, exchange.headers.get(name) ?? '')),
}

/**
 * The match as it is.
 *
 * @throws {UsageError} for a condition that there is none of
 */
export function checkedMatch<M extends Match>(match: M): M {
  if (typeof match !== 'object' || match instanceof RegExp) return match
  const unknown = Object.keys(match).find((name) => !Object.hasOwn(holds, name))
  if (unknown === undefined) return match
  throw new UsageError(`A match has no condition "${unknown}". ${insteadOf(unknown, Object.keys(holds), 'It has')}`)
}

/** The request of any exchange as matches read it: operations other than chat have an empty conversation. */
export function conversationOf({ request }: Exchange): CompletionRequest {
  return { messages: [], tools: [], ...request } as unknown as CompletionRequest
}

/** Whether a text is what is looked for: a string anywhere and in any case, or a RegExp. */
export function isMatching(wanted: TextMatch, text: string): boolean {
  if (typeof wanted === 'string') return loweredText(text).includes(loweredWanted(wanted))
  wanted.lastIndex = 0
  return wanted.test(text)
}

let lastLast: CompletionRequest['messages'][number] | undefined
let lastCount = 0
let lastPrompt = ''

/** Many rules look at one conversation. */
function promptIn(request: CompletionRequest): string {
  const { messages } = request
  const last = messages.at(-1)
  if (last === undefined || last !== lastLast || messages.length !== lastCount) {
    lastPrompt = promptOf(request)
    lastLast = last
    lastCount = messages.length
  }
  return lastPrompt
}

let lastText = ''
let lastLowered = ''

/** Many rules look at one text. */
function loweredText(text: string): string {
  if (text !== lastText) {
    lastText = text
    lastLowered = text.toLowerCase()
  }
  return lastLowered
}

const lowered = new Map<string, string>()
const MOST_LOWERED = 10_000

/** The same few are looked for in every exchange. */
function loweredWanted(wanted: string): string {
  let found = lowered.get(wanted)
  if (found === undefined) {
    if (lowered.size >= MOST_LOWERED) lowered.clear()
    lowered.set(wanted, (found = wanted.toLowerCase()))
  }
  return found
}

function hasToolResult(wanted: boolean | TextMatch, request: CompletionRequest): boolean {
  const last = request.messages.at(-1)
  const results = last?.content.filter((part) => part.type === 'tool-result') ?? []
  if (typeof wanted === 'boolean') return wanted === results.length > 0
  return results.some((result) => isMatching(wanted, inputText(result.content)))
}

/** Number of user turns so far: messages of the user that hold more than tool results. */
function turnOf(request: CompletionRequest): number {
  return request.messages.filter(
    (one) => one.role === 'user' && one.content.some((part) => part.type !== 'tool-result'),
  ).length
}

/** How often the model has spoken; what it is to go on with does not count. */
export function answersBefore({ messages }: CompletionRequest): number {
  const starts = messages.filter((one, index) => one.role === 'assistant' && messages[index - 1]?.role !== 'assistant')
  return starts.length - (messages.at(-1)?.role === 'assistant' ? 1 : 0)
}

function allText(parts: CompletionRequest['messages'][number]['content']): string {
  return parts.map((part) => (part.type === 'tool-result' ? allText(part.content) : inputText([part]))).join('\n')
}

/** A match in words, for messages. */
export function describeMatch(match: unknown): string {
  if (typeof match === 'function') return match.name === '' ? 'a function' : match.name
  if (match instanceof RegExp) return String(match)
  return JSON.stringify(match, (_, value: unknown) => (value instanceof RegExp ? String(value) : value))
}
