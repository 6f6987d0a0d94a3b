import { checkedBaseUrls } from './addresses.ts'
import { NO_USAGE, type Choice, type Completion, type Usage } from './completion.ts'
import type { ProviderHost } from './engine.ts'
import { ApiError, UsageError } from './errors.ts'
import { ExchangeRecord, type Exchange } from './exchange.ts'
import { ExchangeView, type Watched } from './exchange-view.ts'
import { checkedCount, checkedCutMode, errorWords } from './faults/check-fault.ts'
import type { CutMode, CutPoint, Fault, FaultHandle, FaultSpec } from './faults/fault.ts'
import { addFaults, createFaults } from './faults/faults.ts'
import { canonicalJson } from './json-text.ts'
import { latencyOption, type LatencyOption } from './latency.ts'
import { checkLoad, createLoad, type LoadOptions } from './load.ts'
import { checkErrorRate } from './options.ts'
import { totalsOf, type UsageReport } from './journal.ts'
import { decide } from './pipeline.ts'
import type { Model } from './models.ts'
import { completeModel, withModels, type ModelsOption } from './own-models.ts'
import type { ProviderDefinition } from './provider.ts'
import { innerOf, outerRequest, type ChatBody, type ChatRequest } from './reply/chat-body.ts'
import { bodyOfCompletion, choiceOfBody, directEndpoint, directRequest, withQualityText } from './reply/direct.ts'
import type { CompletionRequest } from './request.ts'
import { dismiss, finishDirect, untilHeaders } from './respond.ts'
import { Simulation } from './simulation.ts'
import { createStore } from './store.ts'
import { loadTokenizer } from './tokens/families.ts'
import { ownTokenizer, type TokenizerOption } from './tokens/own-tokenizer.ts'
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

/**
 * One simulated provider: called directly, or answering HTTP in a simulation. Subclass it and override `chatCompletion` to answer yourself;
 * the override also takes effect over HTTP.
 */
export class MockProvider extends ExchangeView {
  readonly definition: ProviderDefinition
  /** Addresses besides those of the definition. */
  readonly baseUrls: readonly string[]
  private openDefinition: ProviderDefinition | undefined
  private readonly options: MockProviderOptions
  private readonly ownLatency: LatencyOption | undefined
  private readonly faults = createFaults()
  private readonly store = createStore()
  private readonly load = createLoad()
  private simulation: Simulation | undefined
  private requestCount = 0
  private errorCount = 0
  private totalLatencyMs = 0
  private ownTokenizer: Tokenizer | undefined

  constructor(definition: ProviderDefinition, options: MockProviderOptions = {}) {
    super()
    checkErrorRate(options.errorRate)
    checkLoad(options.load)
    const { models } = options
    this.definition = models ? { ...definition, models: withModels(definition.models, models) } : definition
    this.baseUrls = checkedBaseUrls(definition.name, options.baseUrls ?? [])
    this.options = options
    this.ownLatency = latencyOption(options)
  }

  get name(): string {
    return this.definition.name
  }

  /**
   * Answers without HTTP, in OpenAI's shape whatever the provider: through the same latency, faults, limits, rules and journal.
   *
   * @throws {ApiError} that names the provider, where the exchange fails
   */
  async chatCompletion(request: ChatRequest): Promise<ChatBody> {
    const inner = innerOf(request)
    if (inner) return bodyOfCompletion(this.name, request.model, { ...(await inner()), usage: NO_USAGE }, 0, 0)
    const { engine, host } = this.home().direct(this)
    const { id, seed } = engine.begin(this.name, `direct ${canonicalJson(request)}`)
    const receivedAtMs = engine.clock.now()
    const record = new ExchangeRecord({
      id,
      provider: this.name,
      endpoint: `${this.name}.direct`,
      operation: 'chat',
      seed,
      receivedAtMs,
      request: directRequest(request),
      host: '',
      url: '',
      path: '',
      method: '',
      body: undefined,
      headers: new Headers(),
      asked: {},
      scope: undefined,
    })
    record.model = this.resolve(request.model)
    const decided = await decide({
      engine,
      resets: engine.resets,
      host: { ...host, answer: (asked, _, say) => withQualityText(asked, engine, record, say) },
      endpoint: directEndpoint,
      record,
      call: undefined,
    })
    if (decided.mistake) {
      dismiss(decided)
      throw decided.mistake
    }
    await untilHeaders(decided, 'totalMs', undefined)
    finishDirect(decided)
    if (record.outcome instanceof ApiError) throw named(record.outcome, this.name)
    return bodyOfCompletion(this.name, request.model, record.outcome as Completion, this.requestCount, receivedAtMs)
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
      const known = this.definition.models.models.slice(0, 12).map((one) => one.id)
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
   * llm.provider('openai').failNext(1, { kind: 'rate_limit', headers: { 'retry-after-ms': '1' } })
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
    this.load.reset()
    this.requestCount = 0
    this.errorCount = 0
    this.totalLatencyMs = 0
  }

