import { UsageError, type ApiError, type ErrorKind } from '../../src/errors.ts'
import { isExchange } from '../../src/exchange-match.ts'
import type { Exchange } from '../../src/exchange.ts'
import { isMatching, type TextMatch } from '../../src/reply/match.ts'
import { retriesOf } from './retries.ts'

/** What the matchers look at: a simulation, a provider, or a list of exchanges. */
export type Subject = { readonly exchanges: readonly Exchange[] } | readonly Exchange[]

/** What an answer must have been; all that is given must hold. */
export interface AnswerExpectation {
  readonly status?: number
  readonly model?: TextMatch
  readonly text?: TextMatch
  /** Exactly so many exchanges; default: at least one. */
  readonly times?: number
}

interface Result {
  readonly pass: boolean
  readonly message: () => string
}

/** The functions behind {@link LlmMatchers}: what `expect.extend` takes. */
export type MatcherFunctions = {
  readonly [Name in keyof LlmMatchers]: (received: Subject, ...args: Parameters<LlmMatchers[Name]>) => Result
}

/** The matchers, ready for `expect.extend` of Vitest and Jest. */
export const matchers: MatcherFunctions = {
  toHaveAnswered: (received: Subject, expected: AnswerExpectation = {}) => {
    const { times, ...conditions } = expected
    const found = of(received).filter((one) => isAnswer(one, conditions)).length
    return result(
      received,
      times === undefined ? found > 0 : found === times,
      `answered ${text(expected)}`,
      `${found} of them did`,
    )
  },
  toHaveReceivedPrompt: (received: Subject, prompt: TextMatch) =>
    result(
      received,
      of(received).some((one) => isMatching(prompt, one.prompt)),
      `received the prompt ${text(prompt)}`,
    ),
  toHaveCalledTool: (received: Subject, name: string, args?: object) =>
    result(
      received,
      of(received).some(({ toolCalls }) =>
        toolCalls.some((call) => call.name === name && (!args || includes(parsed(call.arguments), args))),
      ),
      `called the tool ${name}${args ? ` with ${text(args)}` : ''}`,
    ),
  toHaveSpentLessThan: (received: Subject, usd: number) => {
    const spent = of(received).reduce((sum, { costUsd }) => sum + costUsd, 0)
    return result(received, spent < usd, `spent less than ${usd} USD`, `they spent ${spent} USD`)
  },
  toHaveUsedTokens: (received: Subject, bounds: { readonly min?: number; readonly max?: number }) => {
    const used = of(received).reduce((sum, { usage }) => sum + usage.inputTokens + usage.outputTokens, 0)
    const isWithin = used >= (bounds.min ?? 0) && used <= (bounds.max ?? Number.POSITIVE_INFINITY)
    return result(received, isWithin, `used ${text(bounds)} tokens`, `they used ${used}`)
  },
  toHaveRetried: (received: Subject, times?: number) => {
    const retries = retriesOf(of(received)).length
    return result(
      received,
      times === undefined ? retries > 0 : retries === times,
      `retried${times === undefined ? '' : ` ${times} times`}`,
      `${retries} were retries`,
    )
  },
  toHaveStreamed: (received: Subject, expected: { readonly text?: TextMatch } = {}) =>
    result(
      received,
      of(received).some(({ request, error, text: said }) => isStreamed(request.stream, error, said, expected.text)),
      `streamed ${text(expected)}`,
    ),
  toHaveFailed: (received: Subject, kind?: ErrorKind, times?: number) => {
    const failed = of(received).filter(({ error, state }) =>
      kind === undefined ? error !== undefined || state === 'cut' : error?.kind === kind,
    ).length
    return result(
      received,
      times === undefined ? failed > 0 : failed === times,
      `failed${kind === undefined ? '' : ` by ${kind}`}${times === undefined ? '' : ` ${times} times`}`,
      `${failed} of them did`,
    )
  },
  toHaveUsedModel: (received: Subject, model: TextMatch) =>
    result(
      received,
      of(received).some((one) => isMatching(model, one.request.model) || isMatching(model, one.model?.id ?? '')),
      `used the model ${text(model)}`,
    ),
  toHaveReceivedSystemPrompt: (received: Subject, system: TextMatch) =>
    result(
      received,
      of(received).some((one) => isExchange({ system }, one)),
      `received the system prompt ${text(system)}`,
    ),
  toHaveOfferedTool: (received: Subject, name: string) =>
    result(
      received,
      of(received).some((one) => isExchange({ tools: name }, one)),
      `offered the tool ${name}`,
    ),
  toHaveReadFromCache: (received: Subject, bounds: { readonly min?: number } = {}) => {
    const read = of(received).reduce((sum, { usage }) => sum + usage.cacheReadTokens, 0)
    return result(
      received,
      read >= (bounds.min ?? 1),
      `read from the cache ${text(bounds)}`,
      `${read} tokens were read`,
    )
  },
  toHaveAborted: (received: Subject) =>
    result(
      received,
      of(received).some(({ state }) => state === 'aborted'),
      'been aborted by the client',
    ),
}

