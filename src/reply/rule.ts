import { UsageError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { errorOf } from '../faults/check-fault.ts'
import type { FaultSpec } from '../faults/fault.ts'
import type { CompletionRequest } from '../request.ts'
import { checkParts, type Answer, type PartInput } from './answer.ts'
import { answersBefore, checkedMatch, describeMatch, isMatch, mismatch, type Match } from './match.ts'

/** What a reply function gets beside the request. */
export interface ReplyContext {
  readonly exchange: Exchange
  /** How often the rule has answered before, from 0. */
  readonly call: number
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
}

/** What `responder` gets beside the request. */
export type ResponderContext = Omit<ReplyContext, 'call'>

/** Decides every answer that no rule gives; undefined leaves it to the simulated model. */
export type Responder = (
  request: CompletionRequest,
  context: ResponderContext,
) => Answer | undefined | Promise<Answer | undefined> | AsyncIterable<string | PartInput>

/**
 * Computes an answer; an async generator's texts and parts are joined in order.
 *
 * The answer is decided before its first byte leaves: waiting inside, for instance by `llm.clock.sleep(ms, signal)`, comes before the time
 * that the latency says, which alone paces the stream.
 */
export type ReplyFunction = (
  request: CompletionRequest,
  context: ReplyContext,
) => Answer | Promise<Answer> | AsyncIterable<string | PartInput>

/** What a rule replies with. */
export type Reply = Answer | ReplyFunction

/** A tool with the schema of its arguments, by the interface that schema libraries share (Standard Schema). */
export interface TypedTool<Input> {
  readonly name: string
  readonly schema: { readonly '~standard': { readonly types?: { readonly input: Input } | undefined } }
}

/**
 * A match and its answer, as `llm.when(match)` makes it. It answers every matching request until `.once()` or `.times(n)` bounds it.
 *
 * @example
 * llm.when({ prompt: /weather/i }).callTool('get_weather', { city: 'Paris' }).once()
 * llm.when('hello').reply('Hello yourself.')
 */
export class Rule {
  /** Whether it answers operations other than chat, too; only recorded traffic does. */
  readonly answersAny: boolean = false
  private readonly matches: readonly Match[]
  private byTurn = false
  private replies: readonly Reply[] = []
  private lead: readonly PartInput[] = []
  private limit = Number.POSITIVE_INFINITY
  private answered = 0

  /**
   * @param matches all of them must hold
   * @throws {UsageError} for a condition that there is none of
   */
  constructor(...matches: readonly Match[]) {
    this.matches = matches.map(checkedMatch)
  }

  /**
   * Answers by the place in the conversation: with the first reply where the model has not spoken yet, with the second after its first
   * answer, and so on; beyond the last it does not match. Unlike `inSequence` it counts in the request, so that conversations at the same
   * time, and retries, get the right answer.
   *
   * @example
   * llm.when({ system: 'travel' }).turns('Where to?', (request) => `${request.messages.at(-1).content[0].text}! When?`, 'Booked.')
   */
  turns(...replies: readonly Reply[]): this {
    /**
     * @example
     * llm.when('sea').inSequence('Deep.', 'I said deep.')
     */
    this.inSequence(...replies)
    this.byTurn = true
    return this
  }

  /** Answers with text, parts, an object (as JSON), an error, or what a function makes of the request. */
  reply(reply: Reply): this {
    if (reply === undefined)
      throw new UsageError('reply takes text, parts, an object, an error or a function, not undefined.')
    checkParts(reply)
    this.replies = [reply]
    this.byTurn = false
    return this
  }

  /** Answers with one reply after the other; the last one repeats. */
  inSequence(...replies: readonly Reply[]): this {
    if (replies.length === 0) throw new UsageError('inSequence needs at least one reply.')
    for (const reply of replies) checkParts(reply)
    this.replies = replies
    this.byTurn = false
    return this
  }

  /** Answers with a call of the tool; a further `callTool` adds a parallel call. */
  callTool(name: string, args?: object): this
  /** With a tool whose schema says its types (Zod, Valibot, ArkType), the arguments are checked by the compiler. */
  callTool<Input extends object>(tool: TypedTool<Input>, args: NoInfer<Input>): this
  callTool(tool: string | TypedTool<object>, args: object = {}): this {
    const name = typeof tool === 'string' ? tool : tool.name
    const call: PartInput = { type: 'tool-call', name, arguments: args }
    const before = this.replies[0]
    const calls =
      Array.isArray(before) && before.length > 0 && (before as PartInput[]).every((part) => part.type === 'tool-call')
        ? (before as PartInput[])
        : []
    this.replies = [[...calls, call]]
    return this
  }

  /**
   * Shows this reasoning before the answer.
   *
   * @example
   * llm.when('riddle').think('A river has a bed and a mouth.').reply('A river.')
   */
  think(text: string): this {
    this.lead = [...this.lead, { type: 'reasoning', text }]
    return this
  }

  /**
   * Declines, in the provider's way.
   *
   * @example
   * llm.when('lockpick').refuse()
   * expect(await ask('lockpick')).toBeNull() // OpenAI has its own place for refusals
   */
  refuse(text = 'I’m sorry, but I can’t help with that.'): this {
    return this.reply([{ type: 'refusal', text }])
  }

  /**
   * Fails, in the provider's way.
   *
   * @example
   * llm.when('overload me').fail('overloaded').times(2) // Then it answers.
   */
  fail(spec: FaultSpec = 'server_error'): this {
    return this.reply(errorOf(spec))
  }

  /** Answers one request only. */
  once(): this {
    return this.times(1)
  }

  /** Answers `count` requests only. */
  times(count: number): this {
    if (!Number.isInteger(count) || count < 1) throw new UsageError(`times takes a whole number from 1, not ${count}.`)
    this.limit = count
    return this
  }

  /** Whether this rule answers. */
  answers(request: CompletionRequest, exchange: Exchange): boolean {
    if (this.answered >= this.limit || (this.replies.length === 0 && this.lead.length === 0)) return false
    if (this.byTurn && answersBefore(request) >= this.replies.length) return false
    for (const match of this.matches) if (!isMatch(match, request, exchange)) return false
    return true
  }

  /** Why this rule does not answer; undefined where it does. */
  refusal(request: CompletionRequest, exchange: Exchange): string | undefined {
    if (this.replies.length === 0 && this.lead.length === 0) return 'it has no reply yet'
    if (this.answered >= this.limit) return `it has answered ${this.answered} of ${this.limit} times`
    if (this.byTurn && answersBefore(request) >= this.replies.length) {
      return `its ${this.replies.length} turns are over: the model has spoken ${answersBefore(request)} times`
    }
    for (const match of this.matches) {
      const reason = mismatch(match, request, exchange)
      if (reason !== undefined) return reason
    }
    return undefined
  }

  /** Whether how often it has answered decides what it answers. A function that takes no context cannot ask. */
  get isCounted(): boolean {
    if (this.limit !== Number.POSITIVE_INFINITY || (!this.byTurn && this.replies.length > 1)) return true
    return this.replies.some((reply) => typeof reply === 'function' && reply.length > 1)
  }

  /** Whether it answers the same however far a conversation is. */
  get isEndless(): boolean {
    if (this.isCounted || this.byTurn || typeof this.replies[0] === 'function') return false
    return this.matches.every(
      (match) =>
        typeof match === 'string' ||
        match instanceof RegExp ||
        (typeof match === 'object' && match.answers === undefined && match.toolResult === undefined),
    )
  }

  /**
   * How often it has answered.
   *
   * @example
   * const rule = llm.when('sea').reply('Deep.')
   * await ask('How deep is the sea?')
   * expect(rule.calls).toBe(1)
   */
  get calls(): number {
    return this.answered
  }

  /** Its matches in words. */
  toString(): string {
    return `when(${this.matches.map(describeMatch).join(', ')})`
  }

  /** The next reply and what comes before it. */
  take(request: CompletionRequest): {
    readonly reply: Reply | undefined
    readonly lead: readonly PartInput[]
    readonly call: number
  } {
    const call = this.answered++
    const place = this.byTurn ? answersBefore(request) : call
    const reply = this.replies[Math.min(place, this.replies.length - 1)]
    return { reply, lead: this.lead, call }
  }

  /** Forgets how often it answered. */
  rewind(): void {
    this.answered = 0
  }
}
