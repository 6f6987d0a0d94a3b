import type { Address } from './addresses.ts'
import { validationOf } from './checks.ts'
import { heldOn, type Clock } from './clock.ts'
import { clockOf } from './clock-option.ts'
import type { Usage } from './completion.ts'
import { billOf } from './cost.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { RESET_WORDS, UsageError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Watched } from './exchange-view.ts'
import { createJournal, type JournalEvent, type JournalListener, type UsageReport } from './journal.ts'
import { limitsBy, readLimits, type ChosenLimits } from './limits-option.ts'
import { createMembers } from './members.ts'
import type { HostDefaults, MockProvider } from './mock-provider.ts'
import { isMount, type Mount, type Resident } from './mount.ts'
import type { Model } from './models.ts'
import { checkOptions, type SimulationOptions } from './options.ts'
import { preflight } from './preflight.ts'
import { isDebugged } from './debug-option.ts'
import { createDraws, type Draws } from './draws.ts'
import { fork } from './random.ts'
import { createLimiter } from './rate-limit.ts'
import { incomingOf, type Incoming } from './incoming.ts'
import type { ReceiveOptions } from './receive.ts'
import type { AnyEndpoint, ProviderDefinition } from './provider.ts'
import type { answerDirectly } from './direct-call.ts'
import { loadDirectCall, loadReceiver, loadSimulatedModel } from './load-answering.ts'
import { IS_REQUEST_BOUND } from './request-bound.ts'
import { createRunning } from './running.ts'
import { Scripted } from './scripted.ts'
import { routeTo, type Place, type Route } from './route-table.ts'
import { changeSettings, settingsOf, type Settings } from './settings.ts'
import { createStreamGate, type StreamGate, type Streams } from './stream-gate.ts'
import { loadTokenizer } from './tokens/load-tokenizer.ts'
import { checkTokenizers } from './tokens/own-tokenizer.ts'
import { createWarner } from './warn-once.ts'

type SendOptions = Pick<ReceiveOptions, 'rejects' | 'isBatched'>

/** How a gateway asks a provider: as whom, and who hears of the exchange. */
export type AskOptions = Pick<ReceiveOptions, 'rejects' | 'credential' | 'onOpen'>

/** What a direct call runs on. */
export interface DirectCall {
  readonly engine: Engine
  readonly host: ProviderHost
  /** Answers on them. */
  readonly answerDirectly: typeof answerDirectly
}

/**
 * LLM providers' APIs, simulated by one engine: their traffic is answered, paced, limited, counted and journalled.
 *
 * Without any option every provider answers at once with seeded text, and two runs are equal.
 */
export class Simulation extends Scripted {
  /** The one source of time; `llm.clock.sleep(ms)` waits on it. */
  readonly clock: Clock
  private readonly options: SimulationOptions
  private setting: Settings
  private readonly hostDefaults = new Map<string, HostDefaults>()
  private limits: Readonly<Record<string, ChosenLimits>>
  private readonly journal
  private readonly limiter = createLimiter()
  private readonly members = createMembers()
  private readonly engine: Engine
  private startedAtMs: number
  private readonly draws: Draws
  private readonly gate: StreamGate
  private resets = 0
  private readonly running = createRunning()
  /** Says to the developer, once per text. */
  readonly warn = createWarner()

  /** @param ownOptions names of the options that a subclass has taken out, for words about unknown ones */
  constructor(
    options: SimulationOptions,
    providers: readonly MockProvider[],
    ownOptions: readonly string[] = ['providers'],
  ) {
    super(checkOptions(options, ownOptions))
    this.options = options
    this.setting = settingsOf(options)
    const { seed, limits } = this.setting
    this.limits = readLimits(
      limits,
      providers.map((provider) => provider.card),
    )
    checkTokenizers(
      options.tokenizers,
      providers.map((provider) => provider.name),
    )
    this.clock = clockOf(options.clock ?? 'real')
    this.gate = createStreamGate(this.clock)
    this.draws = createDraws(fork(0, String(seed)))
    this.journal = createJournal(options.journalSize ?? 2000)
    this.startedAtMs = this.clock.now()
    this.engine = this.createEngine()
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

  /**
   * A web-standard fetch over the same engine, for the `fetch` option that SDKs have. Rejects for hosts of no provider.
   *
   * @example
   * const client = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
   * expect((await client.models.list()).data.length).toBeGreaterThan(10)
   */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    return this.send(incomingOf(input, init), { rejects: true })
  }

  private send(request: Incoming, options: SendOptions): Promise<Response> {
    const place = this.at(request.url)
    if (!place) {
      const words = `No simulated provider answers at ${new URL(request.url).host}. Providers: ${this.members.names()}. Use the global fetch for other hosts.`
      this.warn(words)
      throw new UsageError(words)
    }
    return this.answer(request, place, options)
  }

  private answer(request: Incoming, place: Place<Resident>, options: SendOptions): Promise<Response> {
    const allowed = preflight(request)
    if (allowed) return Promise.resolve(allowed)
    if (isMount(place)) return place.provider.mounted(request, place, options)
    // What is no mount is a provider.
    const provider = place.provider as MockProvider
    return this.receive(provider, request, options, (definition) => routeTo(definition, request.method, place))
  }