/** The matchers as methods of `expect(…)`. */
export interface LlmMatchers<R = unknown> {
  /** Some exchange was answered like this; with `times`, exactly so many. */
  toHaveAnswered(expected?: AnswerExpectation): R
  /** Some exchange had this in its last user text. */
  toHaveReceivedPrompt(prompt: TextMatch): R
  /** Some answer called the tool, with at least these arguments. */
  toHaveCalledTool(name: string, args?: object): R
  /** The exchanges cost less than this in sum. */
  toHaveSpentLessThan(usd: number): R
  /** Input and output tokens together. */
  toHaveUsedTokens(bounds: { readonly min?: number; readonly max?: number }): R
  /** A client sent some request again that had failed; with a number, exactly so many times. */
  toHaveRetried(times?: number): R
  /** Some answer was streamed; with `text`, one that said this. */
  toHaveStreamed(expected?: { readonly text?: TextMatch }): R
  /** Some exchange was answered with an error, or of this kind, or cut; with `times`, exactly so many. */
  toHaveFailed(kind?: ErrorKind, times?: number): R
  /** Some request named this model, or was answered by it. */
  toHaveUsedModel(model: TextMatch): R
  /** Some request had this in its system prompt. */
  toHaveReceivedSystemPrompt(system: TextMatch): R
  /** Some request offered the model this tool. */
  toHaveOfferedTool(name: string): R
  /** The prompt cache gave some tokens, or at least `min`. */
  toHaveReadFromCache(bounds?: { readonly min?: number }): R
  /** A client left some exchange before its end. */
  toHaveAborted(): R
}

function of(received: Subject): readonly Exchange[] {
  if (Array.isArray(received)) return received
  if (typeof received === 'object' && received !== null && 'exchanges' in received) return received.exchanges
  throw new UsageError(
    `This matcher looks at a simulation, a provider or a list of exchanges: expect(llm), not expect(${String(received)}).`,
  )
}

function isAnswer(exchange: Exchange, { status, model, text: said }: AnswerExpectation): boolean {
  if (status !== undefined && exchange.status !== status) return false
  if (model !== undefined && !isMatching(model, exchange.model?.id ?? exchange.request.model)) return false
  return said === undefined || isMatching(said, exchange.text)
}

function isStreamed(
  isStream: boolean,
  error: ApiError | undefined,
  said: string,
  wanted: TextMatch | undefined,
): boolean {
  return isStream && error === undefined && (wanted === undefined || isMatching(wanted, said))
}

function includes(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected)
  if (typeof actual !== 'object' || actual === null) return false
  return Object.entries(expected).every(([key, value]) => includes((actual as Record<string, unknown>)[key], value))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function result(received: Subject, pass: boolean, claim: string, fact?: string): Result {
  const list = of(received).map((one) => `  ${one.toString()}`)
  const shown = list.length === 0 ? '  none' : list.slice(-20).join('\n')
  return {
    pass,
    message: () =>
      `expected the exchanges ${pass ? 'not to' : 'to'} have ${claim}${fact ? `, but ${fact}` : ''}. They are:\n${shown}`,
  }
}

function text(value: unknown): string {
  return value instanceof RegExp
    ? String(value)
    : JSON.stringify(value, (_, inner: unknown) => (inner instanceof RegExp ? String(inner) : inner))
}
