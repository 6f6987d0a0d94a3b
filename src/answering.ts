import { validationOf } from './checks.ts'
import { clockOf } from './clock-option.ts'
import { heldOn, type Clock } from './clock.ts'
import { isDebugged } from './debug-option.ts'
import type { answerDirectly } from './direct-call.ts'
import { createDraws, type Draws } from './draws.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { UsageError } from './errors.ts'
import { incomingOf, type Incoming } from './incoming.ts'
import { createJournal } from './journal.ts'
import { loadDirectCall, loadReceiver } from './load-answering.ts'
import { limitsBy, readLimits, type ChosenLimits } from './limits-option.ts'
import { createMembers } from './members.ts'
import type { HostDefaults, MockProvider } from './mock-provider.ts'
import { isMount, type Mount, type Resident } from './mount.ts'
import { checkOptions, type SimulationOptions } from './options.ts'
import { didYouMean } from './nearest.ts'
import { preflight } from './preflight.ts'
import type { Match } from './reply/match.ts'
import type { AnyEndpoint, ProviderDefinition } from './provider.ts'
import { fork } from './random.ts'
import { createLimiter } from './rate-limit.ts'
import type { ReceiveOptions } from './receive.ts'
import { IS_REQUEST_BOUND } from './request-bound.ts'
import { routeTo, type Place, type Route } from './route-table.ts'
import { createRunning } from './running.ts'
import { Scripted } from './scripted.ts'
import { settingsOf, type Settings } from './settings.ts'
import { createStreamGate, type StreamGate } from './stream-gate.ts'
import { checkTokenizers } from './tokens/tokenizer-option.ts'
import { createWarner } from './warn-once.ts'

type SendOptions = Pick<ReceiveOptions, 'rejects' | 'isBatched'>

/** Taken at import, so that an app whose global fetch is replaced by a simulation's does not ask itself. */
const fetchAsGiven = globalThis.fetch

/** How a gateway asks a provider: as whom, and who hears of the exchange. */
export type AskOptions = Pick<ReceiveOptions, 'rejects' | 'credential' | 'onOpen'>

/** What a direct call runs on. */
export interface DirectCall {
  readonly engine: Engine
  readonly host: ProviderHost
  /** Answers on them. */
  readonly answerDirectly: typeof answerDirectly
}

/** What answers requests of a simulation: its providers, and what else has an address in it, on one engine. */
export abstract class Answering extends Scripted {
  /** The one source of time; `llm.clock.sleep(ms)` waits on it. */
  readonly clock: Clock
  protected readonly options: SimulationOptions
  protected setting: Settings
  protected readonly hostDefaults = new Map<string, HostDefaults>()
  protected limits: Readonly<Record<string, ChosenLimits>>
  protected readonly journal
  protected readonly limiter = createLimiter()
  protected readonly members = createMembers()
  protected readonly engine: Engine
  protected startedAtMs: number
  protected readonly draws: Draws
  protected readonly gate: StreamGate
  protected resets = 0
  protected readonly running = createRunning()
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
  }

  /**
   * A web-standard fetch over the same engine, for the `fetch` option that SDKs have. Rejects for hosts of no provider.
   *
   * @example
   * const client = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
   * expect((await client.models.list()).data.length).toBeGreaterThan(10)
   */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    // What openai's SDK asks to learn whether uploads work; no host is behind it.
    if (String(input).startsWith('data:')) return fetchAsGiven(input, init)
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

  protected override tellUnknown(match: Match): void {
    if (typeof match !== 'object' || match instanceof RegExp) return
    const { provider, endpoint } = match
    const names = this.members.all().map(({ name }) => name)
    for (const [key, name] of [
      ['provider', provider],
      ['endpoint', endpoint?.split('.', 1)[0]],
    ] as const) {
      // A provider may join later; a name that is nearly another's is a slip.
      const meant = name === undefined || names.includes(name) ? undefined : didYouMean(name, names)
      if (meant) this.warn(`A rule for { ${key}: ${JSON.stringify(match[key])} } matches nothing. ${meant}`)
    }
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
      cards: () => this.members.cards(),
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
