import { checkedBaseUrls } from './addresses.ts'
import { NO_USAGE, type Choice, type Usage } from './completion.ts'
import type { ProviderHost } from './engine.ts'
import { UsageError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { ExchangeView, type Watched } from './exchange-view.ts'
import { checkedCount, checkedCutMode, errorWords } from './faults/check-fault.ts'
import type { CutMode, CutPoint, Fault, FaultHandle, FaultSpec } from './faults/fault.ts'
import { addFaults, createFaults } from './faults/faults.ts'
import { latencyOption, type LatencyOption } from './latency.ts'
import { checkLoad, createLoad, type LoadOptions } from './load.ts'
import { checkErrorRate } from './options.ts'
import { totalsOf, type UsageReport } from './journal.ts'
import type { Model } from './models.ts'
import { withModels, type ModelsOption } from './own-models.ts'
import { cardOf, type LazyProvider, type ProviderCard, type ProviderDefinition } from './provider.ts'
import { loadDirectCall, loadOwnTokenizer } from './load-answering.ts'
import { once, type Once } from './once.ts'
import { innerOf, outerRequest, type ChatBody, type ChatRequest } from './reply/chat-body.ts'
import type { CompletionRequest } from './request.ts'
import type { Settings } from './settings.ts'
import { Simulation } from './simulation.ts'
import { createStore } from './store.ts'
import { loadTokenizer } from './tokens/load-tokenizer.ts'
import type { TokenizerOption } from './tokens/tokenizer-option.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/** Options of one provider; they go before those of the simulation it joins. */
export interface MockProviderOptions {
  /** Addresses besides the provider's own: a proxy, a server of your own. Other paths of their hosts are not the provider's. */
  readonly baseUrls?: readonly string[]
  /** Models besides the known ones; `'any'`: every name is a model. */
  readonly models?: ModelsOption
  /** A fixed delay of every answer, in milliseconds. */
  readonly latencyMs?: number
  /** `'realistic'`, a fixed delay in ms, or a profile. Excludes `latencyMs`. */
  readonly latency?: LatencyOption
  /** How it copes with many requests at once. */
  readonly load?: LoadOptions
  /** Share of exchanges that fail, 0 to 1; `'realistic'`: the provider's usual share. */
  readonly errorRate?: number | 'realistic'
  /** Counts in place of the provider's own rule: usage, limits, cost, and where `max_tokens` cuts. */
  readonly tokenizer?: TokenizerOption
  /** `'omit'`: its bodies and streams tell no usage. */
  readonly usage?: 'omit'
  /** Start of its randomness while it belongs to no simulation. Default: 0. */
  readonly seed?: number | string
}

/** Parts of the tokens that {@link MockProvider.calculateCost} prices apart. */
export interface CostDetails extends Partial<Omit<Usage, 'inputTokens' | 'outputTokens'>> {
  /** Whether the call is a line of a batch. Default: false. */
  readonly isBatched?: boolean
}

/** Share of requests that fail on an ordinary day where a definition states none (latency-and-errors.md 2.1). */
const USUAL_ERROR_RATE = 0.008

/** What a provider has been asked so far, direct calls and HTTP traffic together. */
export interface ProviderStats {
  readonly name: string
  readonly requestCount: number
  readonly errorCount: number
  /** Errors per request; 0 before the first. */
  readonly errorRate: number
  /** Mean milliseconds from request to last byte; 0 before the first. */
  readonly averageLatencyMs: number
}

/** What a simulation says of all its providers. */
export interface HostDefaults {
  readonly setting: Pick<Settings, 'errorRate' | 'latency'>
  readonly load: LoadOptions | undefined
  readonly tokenizer: TokenizerOption | undefined
  readonly usage: 'omit' | undefined
  readonly models: 'any' | undefined
}

/** A host, and what it was made of that may change. */
interface MadeHost {
  readonly definition: ProviderDefinition
  readonly defaults: HostDefaults
  readonly chatCompletion: MockProvider['chatCompletion']
  readonly host: ProviderHost
}

/**
 * One simulated provider: called directly, or answering HTTP in a simulation. Subclass it and override `chatCompletion` to answer yourself;
 * the override also takes effect over HTTP.
 */
export class MockProvider extends ExchangeView {
  readonly card: ProviderCard
  /** Addresses besides those of its card. */
  readonly baseUrls: readonly string[]
  /** The whole definition, with models of the user's own. */
  readonly load: Once<ProviderDefinition>
  private openDefinition: ProviderDefinition | undefined
  private readonly options: MockProviderOptions
  private readonly ownLatency: LatencyOption | undefined
  private readonly faults = createFaults()
  private readonly store = createStore()
  private readonly queue = createLoad()
  private simulation: Simulation | undefined
  private requestCount = 0
  private errorCount = 0
  private totalLatencyMs = 0
  private ownTokenizer: Tokenizer | undefined
  /** The host that was made last, and of what. */
  private latest: MadeHost | undefined

  constructor(provider: ProviderDefinition | LazyProvider, options: MockProviderOptions = {}) {
    super()
    checkErrorRate(options.errorRate)
    checkLoad(options.load)
    const { models } = options
    const card = cardOf(provider)
    this.card = models ? { ...card, models: withModels(card.models, models) } : card
    this.baseUrls = checkedBaseUrls(card.name, options.baseUrls ?? [])
    this.load = once(async () => {
      const definition = 'load' in provider ? await provider.load() : provider
      return models ? { ...definition, models: this.card.models } : definition
    })
    this.options = options
    this.ownLatency = latencyOption(options)
  }

  /** Its name among the providers of a simulation, and in the journal. */
  get name(): string {
    return this.card.name
  }

  /**
   * Answers without HTTP, in OpenAI's shape whatever the provider: through the same latency, faults, limits, rules and journal.
   *
   * @throws {ApiError} that names the provider, where the exchange fails
   */
  async chatCompletion(request: ChatRequest): Promise<ChatBody> {
    const inner = innerOf(request)
    if (inner) return (await loadDirectCall()).innerBody(this.name, request.model, await inner())
    const { engine, host, answerDirectly } = await this.home().direct(this)
    return answerDirectly(engine, host, request, () => this.requestCount)
  }

  /**
   * USD for this many tokens by the model's list price, or by the simulation's `prices`. `details` say which of the tokens were read from
   * a cache or written to one, sound or images, and whether the call is a line of a batch.
   *
   * @throws {UsageError} for a model that no catalogue knows, and for a name that may mean several
   * @example
   * expect(llm.provider('openai').calculateCost(1000, 500, 'gpt-4o-mini')).toBeCloseTo(0.00045)
   */
  calculateCost(inputTokens: number, outputTokens: number, model: string, details: CostDetails = {}): number {
    const priced = this.priced(model)
    if (!priced) {
      const known = this.card.models.models.slice(0, 12).map((one) => one.id)
      throw new UsageError(`No model "${model}" at ${this.name}. Known, among others: ${known.join(', ')}.`)
    }
    const { isBatched = false, ...parts } = details
    const usage = { ...NO_USAGE, ...parts, inputTokens, outputTokens }
    return this.home().costOf(this.name, priced, usage, isBatched)
  }

  /** The exchanges with this provider so far, in order of arrival. */
  get exchanges(): readonly Exchange[] {
    return this.home().exchanges.filter((exchange) => exchange.provider === this.name)
  }

  /** Tokens and USD of the kept exchanges with this provider. */
  usage(): UsageReport {
    return totalsOf(this.exchanges)
  }

  /** What waiting for exchanges listens to. */
  protected watched(): Watched {
    return this.home().watched()
  }

  /**
   * @example
   * await ask('How deep is the sea?')
   * expect(llm.provider('openai').getStats()).toMatchObject({ requestCount: 1, errorCount: 0 })
   */
  getStats(): ProviderStats {
    const { name, requestCount, errorCount, totalLatencyMs } = this
    const requests = Math.max(1, requestCount)
    return {
      name,
      requestCount,
      errorCount,
      errorRate: errorCount / requests,
      averageLatencyMs: totalLatencyMs / requests,
    }
  }

  /**
   * Lets the next `count` requests fail, SDK retries included, in the provider's own words.
   *
   * @example
   * llm.provider('openai').failNext(1, { kind: 'rate_limit', retryAfterMs: 1 })
   * await ask('How deep is the sea?') // the SDK retries
   * expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 200])
   */
  failNext(count = 1, kind: FaultSpec = 'server_error'): this {
    this.faults.add({ ...errorWords(kind), next: checkedCount(count) })
    return this
  }

  /**
   * Breaks the next stream after so many tokens or that share of its content.
   *
   * @example
   * llm.provider('anthropic').cutStreamAfter({ tokens: 12 }) // the provider's own error event
   * llm.provider('openai').cutStreamAfter({ share: 0.5 }, 'socket')
   */
  cutStreamAfter(after: CutPoint, how: CutMode = 'error'): this {
    this.faults.add({ how: checkedCutMode(how), at: after, next: 1, when: { stream: true } })
    return this
  }

  /**
   * Breaks this provider's exchanges from now on: all of them, or those that the fault's conditions name.
   *
   * @example
   * llm.provider('openai').fault({ how: 'stall', at: { share: 0.5 }, next: 1 })
   */
  fault(fault: Fault | readonly Fault[]): FaultHandle {
    return addFaults(this.faults, fault)
  }

  /** Whether its own faults and load look at other exchanges. */
  get isCounted(): boolean {
    return this.options.load !== undefined || this.faults.isCounted()
  }

  /** Called by the simulation that the provider joins. */
  join(simulation: Simulation): void {
    if (this.simulation && this.simulation !== simulation) {
      throw new UsageError(
        `The provider "${this.name}" already belongs to another simulation. Make a new one for this simulation.`,
      )
    }
    this.simulation = simulation
  }

  /** Faults, store and statistics back to the start. */
  resetState(): void {
    this.faults.reset()
    this.store.reset()
    this.queue.reset()
    this.requestCount = 0
    this.errorCount = 0
    this.totalLatencyMs = 0
  }

  /** The provider as the pipeline sees it, by its loaded definition: the same one until something changes. */
  host(definition: ProviderDefinition, defaults: HostDefaults): ProviderHost {
    const { chatCompletion, latest } = this
    if (latest?.definition === definition && latest.defaults === defaults && latest.chatCompletion === chatCompletion)
      return latest.host
    const host = this.createHost(definition, defaults)
    this.latest = { definition, defaults, chatCompletion, host }
    return host
  }

  private createHost(definition: ProviderDefinition, defaults: HostDefaults): ProviderHost {
    const errorRate = this.options.errorRate ?? defaults.setting.errorRate
    const isOverridden = this.chatCompletion !== MockProvider.prototype.chatCompletion
    return {
      definition: defaults.models === 'any' ? this.open(definition) : definition,
      faults: this.faults,
      store: this.store,
      omitsUsage: (this.options.usage ?? defaults.usage) === 'omit',
      tokenizerOf: (model) => this.tokenizerOf(model, defaults.tokenizer),
      errorRate: errorRate === 'realistic' ? (definition.usualErrorRate ?? USUAL_ERROR_RATE) : errorRate,
      loadOptions: this.options.load ?? defaults.load,
      load: this.queue,
      latency: this.ownLatency ?? defaults.setting.latency,
      isOverridden,
      answer: isOverridden ? (request, _record, inner) => this.answer(request, inner) : undefined,
      observe: (latencyMs, isFailed) => {
        this.requestCount++
        this.totalLatencyMs += latencyMs
        if (isFailed) this.errorCount++
      },
    }
  }

  /** The definition with every name a model. */
  private open(definition: ProviderDefinition): ProviderDefinition {
    return (this.openDefinition ??= { ...definition, models: withModels(definition.models, 'any') })
  }

  private tokenizerOf(model: Model | undefined, given: TokenizerOption | undefined): Tokenizer | Promise<Tokenizer> {
    const own = this.options.tokenizer ?? given
    if (own === undefined) return loadTokenizer(model?.tokenizer ?? 'o200k')
    return this.ownTokenizer ?? this.loadOwn(own)
  }

  private async loadOwn(own: TokenizerOption): Promise<Tokenizer> {
    const [{ ownTokenizer }, given] = await Promise.all([loadOwnTokenizer(), own])
    return (this.ownTokenizer ??= ownTokenizer(given, this.name))
  }

  /** The model whose price {@link calculateCost} takes. */
  protected priced(name: string): Model | undefined {
    return this.card.models.resolve(name)?.model
  }

  /** The simulation that it belongs to; its own where it has joined none. */
  protected home(): Simulation {
    return (this.simulation ??= this.createHome())
  }

  /** Makes the simulation that it answers in by itself. */
  protected createHome(): Simulation {
    return new Simulation(this.options.seed === undefined ? {} : { seed: this.options.seed }, [this])
  }

  private async answer(request: CompletionRequest, inner: () => Promise<Choice>): Promise<Choice> {
    const body = await this.chatCompletion(outerRequest(request, inner))
    return (await loadDirectCall()).choiceOfBody(body)
  }
}
