import type { Check } from './checks.ts'
import type { Choice, Usage, UsageDetails } from './completion.ts'
import type { ApiError, ErrorKind } from './errors.ts'
import type { Exchange, OperationResult } from './exchange.ts'
import type { Framing, WireEvent } from './framing/framing.ts'
import type { LateEndpoint } from './late-endpoint.ts'
import type { LatencyProfile } from './latency.ts'
import type { WindowShape } from './limit-counter.ts'
import type { Model, ModelCatalog } from './models.ts'
import type { CachePlan } from './prompt-cache.ts'
import type { LimitName, Limits } from './rate-limit.ts'
import type { Random, Seed } from './random.ts'
import type { CompletionRequest, OperationRequest } from './request.ts'
import type { Cut, StreamPart } from './stream.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/** A request as it reached one endpoint. */
export interface Call {
  readonly method: string
  readonly url: URL
  /** Values of the `:name` segments of the endpoint's path. */
  readonly params: Readonly<Record<string, string>>
  readonly headers: Headers
  /** The body's text; empty where there is none. */
  readonly text: string
  /** The parsed body; undefined where there is none or it is no JSON. */
  readonly json: unknown
  /** What the JSON parser said against the body. */
  readonly jsonError: string | undefined
  /** The fields of a multipart body. */
  readonly form: FormData | undefined
  /** What the provider keeps between calls. */
  readonly store: Store
  readonly models: ModelCatalog
  readonly nowMs: number
  /** `lenient`: only what cannot be read at all is refused. */
  readonly validation: 'strict' | 'lenient'
  /** Groups of checks that are left out. */
  readonly unchecked?: ReadonlySet<Check> | undefined
}

/** Who asks, as far as limits care. */
export interface Credential {
  readonly key: string
  /** Whose limits are counted, where that is not the key's own business: the organisation, project or resource that the request names. */
  readonly organization?: string
}

/** How a body is written as text. */
export type JsonStyle = 'compact' | 'pretty' | 'pretty+newline'

