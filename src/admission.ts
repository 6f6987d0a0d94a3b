import type { Usage } from './completion.ts'
import type { Engine, ProviderHost } from './engine.ts'
import { ApiError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { Model } from './models.ts'
import type { Credential } from './provider.ts'
import { isExcess, type Demand } from './rate-limit.ts'
import type { CompletionRequest } from './request.ts'

interface Admitted {
  readonly engine: Engine
  readonly host: ProviderHost
  readonly record: ExchangeRecord
}

const ONE_REQUEST: Demand = { requests: 1, inputTokens: 0, outputTokens: 0 }

/** Counts a request that carries no tokens, or that is refused for another reason: it is charged but never turned away. */
export function chargeRequest({ engine, host, record }: Admitted, credential: Credential): void {
  const limits = engine.limitsOf(host, record.model?.model)
  record.limits = engine.limiter.settle(limitKey(record, credential), limits, ONE_REQUEST, record.receivedAtMs)
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
  const { engine, host, record } = admitted
  const most = Math.min(model.maxInputTokens ?? model.contextWindow, model.contextWindow)
  if (inputTokens > most) {
    chargeRequest(admitted, credential)
    throw new ApiError('context_length', '', {
      details: { inputTokens, most, window: model.contextWindow, maxTokens: request.maxTokens },
    })
  }
  const estimate = host.definition.accounting.estimate?.(request, model, inputTokens) ?? {
    inputTokens,
    outputTokens: 0,
  }
  const demand = { requests: 1, images: imagesIn(request), ...estimate }
  const taken = engine.limiter.take(
    limitKey(record, credential),
    engine.limitsOf(host, model),
    demand,
    record.receivedAtMs,
  )
  if (!isExcess(taken)) {
    record.limits = taken
    return demand
  }
  record.limits = engine.limiter.settle(
    limitKey(record, credential),
    engine.limitsOf(host, model),
    { requests: 0, inputTokens: 0, outputTokens: 0 },
    record.receivedAtMs,
  )
  const { meter, requested, retryAfterMs } = taken
  throw new ApiError('rate_limit', '', {
    ...(Number.isFinite(retryAfterMs) ? { retryAfterMs } : {}),
    details: { meter, requested, model: record.model?.id },
    hint: `The simulated limit ${meter.name} of ${meter.limit} is spent. Raise it with limits: { ${host.definition.name}: { ${meter.name}: … } }.`,
  })
}

/** Corrects what was reserved to what was used, where the provider does so. */
export function settleTokens(
  { engine, host, record }: Admitted,
  credential: Credential,
  model: Model,
  reserved: Demand,
  usage: Usage,
): void {
  const used = host.definition.accounting.settle?.(usage)
  if (!used) return
  const difference = {
    requests: 0,
    inputTokens: used.inputTokens - reserved.inputTokens,
    outputTokens: used.outputTokens - reserved.outputTokens,
  }
  record.limits = engine.limiter.settle(
    limitKey(record, credential),
    engine.limitsOf(host, model),
    difference,
    record.receivedAtMs,
  )
}

/** Each key has its own limits for each model. */
function limitKey(record: ExchangeRecord, credential: Credential): string {
  return `${record.provider}\n${credential.key}\n${record.model?.model.id ?? ''}`
}

function imagesIn({ messages }: CompletionRequest): number {
  return messages.reduce((sum, { content }) => sum + content.filter((part) => part.type === 'image').length, 0)
}
