import type { Usage } from './completion.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { Model } from './models.ts'
import type { AnyEndpoint, Credential } from './provider.ts'
import { isExcess, type Demand, type Limits } from './rate-limit.ts'
import type { CompletionRequest } from './request.ts'

interface Admitted {
  readonly endpoint: AnyEndpoint
  readonly engine: Engine
  readonly host: ProviderHost
  readonly record: ExchangeRecord
}

const NOTHING: Demand = { requests: 0, inputTokens: 0, outputTokens: 0 }
const ONE_REQUEST: Demand = { ...NOTHING, requests: 1 }

/** Counts a request that carries no tokens, or that is refused for another reason: it is charged but never turned away. */
export function chargeRequest(admitted: Admitted, credential: Credential): void {
  settle(admitted, credential, ONE_REQUEST)
}

/**
 * Takes an operation that has been performed from the limits, with the tokens it used.
 *
 * @throws {ApiError} `rate_limit` with the meter that had no room
 */
export function chargeOperation(admitted: Admitted, credential: Credential, usage: Usage | undefined): void {
  const { inputTokens = 0, outputTokens = 0 } = usage ?? {}
  take(admitted, credential, { requests: 1, inputTokens, outputTokens })
}

/**
 * Takes the request and its tokens from the limits, and turns away what does not fit the model's window.
 *
 * @throws {ApiError} `context_length` with `details` of the arithmetic; `rate_limit` with the meter that had no room.
 */
export function admitTokens(
  admitted: Admitted,
  credential: Credential,
  request: CompletionRequest,
  model: Model,
  inputTokens: number,
): Demand {
  const { host } = admitted
  const { accounting } = host.definition
  try {
    if (accounting.checkWindow) accounting.checkWindow(request, model, inputTokens)
    else checkWindow(request, model, inputTokens)
  } catch (error) {
    chargeRequest(admitted, credential)
    throw error
  }
  const estimate = accounting.estimate?.(request, model, inputTokens) ?? {
    inputTokens,
    outputTokens: 0,
  }
  const demand = { requests: 1, images: imagesIn(request), ...estimate }
  take(admitted, credential, demand)
  return demand
}

function take(admitted: Admitted, credential: Credential, demand: Demand): void {
  const { engine, host, record } = admitted
  const limits = limitsOf(admitted)
  const taken = engine.limiter.take(limitKey(admitted, credential), limits, demand, record.receivedAtMs)
  if (!isExcess(taken)) {
    record.limits = taken
    return
  }
  settle(admitted, credential, NOTHING)
  const { meter, requested, retryAfterMs } = taken
  throw new ApiError('rate_limit', '', {
    ...(Number.isFinite(retryAfterMs) ? { retryAfterMs } : {}),
    details: { meter, requested, model: record.model?.id },
    hint: `The simulated limit ${meter.name} of ${meter.limit} is spent. Raise it with limits: { ${host.definition.name}: { ${meter.name}: … } }.`,
  })
}

/** Corrects what was reserved to what was used, where the provider does so. */
export function settleTokens(
  admitted: Admitted,
  credential: Credential,
  model: Model,
  reserved: Demand,
  usage: Usage,
): void {
  const used = admitted.host.definition.accounting.settle?.(usage, model)
  if (!used) return
  const inputTokens = used.inputTokens - reserved.inputTokens
  settle(admitted, credential, { requests: 0, inputTokens, outputTokens: used.outputTokens - reserved.outputTokens })
}

/** Counts without asking for room. */
function settle(admitted: Admitted, credential: Credential, difference: Demand): void {
  const { engine, record } = admitted
  record.limits = engine.limiter.settle(
    limitKey(admitted, credential),
    limitsOf(admitted),
    difference,
    record.receivedAtMs,
  )
}

function limitsOf({ engine, host, endpoint, record }: Admitted): Limits {
  const model = record.model?.model
  return endpoint.limits ? endpoint.limits(model) : engine.limitsOf(host, model)
}

function checkWindow(request: CompletionRequest, model: Model, inputTokens: number): void {
  const most = Math.min(model.maxInputTokens ?? model.contextWindow, model.contextWindow)
  if (inputTokens <= most) return
  throw new ApiError('context_length', '', {
    details: { inputTokens, most, window: model.contextWindow, maxTokens: request.maxTokens },
  })
}

/** Each key has its own limits for each model, and for each endpoint that has limits of its own. */
function limitKey({ record, endpoint }: Admitted, credential: Credential): string {
  const scope = endpoint.limits ? endpoint.name : ''
  return `${record.provider}\n${credential.key}\n${record.model?.model.id ?? ''}\n${scope}`
}

function imagesIn({ messages }: CompletionRequest): number {
  return messages.reduce((sum, { content }) => sum + content.filter((part) => part.type === 'image').length, 0)
}
