import type { Address } from './addresses.ts'
import { Answering } from './answering.ts'
import type { Usage } from './completion.ts'
import { billOf } from './cost.ts'
import { RESET_WORDS, UsageError } from './errors.ts'
import type { Watched } from './exchange-view.ts'
import type { Exchange } from './exchange.ts'
import type { JournalEvent, JournalListener, UsageReport } from './journal.ts'
import { readLimits } from './limits-option.ts'
import { loadDirectCall, loadReceiver, loadSimulatedModel } from './load-answering.ts'
import type { MockProvider } from './mock-provider.ts'
import type { Model } from './models.ts'
import type { SimulationOptions } from './options.ts'
import { fork } from './random.ts'
import { changeSettings, settingsOf, type Settings } from './settings.ts'
import type { Streams } from './stream-gate.ts'
import { loadTokenizer } from './tokens/load-tokenizer.ts'

/**
 * LLM providers' APIs, simulated by one engine: their traffic is answered, paced, limited, counted and journalled.
 *
 * Without any option every provider answers at once with seeded text, and two runs are equal.
 */
export class Simulation extends Answering {
  /** @param ownOptions names of the options that a subclass has taken out, for words about unknown ones */
  constructor(options: SimulationOptions, providers: readonly MockProvider[], ownOptions?: readonly string[]) {
    super(options, providers, ownOptions)
    for (const provider of providers) this.join(provider)
    for (const name of Object.keys({ ...options.usage, ...options.baseUrls })) this.provider(name)
  }

  /** The exchanges so far in order of arrival: a snapshot of the newest 2,000 (option `journalSize`). */
  get exchanges(): readonly Exchange[] {
    return this.journal.entries()
  }

  /**
   * Tokens and USD so far, in sum and by provider, model and tag.
   *
   * @example
   * await ask('How deep is the sea?')
   * expect(llm.usage()).toMatchObject({ exchanges: 1, byProvider: { openai: { exchanges: 1 } } })
   */
  usage(): UsageReport {
    return this.journal.usage()
  }

  /**
   * Calls the listener at each `exchange` (its answer is decided), `stream` (it begins to leave) or `end` (complete, aborted or cut); gives
   * back how to stop that. Listeners survive `reset`, which ends exchanges silently.
   *
   * @example
   * const ended = []
   * const stop = llm.on('end', (exchange) => ended.push(exchange.prompt))
   * await ask('How deep is the sea?')
   * stop()
   * expect(ended).toEqual(['How deep is the sea?'])
   */
  on(event: JournalEvent, listener: JournalListener): () => void {
    return this.journal.on(event, listener)
  }

  /** What a provider or a scope of this simulation watches. */
  watched(): Watched {
    return {
      clock: this.clock,
      timeoutMs: (this.options.clock ?? 'real') === 'real' ? 1000 : undefined,
      on: (event, listener) => this.journal.on(event, listener),
      track: (stop) => this.engine.track(stop),
    }
  }

  /** The options that may change, as they are now. */
  get settings(): Settings {
    return this.setting
  }

  /**
   * Changes options for the exchanges that begin from now on, until `reset`. A provider's own latency and error rate stay before them.
   *
   * @throws {UsageError} for names that are no settings and for impossible values
   * @example
   * llm.configure({ errorRate: 0.1, latency: 'realistic', timeScale: 0.5 })
   * expect(llm.settings).toMatchObject({ seed: 0, errorRate: 0.1 })
   */
  configure(change: Partial<Settings>): void {
    const settings = changeSettings(this.setting, change)
    if (change.limits) this.limits = readLimits(change.limits, this.members.cards())
    if (change.seed !== undefined) this.draws.reseed(fork(0, String(change.seed)))
    this.setting = settings
  }

  /**
   * Whether answers depend on other exchanges by what is asked for here: counted rules and faults, limits, a budget, load, a clock that is
   * moved. Where several processes answer as one, all exchanges must then go to one of them.
   *
   * @example
   * llm.when('sea').reply('Deep.').once()
   * expect(llm.isCounted).toBe(true)
   */
  get isCounted(): boolean {
    const { budgetUsd, load, clock = 'real' } = this.options
    if (budgetUsd !== undefined || load !== undefined || clock !== 'real') return true
    const hasLimits = Object.keys(this.setting.limits).length > 0
    return hasLimits || this.isScriptCounted || this.members.all().some((provider) => provider.isCounted)
  }

  /**
   * Pauses and steps streams.
   *
   * @example
   * llm.streams.pause()
   * const answer = ask('How deep is the sea?')
   * llm.streams.resume()
   * await answer
   */
  get streams(): Streams {
    return this.gate
  }

  /** Names of the providers that it has. */
  get providerNames(): readonly string[] {
    return this.members.cards().map(({ name }) => name)
  }

  /**
   * The provider with this name; throws a UsageError that lists the known ones.
   *
   * @example
   * expect(llm.provider('openai').exchanges).toHaveLength(0)
   */
  provider(name: string): MockProvider {
    return this.members.named(name)
  }

  /**
   * The providers that answer, in the order in which they were given.
   *
   * @example
   * expect(llm.providers.map(({ name }) => name)).toContain('openai')
   */
  get providers(): readonly MockProvider[] {
    return this.members.all()
  }

  /**
   * All addresses at which it answers: its providers' own, those of the option `baseUrls`, and gateways'.
   *
   * @example
   * expect(llm.addresses).toContainEqual({ owner: 'groq', baseUrl: 'https://api.groq.com/openai/v1', isWholeHost: true })
   */
  get addresses(): readonly Address[] {
    return this.members.addresses()
  }

  /** USD that a call at this moment would cost. */
  costOf(provider: string, model: Model, usage: Usage, isBatched: boolean): number {
    return billOf({ provider, model, usage, isBatched, atMs: this.clock.now() }, this.options.prices)
  }

  /**
   * Everything back to the start: journal, rules, faults, limits, clock and seed counters. Exchanges under way are ended.
   *
   * @example
   * await ask('How deep is the sea?')
   * llm.reset()
   * expect(llm.exchanges).toEqual([])
   */
  reset(): void {
    this.journal.reset()
    this.running.end(new UsageError(RESET_WORDS))
    this.resets++
    this.limiter.reset()
    this.engine.promptCache?.reset()
    this.clock.reset()
    this.draws.reset()
    this.gate.reset()
    this.configure(settingsOf(this.options))
    this.rewind()
    this.startedAtMs = this.clock.now()
    for (const provider of this.members.all()) provider.resetState()
    for (const mount of this.members.mounts()) mount.reset()
  }

  /**
   * Loads what the first answer of these providers needs, some 50 ms: their endpoints, a token table, word lists. Without names, of all
   * providers. Await it before fake timers are installed, or where the first answer must not be slower than the others.
   *
   * @example
   * await llm.ready('openai')
   */
  async ready(...names: readonly string[]): Promise<void> {
    const providers = names.length > 0 ? names.map((name) => this.members.named(name)) : this.members.all()
    await Promise.all([
      loadDirectCall(),
      loadTokenizer('o200k'),
      loadSimulatedModel().then(({ loadModel }) => loadModel()),
      ...providers.map(async (provider) => (await loadReceiver()).loadEndpoints(await provider.load())),
    ])
  }

  private join(provider: MockProvider): void {
    provider.join(this)
    this.members.add(provider, this.options.baseUrls?.[provider.name] ?? [])
  }
}
