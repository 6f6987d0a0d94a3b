import { runCheck } from './checks.ts'
import type { Usage } from './completion.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { Model } from './models.ts'
import type { AnyEndpoint, Credential } from './provider.ts'
import { isExcess, type Demand, type LimitExcess, type LimitPlan } from './rate-limit.ts'
import type { CompletionRequest } from './request.ts'

interface Admitted {
  readonly endpoint: AnyEndpoint
  readonly engine: Engine
  readonly host: ProviderHost
  readonly record: ExchangeRecord
}

/** What an admitted exchange holds of the limits until it ends. */
export interface Admission {
  /** Corrects what was reserved to what was used, where the provider does so. */
  settle(usage: Usage): void
  /** The exchange is over: it is no longer in flight. Later calls do nothing. */
  end(): void
}

const NOTHING: Demand = { inputTokens: 0, outputTokens: 0 }
const ONE_REQUEST: Demand = { ...NOTHING, requests: 1 }

/** Counts a request that carries no tokens, or that is refused for another reason: it is charged but never turned away. */
export function chargeRequest(admitted: Admitted, credential: Credential): void {
  const { engine, record } = admitted
  record.limits = engine.limiter.settle(planOf(admitted, credential, 0), ONE_REQUEST, record.receivedAtMs)
}

/**
 * Takes the request of an operation other than chat from the limits, before it is performed.
 *
 * @throws {ApiError} `rate_limit` with the meter that had no room
 */
export function admitOperation(admitted: Admitted, credential: Credential): Admission {
  const plan = planOf(admitted, credential, 0)
  return take(admitted, plan, { ...ONE_REQUEST, concurrent: 1 })
}

/**
 * Takes the tokens of a performed operation from the limits.
 *
 * @throws {ApiError} `rate_limit` with the meter that had no room
 */
export function admitUsage(admitted: Admitted, credential: Credential, usage: Usage | undefined): void {
  if (!usage) return
  const { inputTokens, outputTokens } = usage
  take(admitted, planOf(admitted, credential, inputTokens), { inputTokens, outputTokens })
}

/**
 * Takes the request and its tokens from the limits, and turns away what does not fit the model's window.
 *
 * @param cacheReadTokens how many of the input tokens come from the prompt cache
 * @throws {ApiError} `context_length` with `details` of the arithmetic; `rate_limit` with the meter that had no room.
 */
export function admitTokens(
  admitted: Admitted,
  credential: Credential,
  request: CompletionRequest,
  model: Model,
  inputTokens: number,
  cacheReadTokens = 0,
): Admission {
  const { engine, host } = admitted
  const { accounting } = host.definition
  try {
    runCheck(engine, 'window', () => {
      if (accounting.checkWindow) accounting.checkWindow(request, model, inputTokens)
      else checkWindow(request, model, inputTokens)
    })
  } catch (error) {
    chargeRequest(admitted, credential)
    throw error
  }
  const estimate = accounting.estimate?.(request, model, inputTokens, cacheReadTokens) ?? {
    inputTokens,
    outputTokens: 0,
  }
  const plan = planOf(admitted, credential, inputTokens)
  const isLimited = plan.limits.outputTokensPerMinute !== undefined
  if (isLimited && estimate.outputTokens === 0 && accounting.estimate && !accounting.settle) {
    const { title, name } = host.definition
    engine.warn(
      `limits.${name}.outputTokensPerMinute holds nothing back: ${title} does not count what was written. To end a test by what was spent, use budgetUsd.`,
    )
  }
  const { end } = take(admitted, plan, { requests: 1, images: imagesIn(request), concurrent: 1, ...estimate })
  return new TokenAdmission(admitted, model, plan, estimate, end)
}

class TokenAdmission implements Admission {
  readonly end: () => void
  private readonly admitted: Admitted
  private readonly model: Model
  private readonly plan: LimitPlan
  private counted: Demand

  constructor(admitted: Admitted, model: Model, plan: LimitPlan, counted: Demand, end: () => void) {
    this.admitted = admitted
    this.model = model
    this.plan = plan
    this.counted = counted
    this.end = end
  }

  settle(usage: Usage): void {
    const { engine, host, record } = this.admitted
    const { accounting } = host.definition
    const used = accounting.settle ? accounting.settle(usage, this.model) : accounting.estimate ? undefined : usage
    if (!used) return
    const { inputTokens, outputTokens } = used
    const difference = {
      inputTokens: inputTokens - this.counted.inputTokens,
      outputTokens: outputTokens - this.counted.outputTokens,
    }
    this.counted = { inputTokens, outputTokens }
    record.limits = engine.limiter.settle(this.plan, difference, record.receivedAtMs)
  }
}

function take(admitted: Admitted, plan: LimitPlan, demand: Demand): Admission {
  const { engine, host, record } = admitted
  const taken = engine.limiter.take(plan, demand, record.receivedAtMs)
  if (!isExcess(taken)) {
    record.limits = taken
    return { settle: () => {}, end: once(demand.concurrent ? engine.limiter.releaseLater(plan) : () => {}) }
  }
  record.limits = engine.limiter.settle(plan, NOTHING, record.receivedAtMs)
  const { meter, requested, retryAfterMs } = taken
  throw new ApiError('rate_limit', '', {
    ...(Number.isFinite(retryAfterMs) ? { retryAfterMs } : {}),
    details: { meter, requested, model: record.model?.id, tier: engine.tierOf(host) },
    hint: `${excessWords(taken)} Raise it with limits: { ${host.definition.name}: { ${meter.name}: … } }.`,
  })
}

function excessWords({ meter, requested, retryAfterMs }: LimitExcess): string {
  const { name, limit } = meter
  if (!Number.isFinite(retryAfterMs))
    return `The request counts ${requested}, more than the simulated limit ${name} of ${limit} ever has.`
  return `The simulated limit ${name} of ${limit} is spent: ${limit - meter.used < 1 ? 'nothing' : Math.floor(limit - meter.used)} is left, the request counts ${requested}.`
}

function once(task: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) task()
    isDone = true
  }
}

/**
 * Where an exchange is counted: by organisation where the request names one, else by key; there by model, or by the pool that the
 * provider puts the model in; endpoints with limits of their own apart. Lines of batches are not counted: their limits are others.
 */
function planOf({ engine, host, endpoint, record }: Admitted, credential: Credential, inputTokens: number): LimitPlan {
  const { definition } = host
  const model = record.model?.model
  const limits = engine.limitsOf(host, model, record.request, inputTokens)
  const who =
    credential.organization === undefined ? `key ${credential.key}` : `organization ${credential.organization}`
  const pool = model && (definition.limitPool?.(model, record.request, inputTokens) ?? model.id)
  return {
    scope: [record.provider, who, pool ?? '', endpoint.limits ? endpoint.name : ''].join('\n'),
    limits: record.isBatched ? {} : (endpoint.limits?.(limits) ?? limits),
    ...(definition.limitShape ? { shape: definition.limitShape } : {}),
  }
}

function checkWindow(request: CompletionRequest, model: Model, inputTokens: number): void {
  const most = Math.min(model.maxInputTokens ?? model.contextWindow, model.contextWindow)
  if (inputTokens <= most) return
  throw new ApiError('context_length', '', {
    details: { inputTokens, most, window: model.contextWindow, maxTokens: request.maxTokens },
  })
}

function imagesIn({ messages }: CompletionRequest): number {
  let images = 0
  for (const { content } of messages) for (const part of content) if (part.type === 'image') images++
  return images
}
