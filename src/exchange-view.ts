import type { Clock } from './clock.ts'
import { UsageError } from './errors.ts'
import { hasState, isExchange, type ExchangeMatch } from './exchange-match.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeJson } from './exchange-text.ts'
import type { JournalEvent, JournalListener, UsageReport } from './journal.ts'
import { describeMatch } from './reply/match.ts'

/** How long and for how many exchanges `waitFor` waits. */
export interface WaitOptions {
  /** Default: 1. */
  readonly count?: number
  /** Milliseconds of the simulation's clock. Default: 1,000 of the real clock; without end on a virtual or manual one. */
  readonly timeoutMs?: number
}

/** What a view needs of its simulation. */
export interface Watched {
  readonly clock: Clock
  /** Default of `timeoutMs`; undefined: without end. */
  readonly timeoutMs: number | undefined
  on(event: JournalEvent, listener: JournalListener): () => void
  /** Registers what a reset stops; gives back the release. */
  track(stop: (reason: Error) => void): () => void
}

/** A list of exchanges that grows: of a simulation, of a provider, of a scope. */
export abstract class ExchangeView {
  /** The exchanges so far, in order of arrival. */
  abstract readonly exchanges: readonly Exchange[]
  protected abstract watched(): Watched
  abstract usage(): UsageReport

  /**
   * The newest exchange; undefined before the first.
   *
   * @example
   * await ask('How deep is the sea?')
   * expect(llm.last?.prompt).toBe('How deep is the sea?')
   */
  get last(): Exchange | undefined {
    return this.exchanges.at(-1)
  }

  /**
   * The exchanges that match: text in the last user text, conditions, or a function.
   *
   * @example
   * await ask('How deep is the sea?')
   * expect(llm.filter({ prompt: /sea/, status: 200 })).toHaveLength(1)
   * expect(llm.filter((exchange) => exchange.costUsd > 1)).toEqual([])
   */
  filter(match: ExchangeMatch): readonly Exchange[] {
    return this.exchanges.filter((exchange) => isExchange(match, exchange))
  }

  /**
   * The first `count` exchanges that match, once there are so many; those before count, too. Without a `state` in the match they have ended.
   *
   * @throws {UsageError} after `timeoutMs`, and where the simulation is reset meanwhile
   * @example
   * const answer = ask('How deep is the sea?') // nobody waits for the app
   * const [exchange] = await llm.waitFor(/sea/)
   * expect(exchange.text).toBe(await answer)
   */
  waitFor(
    match: ExchangeMatch,
    { count = 1, timeoutMs }: WaitOptions = {},
  ): Promise<readonly [Exchange, ...Exchange[]]> {
    if (!Number.isInteger(count) || count < 1)
      throw new UsageError(`count must be a whole number from 1, not ${count}.`)
    const { clock, on, track, timeoutMs: usualMs } = this.watched()
    const waitMs = timeoutMs ?? usualMs
    const found = () => this.filter(match).filter((exchange) => hasState(match) || isOver(exchange))
    return new Promise((resolve, reject) => {
      const check = () => {
        const [first, ...others] = found()
        if (!first || others.length < count - 1) return
        stop()
        resolve([first, ...others.slice(0, count - 1)])
      }
      const fail = (reason: Error) => {
        stop()
        reject(reason)
      }
      const giveUp = () =>
        fail(
          new UsageError(
            `waitFor(${describeMatch(match)}) waited ${waitMs} ms for ${count} and found ${found().length}. ${this.toString()}`,
          ),
        )
      const ends = [
        on('exchange', check),
        on('stream', check),
        on('end', check),
        track(fail),
        ...(waitMs === undefined ? [] : [clock.at(clock.now() + waitMs, giveUp)]),
      ]
      const stop = () => ends.forEach((end) => end())
      check()
    })
  }

  /**
   * Plain data of all kept exchanges with their sums, keys and cookies left out.
   *
   * @example
   * await ask('How deep is the sea?')
   * expect(JSON.parse(JSON.stringify(llm)).exchanges[0]).toMatchObject({ endpoint: 'openai.chat', status: 200 })
   * expect(llm.toJSON().usage.exchanges).toBe(1)
   */
  toJSON(): { readonly usage: UsageReport; readonly exchanges: readonly ExchangeJson[] } {
    return { usage: this.usage(), exchanges: this.exchanges.map((exchange) => exchange.toJSON()) }
  }

  /**
   * The sums and one line for each exchange.
   *
   * @example
   * await ask('How deep is the sea?')
   * expect(String(llm)).toMatch(/^1 exchange, \d+ tokens, 0\.\d+ USD\n {2}ex_1 openai\.chat gpt-4o-mini/)
   */
  toString(): string {
    const { exchanges, inputTokens, outputTokens, costUsd } = this.usage()
    const sums = `${exchanges} exchange${exchanges === 1 ? '' : 's'}, ${inputTokens + outputTokens} tokens, ${costUsd.toFixed(6)} USD`
    return [sums, ...this.exchanges.map((exchange) => `  ${exchange.toString()}`)].join('\n')
  }
}

function isOver({ state }: Exchange): boolean {
  return state !== 'pending' && state !== 'streaming'
}
