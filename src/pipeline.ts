import { admitOperation, admitTokens, admitUsage, chargeRequest } from './admission.ts'
import { advise } from './advise.ts'
import type { Completion } from './completion.ts'
import { billedCall, billOf } from './cost.ts'
import { countCompletion } from './count.ts'
import { ApiError, UsageError } from './errors.ts'
import { isAnsweredChat, isChat, type OperationResult } from './exchange.ts'
import { breakAnswer } from './faults/break-answer.ts'
import { isSilent } from './faults/phases.ts'
import { answerFault, bytesFault, failBefore } from './faults/strike.ts'
import { debug } from './debug.ts'
import { createPromptCache, NO_CACHE_USE } from './prompt-cache.ts'
import type { Credential } from './provider.ts'
import { createRandom, fork } from './random.ts'
import { changed, reply, replay } from './reply-stage.ts'
import type { CompletionRequest } from './request.ts'
import { openRun, type Decided, type Run, type RunStart } from './run.ts'
import { schedule } from './schedule-stage.ts'
import { keyOfScope } from './scope.ts'
import { cutCompletion, type CutCompletion } from './stream.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/**
 * Decides an exchange: authenticate, parse and validate, admit, reply, count, schedule, journal.
 *
 * This is the only place that knows the order. Nothing has left when it resolves.
 */
export async function decide(start: RunStart): Promise<Decided> {
  const run = openRun(start)
  const { record, engine, endpoint, host, hold } = run
  engine.journal.add(record)
  debug(run, 'received')
  try {
    if (record.asked.mistake) throw record.asked.mistake
    const credential = authenticate(run)
    run.key = credential.key
    debug(run, 'authenticated')
    parse(run, credential)
    debug(run, 'parsed')
    // Other operations may send requests of their own, which wait on the same clock.
    if (record.operation !== 'chat') hold.end()
    record.outcome = isChat(record) ? await complete(run, record.request, credential) : await perform(run, credential)
    debug(run, 'replied')
    bill(run)
    run.cut = await cut(run)
    debug(run, 'counted')
    if (!record.verbatim) endpoint.remember?.(record as never, host.store)
  } catch (error) {
    if (error instanceof UsageError) run.mistake = error
    // What went wrong later is not what was recorded.
    if (error !== record.verbatim?.error) record.verbatim = undefined
    record.outcome = asApiError(error, run)
    advise(run, record.outcome)
    run.cached = undefined
    debug(run, 'refused')
  } finally {
    hold.end()
  }
  schedule(run, run.cut)
  debug(run, 'scheduled')
  // What was recorded is sent as it was.
  run.fault = record.error || record.verbatim ? record.fault : bytesFault(run)
  engine.journal.emit('exchange', record)
  return run
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
    enter(run)
  } catch (error) {
    // Which model's limits are charged, the body says also where it is refused.
    record.model ??= host.definition.models.resolve(record.request.model)
    if (isSilent(record.fault, error)) serveSilently(run, credential)
    else chargeRequest(run, credential)
    throw error
  }
}

/** Takes a place and of the limits as others do; where there is no room it is silent all the same. */
function serveSilently(run: Run, credential: Credential): void {
  try {
    enter(run)
    run.admission = admitOperation(run, credential)
  } catch {
    chargeRequest(run, credential)
  }
}

/** Joins those that its provider works on, or waits for. */
function enter(run: Run): void {
  const { host, record } = run
  if (host.loadOptions && record.model) run.place = host.load.enter(host.loadOptions)
}

async function perform(run: Run, credential: Credential): Promise<OperationResult> {
  const { record, endpoint, host, engine } = run
  run.admission = admitOperation(run, credential)
  debug(run, 'admitted')
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
    tokenizer: async (model = record.model?.model) => host.tokenizerOf(model),
    accounting: host.definition.accounting,
  })
  admitUsage(run, credential, result.usage)
  return result
}

async function complete(run: Run, asked: CompletionRequest, credential: Credential): Promise<Completion> {
  const { record, host, engine } = run
  const request = engine.middleware.length === 0 ? asked : await changed(run, asked)
  const { model } = record.model!
  const loading = host.tokenizerOf(model)
  const tokenizer = loading instanceof Promise ? await loading : loading
  const { accounting } = host.definition
  const inputTokens = accounting.countInput(request, model, tokenizer)
  // What is refused for its length is not looked up: it may be megabytes.
  const plan = inputTokens <= model.contextWindow ? accounting.cache?.(request, model, tokenizer) : undefined
  const scope = () => `${record.provider}\n${credential.key}\n${record.scope ?? ''}\n${model.id}`
  const cached = plan
    ? (engine.promptCache ??= createPromptCache()).use(scope(), plan, inputTokens, tokenizer, record.receivedAtMs)
    : NO_CACHE_USE
  run.admission = admitTokens(run, credential, request, model, inputTokens, cached.cacheReadTokens)
  debug(run, 'admitted')
  const replying = reply(run, request)
  const answered = replying instanceof Promise ? await replying : replying
  const fault = answerFault(run)
  const choices = fault ? answered.map((choice) => breakAnswer(choice, fault, tokenizer)) : answered
  run.cached = cached
  const input = { inputTokens, ...cached }
  const counted = countCompletion(choices, request, model, accounting, tokenizer, input)
  const recorded = record.verbatim?.usage
  const completion = recorded ? { ...counted, usage: { ...counted.usage, ...recorded } } : counted
  run.admission.settle(completion.usage)
  return completion
}

/** Usage, cost and budget of the outcome. */
function bill({ record, engine, host }: Run): void {
  const { usage } = record.outcome as OperationResult
  if (!usage) return
  const costUsd = billOf(billedCall(record, usage), engine.prices)
  const { budgetUsd } = engine
  const spentUsd = budgetUsd === undefined ? 0 : engine.journal.costUsd()
  if (budgetUsd !== undefined && spentUsd + costUsd > budgetUsd) {
    throw new ApiError(host.definition.budgetError ?? 'quota', '', {
      hint: `budgetUsd ${budgetUsd} would be exceeded: ${usd(spentUsd)} USD are spent, and this answer costs ${usd(costUsd)}. Raise budgetUsd, or begin anew with llm.reset().`,
    })
  }
  engine.journal.charge(record, usage, costUsd)
}

function usd(amount: number): string {
  return String(Number(amount.toPrecision(4)))
}

/** The pieces of a streamed outcome. */
function cut({ record, endpoint, host }: Run): CutCompletion | undefined | Promise<CutCompletion> {
  if (!isAnsweredChat(record) || !endpoint.cut || !record.request.stream || !record.outcome.usage) return undefined
  const { outcome } = record
  const cutBy = (by: Tokenizer) =>
    cutCompletion(outcome, endpoint.cut!(record, by, createRandom(fork(record.seed, 'cut'))))
  const tokenizer = host.tokenizerOf(record.model!.model)
  return tokenizer instanceof Promise ? tokenizer.then(cutBy) : cutBy(tokenizer)
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
