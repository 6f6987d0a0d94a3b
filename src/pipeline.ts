import { admitOperation, admitTokens, admitUsage, chargeRequest, type Admission } from './admission.ts'
import { advise } from './advise.ts'
import { NO_USAGE, type Choice, type Completion } from './completion.ts'
import { billedCall, billOf } from './cost.ts'
import { countCompletion } from './count.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { createHold, type Hold } from './hold.ts'
import { ApiError, UsageError } from './errors.ts'
import { breakAnswer } from './faults/break-answer.ts'
import type { FaultRule } from './faults/fault.ts'
import { answerFault, bytesFault, failBefore, slowness } from './faults/strike.ts'
import { ExchangeRecord, isAnsweredChat, isChat, type OperationResult } from './exchange.ts'
import { latencyBy, scheduleOf } from './latency.ts'
import type { Slot, Waiting } from './load.ts'
import type { AnyEndpoint, Call, Credential } from './provider.ts'
import { NO_CACHE_USE, type CacheUse } from './prompt-cache.ts'
import { createRandom, fork } from './random.ts'
import { draftOf } from './reply/answer.ts'
import { conversationOf } from './reply/match.ts'
import { answerBy, explainRules, findRule, respondBy } from './reply/reply.ts'
import { keyOfScope } from './scope.ts'
import { simulateAnswer } from './generate/model.ts'
import type { CompletionRequest } from './request.ts'
import { cutCompletion, deltaTextOf, toParts, type CutCompletion } from './stream.ts'

/** One exchange on its way through the stages. `call` is absent for direct calls, which skip authentication and parsing. */
export interface Run {
  readonly engine: Engine
  readonly host: ProviderHost
  readonly endpoint: AnyEndpoint
  readonly record: ExchangeRecord
  readonly call: Call | undefined
  /** What the answer is made of; the standard `Response` where it is absent. */
  readonly Response?: typeof Response | undefined
  /** Who asks, where that is known already. */
  readonly credential?: Credential | undefined
  /** Keeps the clock from moving while the exchange is decided. */
  readonly hold: Hold
  /** The API key that asks; empty until it is known. */
  key: string
  /** The simulation's resets when it came. */
  readonly resets: number
  /** A place among the provider's requests, or in the queue for one. */
  place?: Slot | Waiting
  /** What the prompt takes from the cache; its writes are committed when the answer begins. */
  cached?: CacheUse
  /** What the exchange holds of the limits until it ends. */
  admission?: Admission
}

/** A run with its answer cut for the wire; `cut` is absent for errors and for operations without a stream. */
export interface Decided extends Run {
  readonly cut: CutCompletion | undefined
  /** A mistake of the test author's that came up while answering; who can, rejects with it. */
  readonly mistake: UsageError | undefined
  /** What breaks the bytes of the answer. */
  readonly fault: FaultRule | undefined
  /** The place among the provider's requests, once it is taken. */
  slot?: Slot
}

/**
 * Decides an exchange: authenticate, parse and validate, admit, reply, count, schedule, journal.
 *
 * This is the only place that knows the order. Nothing has left when it resolves.
 */
export async function decide({
  signal,
  ...start
}: Omit<Run, 'key' | 'hold'> & { readonly signal?: AbortSignal | undefined }): Promise<Decided> {
  const hold = createHold(start.engine.clock, signal)
  const run: Run = { ...start, key: '', hold }
  const { record, engine, endpoint, host } = run
  engine.journal.add(record)
  let cut: CutCompletion | undefined
  let mistake: UsageError | undefined
  try {
    if (record.asked.mistake) throw record.asked.mistake
    const credential = authenticate(run)
    run.key = credential.key
    parse(run, credential)
    // Other operations may send requests of their own, which wait on the same clock.
    if (record.operation !== 'chat') hold.end()
    record.outcome = await perform(run, credential)
    cut = await bill(run)
    if (!record.verbatim) endpoint.remember?.(record as never, host.store)
  } catch (error) {
    if (error instanceof UsageError) mistake = error
    // What went wrong later is not what was recorded.
    if (error !== record.verbatim?.error) record.verbatim = undefined
    record.outcome = asApiError(error, run)
    advise(run, record.outcome)
    delete run.cached
  } finally {
    hold.end()
  }
  schedule(run, cut)
  // What was recorded is sent as it was.
  const fault = record.error || record.verbatim ? record.fault : bytesFault(run)
  engine.journal.emit('exchange', record)
  return { ...run, cut, mistake, fault }
}

function authenticate({ call, credential, host, engine: { apiKeys }, record: { scope } }: Run): Credential {
  if (credential) return credential
  if (!call) return { key: 'direct' }
  return host.definition.authenticate(call, apiKeys && scope !== undefined ? [...apiKeys, keyOfScope(scope)] : apiKeys)
}

