import { choicesOf, type Choice, type Completion, type ContentPart, type FinishReason } from './completion.ts'
import type { ApiError } from './errors.ts'

/** The whole vocabulary of a stream. `choice` and `index` say which answer and which of its parts is meant. */
export type StreamPart =
  | { readonly type: 'start' }
  | { readonly type: 'part-start'; readonly choice: number; readonly index: number; readonly part: ContentPart }
  | PartDelta
  | { readonly type: 'part-end'; readonly choice: number; readonly index: number; readonly part: ContentPart }
  | FinishPart
  | { readonly type: 'keep-alive' }
  | { readonly type: 'error'; readonly error: ApiError }

/** The next piece of a part's text, or of a tool call's arguments. */
export interface PartDelta {
  readonly type: 'part-delta'
  readonly choice: number
  readonly index: number
  readonly part: ContentPart
  readonly delta: string
  /** Tokens in `delta`; the schedule and the bill of a broken stream count them. */
  readonly tokens: number
}

/** The end of one choice; `last` on the choice that ends last. */
export interface FinishPart {
  readonly type: 'finish'
  readonly choice: number
  readonly finishReason: FinishReason
  readonly stopSequence?: string
  readonly last: boolean
}

/** A part's text in the pieces in which it is sent; `tokens` is absent where each piece is one token. */
export interface CutText {
  readonly texts: readonly string[]
  readonly tokens?: readonly number[]
}

/** How a dialect cuts one part of an answer. */
export type Cut = (part: ContentPart, choice: Choice, index: number) => CutText

/** The text that a part's deltas carry. */
export function deltaTextOf(part: ContentPart): string {
  if (part.type === 'image-output') return ''
  return 'arguments' in part ? part.arguments : part.text
}

/** A completion whose parts are cut; parts are made of it one by one, so that a waiting stream stays small. */
export interface CutCompletion {
  readonly choices: readonly { readonly choice: Choice; readonly cuts: readonly CutText[] }[]
  /** Number of stream parts, keep-alives and errors not counted. */
  readonly length: number
}

/** Cuts every part of every choice. */
export function cutCompletion(completion: Completion, cut: Cut): CutCompletion {
  const choices = choicesOf(completion).map((choice) => ({
    choice,
    cuts: choice.content.map((part, index) => cut(part, choice, index)),
  }))
  const sizes = choices.map(({ cuts }) => cuts.reduce((sum, one) => sum + one.texts.length + 2, 1))
  return { choices, length: sizes.reduce((sum, size) => sum + size, 1) }
}

/** The stream of a completion: one `start`, then each choice's parts and its `finish`; several choices take turns. */
export function toParts(completion: CutCompletion): IterableIterator<StreamPart> {
  return completion.choices.length === 1 ? new OneChoice(completion) : takingTurns(completion)
}

/** The parts of a single choice. Generators within a generator would make half of what a stream allocates. */
class OneChoice implements IterableIterator<StreamPart> {
  private readonly answer: Choice
  private readonly cuts: readonly CutText[]
  /** Of the content part at hand: -1 before the first. */
  private index = -1
  /** Of its next piece; -1 for its start. */
  private piece = -1
  private isOver = false

  constructor({ choices }: CutCompletion) {
    const [{ choice, cuts }] = choices as [CutCompletion['choices'][number]]
    this.answer = choice
    this.cuts = cuts
  }

  [Symbol.iterator](): this {
    return this
  }

  next(): IteratorResult<StreamPart, undefined> {
    return this.isOver ? { done: true, value: undefined } : { done: false, value: this.part() }
  }

  private part(): StreamPart {
    const { index } = this
    if (index < 0) {
      this.index = 0
      return { type: 'start' }
    }
    const part = this.answer.content[index]
    if (part === undefined) {
      this.isOver = true
      return finishOf(this.answer, 0, true)
    }
    const { texts, tokens } = this.cuts[index]!
    const piece = this.piece++
    if (piece < 0) return { type: 'part-start', choice: 0, index, part }
    if (piece < texts.length)
      return { type: 'part-delta', choice: 0, index, part, delta: texts[piece]!, tokens: tokens ? tokens[piece]! : 1 }
    this.index++
    this.piece = -1
    return { type: 'part-end', choice: 0, index, part }
  }
}

function* takingTurns(completion: CutCompletion): Generator<StreamPart, void> {
  yield { type: 'start' }
  let running = completion.choices.map((_, index) => choiceParts(completion, index))
  let open = running.length
  while (running.length > 0) {
    const still: typeof running = []
    for (const parts of running) {
      const { done, value } = parts.next()
      if (done) continue
      still.push(parts)
      yield value.type === 'finish' ? { ...value, last: --open === 0 } : value
    }
    running = still
  }
}

function* choiceParts(completion: CutCompletion, choice: number): Generator<StreamPart, void> {
  const { choice: answer, cuts } = completion.choices[choice]!
  for (const [index, part] of answer.content.entries()) {
    yield { type: 'part-start', choice, index, part }
    const { texts, tokens } = cuts[index]!
    for (let piece = 0; piece < texts.length; piece++) {
      yield { type: 'part-delta', choice, index, part, delta: texts[piece]!, tokens: tokens ? tokens[piece]! : 1 }
    }
    yield { type: 'part-end', choice, index, part }
  }
  yield finishOf(answer, choice, false)
}

function finishOf({ finishReason, stopSequence }: Choice, choice: number, last: boolean): FinishPart {
  return { type: 'finish', choice, finishReason, ...(stopSequence === undefined ? {} : { stopSequence }), last }
}

/** The choices that a stream amounts to: the inverse of {@link toParts}, also for a stream that broke off. */
export function collapse(parts: Iterable<StreamPart>): readonly Choice[] {
  const choices: { content: ContentPart[]; finishReason: FinishReason; stopSequence?: string }[] = []
  const at = (choice: number) => (choices[choice] ??= { content: [], finishReason: 'error' })
  for (const part of parts) {
    if (part.type === 'part-start') at(part.choice).content.push(emptied(part.part))
    if (part.type === 'part-delta') {
      const { content } = at(part.choice)
      content.push(extended(content.pop()!, part.delta))
    }
    if (part.type === 'finish') {
      const target = at(part.choice)
      target.finishReason = part.finishReason
      if (part.stopSequence !== undefined) target.stopSequence = part.stopSequence
    }
  }
  return choices
}

function emptied(part: ContentPart): ContentPart {
  if (part.type === 'image-output') return part
  return 'arguments' in part ? { ...part, arguments: '' } : { ...part, text: '' }
}

function extended(part: ContentPart, delta: string): ContentPart {
  if (part.type === 'image-output') return part
  return 'arguments' in part ? { ...part, arguments: part.arguments + delta } : { ...part, text: part.text + delta }
}