/** An error as one provider words it. */
export interface WireError {
  readonly status: number
  readonly body: unknown
  readonly style?: JsonStyle
  /** For bodies that are not JSON, such as an edge's HTML page. */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** How one dialect speaks apart from its answers: its errors and its response headers. */
export interface Voice {
  /** The error in the API's words, with its status. */
  encodeError(error: ApiError, exchange: Exchange): WireError
  /** Headers of every response, `content-type` aside. */
  headers(exchange: Exchange): Record<string, string>
}

/** Turns stream parts into wire events; one encoder serves one stream. */
export type StreamEncoder = (part: StreamPart) => Iterable<WireEvent>

/** Named collections of one provider in one simulation: files, stored responses, batches. Emptied by `reset`. */
export interface Store {
  /** The collection with this name; the caller states what it holds. */
  collection<T>(name: string): Map<string, T>
}

/** What an operation that the engine does not know itself may use to answer. */
export interface OperationContext {
  readonly seed: Seed
  readonly store: Store
  /** Runs a request of its own against the same simulation, as an exchange of its own: the lines of a batch. */
  dispatch(request: Request): Promise<Response>
  readonly nowMs: number
  readonly models: ModelCatalog
  readonly model: Model | undefined
  /** Of the request's model, or of another. */
  tokenizer(model?: Model): Promise<Tokenizer>
  accounting: Accounting
}

/** One method and path of a provider with its wire format, a dialect. Pure: no clock, no randomness, no stream of its own. */
export interface Endpoint<
  R extends OperationRequest = OperationRequest,
  O extends OperationResult = OperationResult,
> extends Voice {
  /** Provider-independent name of the dialect: `chat`, `messages`, `models`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path below the provider's base URL; `:name` is one segment. */
  readonly path: string
  readonly operation: R['operation']
  /** The request in engine terms. Throws {@link ApiError} for what the provider refuses. */
  parse(call: Call): R
  /** The answer of an operation other than `chat`. */
  perform?(request: R, context: OperationContext): O | Promise<O>
  /** The body of a unary answer: a value that is written as JSON, or ready text or bytes. */
  encode(exchange: Exchange<R, O> & { readonly outcome: O }): unknown
  readonly style: JsonStyle
  /** Content type of a unary answer. Default: `application/json`. */
  readonly contentType?: string | ((exchange: Exchange<R, O> & { readonly outcome: O }) => string)
  /** Status of an answer. Default: 200. */
  readonly successStatus?: number
  /**
   * Whether a whole answer leaves with its headers while the rest of its schedule goes on: work in the background, which the answer only
   * announces. Default: it leaves when all of it is written.
   */
  answersAtHeaders?(request: R): boolean
  /** Makes the encoder of a streamed completion, which turns its parts into events. Absent: the endpoint does not stream. */
  encodeStream?(exchange: Exchange<R, O> & { readonly outcome: O }): StreamEncoder
  /** The events of a streamed answer of an operation other than `chat`. */
  encodeEvents?(exchange: Exchange<R, O> & { readonly outcome: O }): Iterable<WireEvent>
  /** How events become bytes, for instance server-sent events. Needed with `encodeStream` and `encodeEvents`. */
  readonly framing?: Framing | ((exchange: Exchange<R, O>) => Framing)
  /** The answer that the request itself forces, such as a documented magic string; goes before rules and model. */
  forced?(request: R): Choice | undefined
  /**
   * The answer of the rule or the model in the parts that the dialect writes one by one, before it is cut and counted: texts cut at their
   * citations, searches for tools put in. Also called for direct calls, whose `wire` is not the dialect's.
   */
  arrange?(choice: Choice, request: R, seed: Seed): Choice
  /** Called once with an answered exchange, before it is encoded: keeps what later calls refer to. */
  remember?(exchange: Exchange<R, O> & { readonly outcome: O }, store: Store): void
  /** Limits of this endpoint, made from those of the model; counted apart from those of other endpoints. */
  limits?(ofModel: Limits): Limits
  /** The id of a call of `tool` that has none yet; `name` tells the calls of one answer apart, `model` is the one that answers. */
  toolCallId?(seed: Seed, name: string, model: Model | undefined, tool: string): string
  /** How the dialect's deltas are cut. */
  cut?(exchange: Exchange<R, O>, tokenizer: Tokenizer, random: Random): Cut
}

/** An endpoint of any operation, as tables hold it. */
// oxlint-disable-next-line typescript/no-explicit-any -- tables mix operations; each endpoint gets back only what its own parse gave
export type AnyEndpoint = Endpoint<any, any>

/** Tokens as limits see them. */
export interface TokenDemand {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** How one provider counts. */
export interface Accounting {
  /** Input tokens of a request, overheads included. */
  countInput(request: CompletionRequest, model: Model, tokenizer: Tokenizer): number
  /** Output tokens of one choice, overheads included, how many of them are reasoning, and what the results of its server tools cost as input. */
  countOutput(
    choice: Choice,
    request: CompletionRequest,
    model: Model,
    tokenizer: Tokenizer,
  ): Pick<Usage, 'outputTokens' | 'reasoningTokens'> & UsageDetails
  /** Which parts of the input are sound or images, where they have prices of their own. */
  inputDetails?(request: CompletionRequest, model: Model): UsageDetails
  /** Tokens that the limiter reserves before the answer is known; default: the input. */
  estimate?(request: CompletionRequest, model: Model, inputTokens: number, cacheReadTokens: number): TokenDemand
  /** Tokens that count against the limits once the answer is known; undefined: the estimate stands. Default: the estimate where there is one, else what was used. */
  settle?(usage: Usage, model: Model): TokenDemand | undefined
  /** How a prompt is cached; absent or undefined: not at all. */
  cache?(request: CompletionRequest, model: Model, tokenizer: Tokenizer): CachePlan | undefined
  /** Throws {@link ApiError} for a prompt that is too long; default: one that is larger than the model's window or its largest input. */
  checkWindow?(request: CompletionRequest, model: Model, inputTokens: number): void
}

/** The limits of a model, or of requests without one; `inputTokens` is 0 where they have not been counted. */
export type LimitsOf = (model: Model | undefined, request: OperationRequest, inputTokens: number) => Limits

/** A company's API. `Tier` are the names of its presets of limits. */
export interface ProviderDefinition<Tier extends string = string> {
  /** Lower case, as in `llm.provider('openai')`. */
  readonly name: string
  readonly title: string
  /** Addresses that the provider answers at; `*` stands for one label of a host name. */
  readonly baseUrls: readonly string[]
  /** Who asks. Throws {@link ApiError} of kind `auth` without a usable key. */
  authenticate(call: Call, acceptedKeys: readonly string[] | undefined): Credential
  readonly models: ModelCatalog
  /** The voice of the first, which does not load late, also answers unknown paths. */
  readonly endpoints: readonly (AnyEndpoint | LateEndpoint)[]
  readonly accounting: Accounting
  /** Default limits of a model: a generous tier, so that headers are true. */
  limits: LimitsOf
  /** Presets of limits by name, as the option `limits` takes them. */
  readonly tiers?: Readonly<Record<Tier, LimitsOf>>
  /** Models with the same pool share their limits. Default: the model's id. */
  limitPool?(model: Model, request: OperationRequest, inputTokens: number): string
  /** How a limit forgets. Default: a bucket that drains continuously. */
  limitShape?(name: LimitName): WindowShape | undefined
  /** How fast a model ordinarily is, for `latency: 'realistic'`; of the provider where no model is named. */
  latency(model: Model | undefined): LatencyProfile
  /** Shares of the kinds in the provider's failures, for `errorRate`. */
  readonly errorMix: Readonly<Partial<Record<ErrorKind, number>>>
  /** Share of requests that fail on an ordinary day, for `errorRate: 'realistic'`. Default: 0.008. */
  readonly usualErrorRate?: number
  /** What the provider does once credit ends; default `quota`. */
  readonly budgetError?: ErrorKind
}

/** What is known of a provider before its first request: who it is, where it answers, its models, and what options may name. */
export interface ProviderCard<Tier extends string = string> {
  /** Lower case, as in `llm.provider('openai')`. */
  readonly name: string
  readonly title: string
  /** Addresses that the provider answers at; `*` stands for one label of a host name. */
  readonly baseUrls: readonly string[]
  readonly models: ModelCatalog
  /** Names of its presets of limits. */
  readonly tierNames: readonly Tier[]
}

/** A provider whose endpoints are loaded with its first request, so that importing it costs little. */
export interface LazyProvider<Tier extends string = string> extends ProviderCard<Tier> {
  /** Its whole definition; loaded once. */
  load(): Promise<ProviderDefinition>
}

/**
 * Gives the provider back, checked by the compiler: its presets are those that its definition has.
 *
 * @example
 * const base = compatibleProvider({ name: 'acme', baseUrls: ['https://api.acme.test/v1'], models: ['acme-large'] })
 * const acme = lazyProvider({ ...base, tierNames: [], load: async () => base }) // load: () => import('./acme.ts'), say
 * const llm = createSimulation({ providers: [acme] })
 */
export function lazyProvider<const Tier extends string = never>(provider: LazyProvider<Tier>): LazyProvider<Tier> {
  return provider
}

/** What a card and its definition share. */
export function aboutOf({ name, title, baseUrls, models }: ProviderCard): Omit<ProviderCard, 'tierNames'> {
  return { name, title, baseUrls, models }
}

/** The card of a provider, loaded or not. */
export function cardOf(provider: ProviderDefinition | LazyProvider): ProviderCard {
  return 'load' in provider ? provider : { ...provider, tierNames: Object.keys(provider.tiers ?? {}) }
}

/**
 * Checks a definition and gives it back: the one way to add a provider.
 *
 * @example
 * const base = compatibleProvider({ name: 'acme', baseUrls: ['https://api.acme.test/v1'], models: ['acme-large'] })
 * const acme = defineProvider({ ...base, authenticate: authenticateBy(headerKey('x-acme-key'), bearerKey) })
 * const llm = createSimulation({ providers: [acme] })
 */
export function defineProvider<Tier extends string = never>(
  definition: ProviderDefinition<Tier>,
): ProviderDefinition<Tier> {
  return definition
}