function parse(run: Run, credential: Credential): void {
  const { call, record, endpoint, host } = run
  try {
    if (call) record.request = endpoint.parse(call)
    record.model ??= host.definition.models.resolve(record.request.model)
    failBefore(run)
    if (host.loadOptions && record.model) run.place = host.load.enter(host.loadOptions)
  } catch (error) {
    // Which model's limits are charged, the body says also where it is refused.
    record.model ??= host.definition.models.resolve(record.request.model)
    chargeRequest(run, credential)
    throw error
  }
}

async function perform(run: Run, credential: Credential): Promise<OperationResult> {
  const { record, endpoint, host, engine } = run
  if (isChat(record)) return complete(run, record.request, credential)
  run.admission = admitOperation(run, credential)
  const recorded = await replay(run)
  if (recorded) {
    admitUsage(run, credential, recorded.usage)
    return recorded
  }
  const result: OperationResult = await endpoint.perform!(record.request, {
    seed: record.seed,
    store: host.store,
    dispatch: (request) => engine.dispatch(request),
    nowMs: engine.clock.now(),
    models: host.definition.models,
    model: record.model?.model,
    tokenizer: (model = record.model?.model) => host.tokenizerOf(model),
    accounting: host.definition.accounting,
  })
  admitUsage(run, credential, result.usage)
  return result
}

/** What was recorded of an operation other than chat, where a rule has it. */
async function replay({ record, engine, hold }: Run): Promise<OperationResult | undefined> {
  const rules = engine.rulesOf(record).filter(({ answersAny }) => answersAny)
  const request = conversationOf(record)
  const rule = findRule(rules, request, record)
  if (!rule) {
    if (engine.strict && rules.length > 0) throw unmatched(engine, request, record)
    return undefined
  }
  await answerBy(rule, request, record, hold, () => Promise.reject(new UsageError('A recording has no answer.')))
  const usage = record.verbatim?.usage
  return usage ? { usage: { ...NO_USAGE, ...usage } } : {}
}

async function complete(run: Run, asked: CompletionRequest, credential: Credential): Promise<Completion> {
  const { record, host, engine } = run
  const request = await changed(run, asked)
  const { model } = record.model!
  const tokenizer = await host.tokenizerOf(model)
  const { accounting } = host.definition
  const inputTokens = accounting.countInput(request, model, tokenizer)
  // What is refused for its length is not looked up: it may be megabytes.
  const plan = inputTokens <= model.contextWindow ? accounting.cache?.(request, model, tokenizer) : undefined
  const scope = `${record.provider}\n${credential.key}\n${record.scope ?? ''}\n${model.id}`
  const cached = plan ? engine.promptCache.use(scope, plan, inputTokens, tokenizer, record.receivedAtMs) : NO_CACHE_USE
  run.admission = admitTokens(run, credential, request, model, inputTokens, cached.cacheReadTokens)
  const answered = await reply(run, request)
  const fault = answerFault(run)
  const choices = fault ? answered.map((choice) => breakAnswer(choice, fault, tokenizer)) : answered
  run.cached = cached
  const input = { inputTokens, ...cached }
  const counted = countCompletion(choices, request, model, accounting, tokenizer, input)
  const completion = { ...counted, usage: { ...counted.usage, ...record.verbatim?.usage } }
  run.admission.settle(completion.usage)
  return completion
}

/** The request as middleware makes it. */
async function changed({ record, engine, hold }: Run, asked: CompletionRequest): Promise<CompletionRequest> {
  let request = asked
  for (const { request: change } of engine.middleware) {
    if (change) request = (await hold.theirs(() => change(request, record))) ?? request
  }
  record.request = request
  return request
}

async function reply(run: Run, request: CompletionRequest): Promise<readonly Choice[]> {
  const { record, host, engine, hold } = run
  const choices: Choice[] = []
  for (let index = 0; index < request.n && !record.verbatim; index++) {
    const seed = index === 0 ? record.seed : fork(record.seed, `choice ${index}`)
    const model = () => simulateAnswer(request, record.model!.model, seed)
    const inner = async () => {
      const forced = run.endpoint.forced?.(request)
      if (forced) return forced
      if (record.asked.reply !== undefined) return draftOf(record.asked.reply)
      const rule = findRule(engine.rulesOf(record), request, record)
      if (rule) return answerBy(rule, request, record, hold, model)
      const said = engine.responder && (await respondBy(engine.responder, request, record, hold))
      if (said) return said
      if (engine.strict) throw unmatched(engine, request, record)
      return model()
    }
    const answer = () => host.answer(request, record, () => hold.ours(inner))
    const next = host.isOverridden ? () => hold.theirs(answer) : answer
    const said = await around(run, request, next)
    choices.push(withIds(run.endpoint.arrange?.(said, request, seed) ?? said, run, index))
  }
  return choices
}