  /** The provider as the pipeline sees it. */
  host(defaults: {
    readonly errorRate: number | 'realistic'
    readonly latency: LatencyOption | undefined
    readonly load: LoadOptions | undefined
    readonly tokenizer: TokenizerOption | undefined
    readonly usage: 'omit' | undefined
    readonly models: 'any' | undefined
  }): ProviderHost {
    const errorRate = this.options.errorRate ?? defaults.errorRate
    return {
      definition: defaults.models === 'any' ? this.open() : this.definition,
      faults: this.faults,
      store: this.store,
      omitsUsage: (this.options.usage ?? defaults.usage) === 'omit',
      tokenizerOf: (model) => this.tokenizerOf(model, defaults.tokenizer),
      errorRate: errorRate === 'realistic' ? (this.definition.usualErrorRate ?? USUAL_ERROR_RATE) : errorRate,
      loadOptions: this.options.load ?? defaults.load,
      load: this.load,
      latency: this.ownLatency ?? defaults.latency,
      isOverridden: this.chatCompletion !== MockProvider.prototype.chatCompletion,
      answer: (request, _record, inner) => this.answer(request, inner),
      observe: (latencyMs, isFailed) => {
        this.requestCount++
        this.totalLatencyMs += latencyMs
        if (isFailed) this.errorCount++
      },
    }
  }

  /** The definition with every name a model. */
  private open(): ProviderDefinition {
    return (this.openDefinition ??= { ...this.definition, models: withModels(this.definition.models, 'any') })
  }

  private async tokenizerOf(model: Model | undefined, given: TokenizerOption | undefined): Promise<Tokenizer> {
    const own = this.options.tokenizer ?? given
    if (own === undefined) return loadTokenizer(model?.tokenizer ?? 'o200k')
    return (this.ownTokenizer ??= ownTokenizer(await own, this.name))
  }

  /** The model whose price {@link calculateCost} takes. */
  protected priced(name: string): Model | undefined {
    return this.definition.models.resolve(name)?.model
  }

  /** The simulation that it belongs to; its own where it has joined none. */
  protected home(): Simulation {
    return (this.simulation ??= this.createHome())
  }

  protected createHome(): Simulation {
    return new Simulation(this.options.seed === undefined ? {} : { seed: this.options.seed }, [this])
  }

  private async answer(request: CompletionRequest, inner: () => Promise<Choice>): Promise<Choice> {
    if (this.chatCompletion === MockProvider.prototype.chatCompletion) return inner()
    return choiceOfBody(await this.chatCompletion(outerRequest(request, inner)))
  }

  /** The catalogue's model; direct calls accept any name, as the ancestor did, and count it as a plain chat model without a price. */
  private resolve(name: string): NonNullable<ExchangeRecord['model']> {
    return (
      this.definition.models.resolve(name) ?? { id: name, model: { ...completeModel(name), capabilities: ['chat'] } }
    )
  }
}

function named(error: ApiError, provider: string): ApiError {
  const said = error.message === '' ? error.kind : error.message
  return error.with({ provider, message: `Simulated API error from ${provider}: ${said}` })
}