  /** Has a provider answer at an endpoint that need not be its own, with all that its own traffic meets: what a gateway asks of it. */
  ask(
    provider: MockProvider,
    request: Incoming,
    endpointOf: (definition: ProviderDefinition) => AnyEndpoint,
    options: AskOptions,
  ): Promise<Response> {
    const route = { params: {}, isWrongMethod: false, url: new URL(request.url) }
    return this.receive(provider, request, options, (definition) => ({ ...route, endpoint: endpointOf(definition) }))
  }

  private receive(
    provider: MockProvider,
    request: Incoming,
    options: SendOptions | AskOptions,
    routeOf: (definition: ProviderDefinition) => Route,
  ): Promise<Response> {
    const arrival = { ...options, receivedAtMs: this.clock.now(), resets: this.resets }
    // There the machine's clock stands still, at 0, until the first request.
    if (IS_REQUEST_BOUND) this.startedAtMs ||= arrival.receivedAtMs
    const definition = provider.load.loaded
    const receiver = loadReceiver.loaded
    if (!definition || !receiver) return this.receiveFirst(provider, request, arrival, routeOf)
    return receiver.receive(this.engine, this.hostOf(provider, definition), routeOf(definition), request, arrival)
  }

  /** What the first request of a provider waits for is loaded. */
  private async receiveFirst(
    provider: MockProvider,
    request: Incoming,
    arrival: ReceiveOptions,
    routeOf: (definition: ProviderDefinition) => Route,
  ): Promise<Response> {
    const definition = await heldOn(this.clock, provider.load)
    const { receive } = await heldOn(this.clock, loadReceiver)
    return receive(this.engine, this.hostOf(provider, definition), routeOf(definition), request, arrival)
  }

  /**
   * Answers below `baseUrl` from now on, also after `reset`.
   *
   * @throws {UsageError} for an address that is taken
   */
  mount(mount: Mount, baseUrl: string): void {
    this.members.mount(mount, baseUrl)
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
   * Loads what the first answer of these providers needs, some 100 ms: their endpoints, a token table, word lists. Without names, of all
   * providers. Await it before fake timers are installed, or where the first answer must not be slower than the others.
   *
   * @example
   * await llm.ready('openai')
   */
  async ready(...names: readonly string[]): Promise<void> {
    const providers = names.length > 0 ? names.map((name) => this.members.named(name)) : this.members.all()
    await Promise.all([
      loadReceiver(),
      loadDirectCall(),
      loadTokenizer('o200k'),
      loadSimulatedModel().then(({ loadModel }) => loadModel()),
      ...providers.map((provider) => provider.load()),
    ])
  }

  /** Where an address leads; undefined for addresses of nobody here. */
  at(url: string): Place<Resident> | undefined {
    return this.members.at(url)
  }

  /** Answers a request to such an address. `rejects`: mistakes in the use of msw-llm reject instead of being answered. */
  handle(request: Incoming, place: Place<Resident>, rejects: boolean): Promise<Response> {
    return this.answer(request, place, { rejects })
  }

  /** What a provider's direct calls run on. */
  async direct(provider: MockProvider): Promise<DirectCall> {
    const [definition, called] = await heldOn(this.clock, () => Promise.all([provider.load(), loadDirectCall()]))
    return { engine: this.engine, host: this.hostOf(provider, definition), answerDirectly: called.answerDirectly }
  }

  private join(provider: MockProvider): void {
    provider.join(this)
    this.members.add(provider, this.options.baseUrls?.[provider.name] ?? [])
  }

  private hostOf(provider: MockProvider, definition: ProviderDefinition): ProviderHost {
    const { name } = provider
    let defaults = this.hostDefaults.get(name)
    if (defaults?.setting !== this.setting) {
      const { load, tokenizers, usage, models } = this.options
      defaults = { setting: this.setting, load, tokenizer: tokenizers?.[name], usage: usage?.[name], models }
      this.hostDefaults.set(name, defaults)
    }
    return provider.host(definition, defaults)
  }

  private createEngine(): Engine {
    const simulation = this
    return {
      clock: this.clock,
      journal: this.journal,
      limiter: this.limiter,
      promptCache: undefined,
      apiKeys: this.options.apiKeys,
      budgetUsd: this.options.budgetUsd,
      prices: this.options.prices,
      gate: this.gate,
      get timeScale() {
        return simulation.setting.timeScale
      },
      strict: this.options.strict ?? false,
      ...validationOf(this.options.validation ?? 'strict'),
      rulesOf: (record) => this.rulesOf(record),
      responder: this.options.responder,
      get middleware() {
        return simulation.middleware
      },
      scopeFaults: (record) => this.scopeOf(record)?.faults,
      faults: this.faults,
      get startedAtMs() {
        return simulation.startedAtMs
      },
      get resets() {
        return simulation.resets
      },
      begin: (...asked) => this.draws.begin(...asked),
      limitsOf: ({ definition }, ...asked) => limitsBy(this.limits[definition.name], definition)(...asked),
      tierOf: ({ definition }) => this.limits[definition.name]?.tier,
      dispatch: async (request) => this.send(request, { rejects: true, isBatched: true }),
      track: this.running.track,
      isDebugged: isDebugged(),
      warn: this.warn,
    }
  }
}
