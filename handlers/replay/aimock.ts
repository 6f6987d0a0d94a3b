import { ApiError, UsageError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { kindOfStatus } from '../../src/faults/check-fault.ts'
import type { AnswerInput, PartInput } from '../../src/reply/answer.ts'
import { describeMatch, type MatchFunction } from '../../src/reply/match.ts'
import { Rule } from '../../src/reply/rule.ts'
import { inputText, promptOf, systemOf, type CompletionRequest } from '../../src/request.ts'
import type { FinishReason } from '../../src/completion.ts'

interface ToolCall {
  readonly name: string
  readonly arguments?: unknown
  readonly id?: string
}

/** What is read of one entry of an aimock fixture file (1.43). */
export interface AimockFixture {
  readonly match: {
    readonly userMessage?: string | RegExp
    readonly systemMessage?: string | readonly string[] | RegExp
    readonly toolCallId?: string
    readonly toolResultContains?: string
    readonly toolName?: string
    readonly model?: string | RegExp
    readonly responseFormat?: string
    readonly sequenceIndex?: number
    readonly turnIndex?: number
    readonly hasToolResult?: boolean
    readonly endpoint?: string
    readonly [other: string]: unknown
  }
  readonly response: {
    readonly content?: unknown
    readonly reasoning?: string
    readonly toolCalls?: readonly ToolCall[]
    readonly blocks?: readonly (
      | ({ readonly type: 'toolCall' } & ToolCall)
      | { readonly type: 'text'; readonly text: string }
    )[]
    readonly finishReason?: string
    readonly error?: {
      readonly message: string
      readonly type?: string
      readonly code?: string
      readonly param?: string | null
    }
    readonly status?: number
    readonly retryAfter?: number
    readonly [other: string]: unknown
  }
}

/** An aimock fixture file. */
export interface AimockFile {
  readonly fixtures: readonly AimockFixture[]
}

/**
 * A rule for each fixture that a chat may meet; the first that matches answers, as there. Those that differ by their `sequenceIndex` alone
 * are one rule that answers so many times. A `turnIndex` chooses among fixtures, and excludes none where nothing else matches.
 *
 * @throws {UsageError} for a fixture that answers what no chat does, and for a condition that is not known
 */
export function aimockRules({ fixtures }: AimockFile): readonly Rule[] {
  for (const [index, fixture] of fixtures.entries()) check(fixture, index)
  const sequences = new Map<string, { readonly match: Match; readonly steps: AimockFixture[] }>()
  for (const [index, fixture] of fixtures.entries()) {
    const { sequenceIndex, ...match } = fixture.match
    const key = sequenceIndex === undefined ? String(index) : describeMatch(match)
    const sequence = sequences.get(key) ?? { match, steps: [] as AimockFixture[] }
    sequence.steps.push(fixture)
    sequences.set(key, sequence)
  }
  const entries = [...sequences.values()]
  const anyTurn = entries.flatMap(({ match: { turnIndex, ...match }, steps }) =>
    turnIndex === undefined ? [] : [{ match, steps }],
  )
  // Here the last added goes first.
  return [...entries, ...anyTurn].map(({ match, steps }) => ruleOf(match, steps)).toReversed()
}

function ruleOf(match: Match, steps: readonly AimockFixture[]): Rule {
  const condition: MatchFunction = (request, exchange) => holds(match, request, exchange)
  // Its name is what explanations show.
  const rule = new Rule(Object.defineProperty(condition, 'name', { value: describeMatch(match) }))
  if (steps[0]!.match.sequenceIndex === undefined) return rule.reply(replyOf(steps[0]!))
  const inOrder = steps.toSorted((one, other) => one.match.sequenceIndex! - other.match.sequenceIndex!)
  return rule.inSequence(...inOrder.map(replyOf)).times(steps.length)
}

type Match = AimockFixture['match']

const CONDITIONS = new Set([
  'userMessage',
  'systemMessage',
  'toolCallId',
  'toolResultContains',
  'toolName',
  'model',
  'responseFormat',
  'sequenceIndex',
  'turnIndex',
  'hasToolResult',
  'endpoint',
])

function check({ match, response }: AimockFixture, index: number): void {
  const unknown = Object.keys(match).find((name) => !CONDITIONS.has(name))
  if (unknown !== undefined || (match.endpoint ?? 'chat') !== 'chat') {
    const what = unknown === undefined ? `the endpoint "${String(match.endpoint)}"` : `the condition "${unknown}"`
    throw new UsageError(
      `Fixture ${index} has ${what}, which cannot be replayed. Known: ${[...CONDITIONS].join(', ')}; endpoint: chat.`,
    )
  }
  if (['error', 'content', 'toolCalls', 'blocks'].every((name) => response[name] === undefined)) {
    throw new UsageError(`Fixture ${index} answers with ${Object.keys(response).join(', ')}, which no chat does.`)
  }
}

function holds(match: Match, request: CompletionRequest, exchange: Exchange): boolean {
  const { messages } = request
  const last = messages.at(-1)
  const results = last?.content.filter((part) => part.type === 'tool-result') ?? []
  const sinceUser = messages.slice(
    messages.findLastIndex(({ role, content }) => role === 'user' && inputText(content) !== '') + 1,
  )
  const checks: readonly (readonly [unknown, () => boolean])[] = [
    [match.userMessage, () => isFound(match.userMessage!, promptOf(request))],
    [match.systemMessage, () => [match.systemMessage!].flat().every((one) => isFound(one, systemOf(request)))],
    [match.toolCallId, () => results.some((result) => result.toolCallId === match.toolCallId)],
    [
      match.toolResultContains,
      () => results.some((result) => inputText(result.content).includes(match.toolResultContains!)),
    ],
    [match.toolName, () => request.tools.some(({ name }) => name === match.toolName)],
    [match.model, () => isModel(match.model!, request.model) || isModel(match.model!, exchange.model?.id ?? '')],
    [match.responseFormat, () => FORMATS[request.responseFormat.type] === match.responseFormat],
    [match.turnIndex, () => messages.filter(({ role }) => role === 'assistant').length === match.turnIndex],
    [
      match.hasToolResult,
      () => sinceUser.some(({ content }) => content.some(({ type }) => type === 'tool-result')) === match.hasToolResult,
    ],
  ]
  return checks.every(([wanted, check]) => wanted === undefined || check())
}

const FORMATS: Readonly<Record<string, string>> = { text: 'text', json: 'json_object', 'json-schema': 'json_schema' }

function isFound(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : new RegExp(wanted.source, wanted.flags).test(text)
}

/** A name also stands for its dated versions. */
function isModel(wanted: string | RegExp, model: string): boolean {
  if (typeof wanted !== 'string') return new RegExp(wanted.source, wanted.flags).test(model)
  return model === wanted || (model.startsWith(wanted) && /^-\d/.test(model.slice(wanted.length)))
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  content_filter: 'content-filter',
}

function replyOf({ response }: AimockFixture): AnswerInput | ApiError {
  const { content, reasoning, toolCalls = [], blocks, finishReason, error, status, retryAfter } = response
  if (error) {
    return new ApiError(kindOfStatus(status), error.message, {
      ...(status === undefined ? {} : { status }),
      ...(error.type === undefined ? {} : { type: error.type }),
      ...(error.code === undefined ? {} : { code: error.code }),
      ...(error.param === undefined ? {} : { param: error.param }),
      ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
    })
  }
  const said = typeof content === 'string' ? content : JSON.stringify(content)
  const parts: readonly PartInput[] = blocks
    ? blocks.map((block) => (block.type === 'text' ? block : callOf(block)))
    : [...(said ? [{ type: 'text', text: said } as const] : []), ...toolCalls.map(callOf)]
  const finish = finishReason === undefined ? undefined : FINISH[finishReason]
  return {
    content: reasoning ? [{ type: 'reasoning', text: reasoning }, ...parts] : parts,
    ...(finish ? { finishReason: finish } : {}),
  }
}

function callOf({ name, arguments: args, id }: ToolCall): PartInput {
  return { type: 'tool-call', name, arguments: args ?? {}, ...(id === undefined ? {} : { id }) }
}
