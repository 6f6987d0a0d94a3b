import type { Validation } from './checks.ts'
import type { Choice } from './completion.ts'
import type { Clock } from './clock.ts'
import type { PriceSource } from './cost.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { Faults } from './faults/faults.ts'
import type { Journal } from './journal.ts'
import type { LatencyOption } from './latency.ts'
import type { Load, LoadOptions } from './load.ts'
import type { Model } from './models.ts'
import type { ProviderCard, ProviderDefinition, Store } from './provider.ts'
import type { PromptCache } from './prompt-cache.ts'
import type { Limiter, Limits } from './rate-limit.ts'
import type { Responder, Rule } from './reply/rule.ts'
import type { Middleware } from './middleware.ts'
import type { StreamGate } from './stream-gate.ts'
import type { RequestOptions } from './request-options.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'
import type { CompletionRequest, OperationRequest } from './request.ts'

/** What the pipeline needs of a simulation. */
export interface Engine extends Validation {
  readonly clock: Clock
  readonly journal: Journal
  readonly limiter: Limiter
  /** Made by the first request that looks something up. */
  promptCache: PromptCache | undefined
  /** The rules that may answer an exchange; the last that matches does. */
  rulesOf(record: ExchangeRecord): readonly Rule[]
  readonly responder: Responder | undefined
  readonly middleware: readonly Middleware[]
  /** Faults of all providers. */
  readonly faults: Faults
  /** Faults of the exchange's scope. */
  scopeFaults(record: ExchangeRecord): Faults | undefined
  /** Epoch milliseconds at which the clock started; faults count from there. */
  readonly startedAtMs: number
  /** How often everything went back to the start; an exchange of an earlier life ends. */
  readonly resets: number
  readonly apiKeys: readonly string[] | undefined
  readonly budgetUsd: number | undefined
  readonly prices: PriceSource | undefined
  /** Factor on all waiting; what is reported stays as it is. */
  readonly timeScale: number
  /** Where streams are paused. */
  readonly gate: StreamGate
  readonly strict: boolean
  /** The seed of an exchange with this request, and its id. */
  begin(
    provider: string,
    fingerprint: string,
    body: unknown,
    asked?: Pick<RequestOptions, 'seed' | 'scope'>,
  ): { readonly id: string; readonly seed: number }
  limitsOf(host: ProviderHost, model: Model | undefined, request: OperationRequest, inputTokens: number): Limits
  /** The preset that the option `limits` names for a provider. */
  tierOf(host: ProviderHost): string | undefined
  /** The providers that there are. */
  cards(): readonly ProviderCard[]
  /** Answers a request that comes from inside the simulation. */
  dispatch(request: Request): Promise<Response>
  /** Registers what must be stopped when the simulation is reset; gives back the release. */
  track(stop: (reason: Error) => void): () => void
  /** Whether each stage of an exchange is shown on the console. */
  readonly isDebugged: boolean
  /** Says to the developer, once per text. */
  warn(text: string): void
}

/** What the pipeline needs of a provider inside a simulation. */
export interface ProviderHost {
  readonly definition: ProviderDefinition
  readonly faults: Faults
  readonly errorRate: number
  readonly latency: LatencyOption | undefined
  /** How the provider copes with many requests; undefined: without end. */
  readonly loadOptions: LoadOptions | undefined
  readonly load: Load
  readonly store: Store
  /** Whether bodies and streams tell no usage. */
  readonly omitsUsage: boolean
  /** Counts what this model reads and writes; without a model, as OpenAI's newest do. */
  tokenizerOf(model: Model | undefined): Tokenizer | Promise<Tokenizer>
  /** Whether a subclass answers in its own code. */
  readonly isOverridden: boolean
  /** Answers in place of rules and model, or around them: `inner` is what they would say. */
  readonly answer:
    | ((request: CompletionRequest, record: ExchangeRecord, inner: () => Promise<Choice>) => Promise<Choice>)
    | undefined
  /** Counts a finished exchange into the provider's statistics. */
  observe(latencyMs: number, isFailed: boolean): void
}
