import type { Choice, ContentPart, FinishReason } from '../completion.ts'
import { ApiError, UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { isVerbatim } from '../replay/recorded.ts'
import type { Verbatim } from '../replay/verbatim.ts'

/** A tool call as a test author writes it. */
export interface ToolCallInput {
  readonly type: 'tool-call'
  readonly name: string
  /** An object, or ready JSON text. */
  readonly arguments?: unknown
  readonly id?: string
}

/** A tool that the provider runs itself, as a test author writes it. */
export interface ServerToolInput {
  readonly type: 'server-tool'
  /** The provider's name of the tool. */
  readonly name: string
  /** An object, or ready JSON text. */
  readonly arguments?: unknown
  /** What came of it; undefined where the answer ends before that. */
  readonly result?: unknown
  readonly isError?: boolean
  readonly id?: string
}

/** A content part as a test author writes it. */
export type PartInput = Exclude<ContentPart, { type: 'tool-call' | 'server-tool' }> | ToolCallInput | ServerToolInput

/** An answer with an end of its own. */
export interface AnswerInput {
  readonly content: string | readonly PartInput[]
  readonly finishReason?: FinishReason
  /** The sequence that ended it, where `finishReason` is `stop-sequence`. */
  readonly stopSequence?: string
}

/** What a rule may answer with: text, parts, an answer with its finish reason, an error, or any other object, which becomes JSON text. */
export type Answer = string | readonly PartInput[] | AnswerInput | ApiError | Verbatim | object

/** A choice whose tool calls may still lack ids; the dialect draws them. */
export type Draft = Choice

/** The choice that an answer stands for; throws an answer that is an error. */
export function draftOf(answer: Answer): Draft {
  if (answer instanceof ApiError) throw answer
  if (isVerbatim(answer)) return answer.choice
  if (typeof answer === 'string') return { content: [{ type: 'text', text: answer }], finishReason: 'stop' }
  if (Array.isArray(answer) && answer.every(isPart)) return finished(answer.map(partOf))
  checkParts(answer)
  if (isAnswerInput(answer)) {
    const { content } = draftOf(answer.content)
    const { finishReason, stopSequence } = answer
    return {
      ...finished(content),
      ...(finishReason ? { finishReason } : {}),
      ...(stopSequence === undefined ? {} : { stopSequence }),
    }
  }
  if (typeof answer === 'object' && answer !== null) return draftOf(JSON.stringify(answer))
  throw new UsageError(
    `A reply must be text, a list of parts, an object (answered as JSON) or an ApiError, not ${String(answer)}.`,
  )
}

/** Parts with the finish reason that they imply. */
export function finished(content: readonly ContentPart[]): Draft {
  const has = (type: ContentPart['type']) => content.some((part) => part.type === type)
  return { content, finishReason: has('tool-call') ? 'tool-calls' : has('refusal') ? 'refusal' : 'stop' }
}

function partOf(input: PartInput): ContentPart {
  if (input.type !== 'tool-call' && input.type !== 'server-tool') return input
  const { id = '', arguments: given = {} } = input
  const args = typeof given === 'string' ? given : JSON.stringify(given)
  if (input.type === 'tool-call') return { type: 'tool-call', id, name: input.name, arguments: args }
  return { result: undefined, ...input, id, arguments: args }
}

const PART_TYPES: ReadonlySet<string> = new Set([
  'text',
  'reasoning',
  'tool-call',
  'refusal',
  'server-tool',
  'image-output',
] satisfies ContentPart['type'][])

/** Whether a value is a content part. */
export function isPart(value: unknown): value is PartInput {
  return typeof value === 'object' && value !== null && 'type' in value && PART_TYPES.has(value.type as string)
}

/** What other APIs call parts. */
const FOREIGN: Readonly<Record<string, ContentPart['type']>> = {
  output_text: 'text',
  thinking: 'reasoning',
  tool_use: 'tool-call',
  function_call: 'tool-call',
}

/**
 * Lists of objects whose types are nearly those of parts are a slip; others are answered as JSON.
 *
 * @throws {UsageError} that names the type and the one that was probably meant
 */
export function checkParts(answer: unknown): void {
  const list: unknown = isContent(answer) ? answer.content : answer
  if (!Array.isArray(list) || list.every(isPart) || !list.every(hasType)) return
  const words = [...PART_TYPES]
  for (const { type } of list) {
    const meant = PART_TYPES.has(type) ? undefined : (FOREIGN[type] ?? nearest(type, words))
    if (meant !== undefined)
      throw new UsageError(
        `A reply has no part of the type "${type}". Did you mean "${meant}"? Parts: ${words.join(', ')}. To answer with this list as JSON, reply with its text (JSON.stringify).`,
      )
  }
}

function isContent(answer: unknown): answer is { readonly content: unknown } {
  return typeof answer === 'object' && answer !== null && 'content' in answer
}

function hasType(value: unknown): value is { readonly type: string } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isAnswerInput(answer: object): answer is AnswerInput {
  if (!('content' in answer)) return false
  const { content } = answer
  return typeof content === 'string' || (Array.isArray(content) && content.every(isPart))
}
