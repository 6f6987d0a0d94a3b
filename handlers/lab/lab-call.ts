import type { Exchange } from '../../src/exchange.ts'
import type { FailureKind, Measured } from './client.ts'
import type { PromptKind } from './prompts.ts'
import type { Reference } from './reference.ts'
import type { LabRequest } from './workload.ts'

/** One try of one provider. */
export interface LabAttempt {
  readonly provider: string
  readonly model: string
  /** HTTP status of the provider's answer; a stream that breaks has begun with 200. */
  readonly status: number
  /** Absent where it went well: an error kind, `cut` or `aborted`. */
  readonly failure?: string
  readonly costUsd: number
}

/** How much worse the first choice was than the reference router's, by estimate; below 0: better. */
export interface Regret {
  /** `provider:model` of the reference. */
  readonly reference: string
  readonly costUsd: number
  readonly latencyMs: number
  /** Of 0 to 1. */
  readonly quality: number
}

/** One request of the workload, and what came of it. */
export interface LabCall {
  readonly index: number
  readonly kind: PromptKind
  /** Milliseconds after the start. */
  readonly atMs: number
  readonly isStream: boolean
  readonly status: number
  readonly failure?: FailureKind
  /** Undefined for answers that do not stream. */
  readonly ttftMs?: number
  readonly latencyMs: number
  /** USD of all attempts. */
  readonly costUsd: number
  readonly attempts: readonly LabAttempt[]
  /** Absent where nobody was asked, or the reference had no choice. */
  readonly regret?: Regret
}

export function callOf(
  { index, kind, atMs, body }: LabRequest,
  { status, failure, ttftMs, latencyMs }: Measured,
  exchanges: readonly Exchange[],
  reference: Reference,
): LabCall {
  const attempts = exchanges.map(attemptOf)
  const regret = attempts[0] && regretOf(index, attempts[0], reference)
  return {
    index,
    kind,
    atMs,
    isStream: body.stream,
    status,
    ...(failure === undefined ? {} : { failure }),
    ...(ttftMs === undefined ? {} : { ttftMs }),
    latencyMs,
    costUsd: attempts.reduce((sum, { costUsd }) => sum + costUsd, 0),
    attempts,
    ...(regret ? { regret } : {}),
  }
}

function attemptOf({ provider, model, status, state, error, costUsd }: Exchange): LabAttempt {
  const failure = error?.kind ?? (state === 'cut' || state === 'aborted' ? state : undefined)
  return { provider, model: model?.model.id ?? 'unknown', status, ...(failure ? { failure } : {}), costUsd }
}

function regretOf(index: number, first: LabAttempt, reference: Reference): Regret | undefined {
  const best = reference.choiceOf(index)
  const chosen = reference.estimateOf(index, first)
  if (!best || !chosen) return undefined
  return {
    reference: `${best.provider}:${best.model}`,
    costUsd: chosen.costUsd - best.costUsd,
    latencyMs: chosen.latencyMs - best.latencyMs,
    quality: best.quality - chosen.quality,
  }
}