/** The answer as middleware makes it; what was added first is outermost. */
function around(
  { engine, record, hold }: Run,
  request: CompletionRequest,
  next: () => Promise<Choice>,
): Promise<Choice> {
  const stages = engine.middleware.flatMap(({ reply }) => (reply ? [reply] : []))
  return stages.reduceRight<() => Promise<Choice>>(
    (inner, stage) => async () => draftOf(await hold.theirs(() => stage(() => hold.ours(inner), request, record))),
    next,
  )()
}

function unmatched(engine: Engine, request: CompletionRequest, record: ExchangeRecord): UsageError {
  return new UsageError(
    `strict: no rule answers this exchange (${record.endpoint}, model ${request.model}, prompt ${JSON.stringify(record.prompt.slice(0, 120))}): ${explainRules(engine.rulesOf(record), record).join('; ')}. Add one with llm.when(…).reply(…), or leave strict out.`,
  )
}

function withIds(choice: Choice, { endpoint, record }: Run, choiceIndex: number): Choice {
  const draw = endpoint.toolCallId
  const content = choice.content.map((part, index) =>
    part.type === 'tool-call' && part.id === ''
      ? {
          ...part,
          id: draw?.(record.seed, `tool ${choiceIndex} ${index}`, record.model?.model, part.name) ?? `call_${index}`,
        }
      : part,
  )
  return { ...choice, content }
}

/** Usage, cost and budget of the outcome, and its pieces for the wire. */
async function bill(run: Run): Promise<CutCompletion | undefined> {
  const { record, engine, endpoint } = run
  const outcome = record.outcome as OperationResult
  if (!outcome.usage) return undefined
  const costUsd = billOf(billedCall(record, outcome.usage), engine.prices)
  if (engine.budgetUsd !== undefined && engine.journal.costUsd() + costUsd > engine.budgetUsd) {
    throw new ApiError(run.host.definition.budgetError ?? 'quota', '', {
      hint: `budgetUsd ${engine.budgetUsd} would be exceeded.`,
    })
  }
  engine.journal.charge(record, outcome.usage, costUsd)
  if (!isAnsweredChat(record) || !endpoint.cut || !record.request.stream) return undefined
  const tokenizer = await run.host.tokenizerOf(record.model!.model)
  return cutCompletion(record.outcome, endpoint.cut(record, tokenizer, createRandom(fork(record.seed, 'cut'))))
}

function asApiError(error: unknown, { host }: Run): ApiError {
  if (error instanceof ApiError) return error.with({ provider: host.definition.name })
  if (error instanceof UsageError) {
    return new ApiError('server_error', error.message, {
      provider: host.definition.name,
      headers: { 'x-should-retry': 'false' },
      hint: error.message,
    })
  }
  const message = error instanceof Error ? error.message : String(error)
  return new ApiError('server_error', message, {
    provider: host.definition.name,
    hint: `Thrown by a reply: ${message}`,
  })
}

function schedule(run: Run, cut: CutCompletion | undefined): void {
  const { record, host } = run
  const { definition, latency } = host
  if (record.verbatim?.schedule) {
    record.schedule = record.verbatim.schedule
    return
  }
  const isStream = cut !== undefined && record.request.stream
  // Work in the background is paced like a stream, of which nobody sees the parts.
  const isUnseen =
    isAnsweredChat(record) && cut === undefined && run.endpoint.answersAtHeaders?.(record.request) === true
  const hidden = isAnsweredChat(record)
    ? record.outcome.content.filter((part) => part.type === 'reasoning' && deltaTextOf(part) === '')
    : []
  const hiddenTokens = hidden.reduce((sum, part) => sum + (part.type === 'reasoning' ? (part.tokens ?? 0) : 0), 0)
  const random = createRandom(fork(record.seed, 'latency'))
  record.schedule = scheduleOf(
    {
      option: typeof latency === 'function' ? latencyBy(latency, record, random) : latency,
      profile: definition.latency(record.model?.model),
      uncachedInputTokens: record.usage.inputTokens - record.usage.cacheReadTokens,
      cachedInputTokens: record.usage.cacheReadTokens,
      hiddenTokens,
      partTokens: () =>
        isStream ? tokensPerPart(cut) : isUnseen ? [1, Math.max(0, record.usage.outputTokens - 1)] : null,
      totalTokens: record.usage.outputTokens,
      slow: slowness(run),
    },
    random,
  )
}

/** Tokens of every stream part in the order of the stream. */
function tokensPerPart(cut: CutCompletion): number[] {
  return Array.from(toParts(cut), (part) => (part.type === 'part-delta' ? part.tokens : 0))
}
