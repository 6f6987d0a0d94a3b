import type { FailureKind } from './client.ts'
import type { LabAttempt, LabCall } from './lab-call.ts'
import type { LabOutage } from './outages.ts'

/** Of milliseconds. */
export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly mean: number
}

/** A span of the run. */
export interface LabSpan {
  readonly fromMs: number
  readonly toMs: number
  /** That arrived in it. */
  readonly requests: number
  readonly answered: number
  readonly fallbacks: number
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>
  /** USD of all requests that arrived until its end. */
  readonly costUsdSoFar: number
}

/** How a router fared. Plain data. */
export interface LabFigures {
  readonly name: string
  readonly seed: number | string
  readonly requests: number
  readonly answered: number
  /** 0 to 1. */
  readonly successRate: number
  readonly costUsd: number
  readonly budgetUsd?: number
  /** From arrival to last byte, of the requests that were answered. */
  readonly latencyMs: Percentiles | null
  /** From arrival to the first content, of the streams that were answered. */
  readonly ttftMs: Percentiles | null
  /** Answers by who gave them. */
  readonly byProvider: Readonly<Record<string, number>>
  /** By `provider:model`. */
  readonly byModel: Readonly<Record<string, number>>
  /** Requests by who was asked first. */
  readonly firstChoices: Readonly<Record<string, number>>
  readonly attempts: number
  /** Requests for which a second model was asked. */
  readonly fallbacks: number
  /** Attempts at the same model as the attempt before. */
  readonly retries: number
  /** Requests that failed for their client. */
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>
  /** Attempts that failed, by provider and kind. */
  readonly providerFailures: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** First choices against the reference router's, by estimate: the sum of USD, means of the rest; `agreement` is the share of equal choices. */
  readonly regret: {
    readonly compared: number
    readonly agreement: number
    readonly costUsd: number
    readonly latencyMs: number
    readonly quality: number
  }
  readonly outages: readonly LabOutage[]
  readonly durationMs: number
  /** Providers' exchanges that belong to no request of the workload. */
  readonly strayExchanges: number
  readonly overTime: readonly LabSpan[]
  readonly calls: readonly LabCall[]
}

/** What figures are made from. */
export interface LabRun extends Pick<
  LabFigures,
  'name' | 'seed' | 'outages' | 'durationMs' | 'strayExchanges' | 'calls'
> {
  readonly budgetUsd: number | undefined
}

const SPANS = 40

export function figuresOf({ calls, budgetUsd, ...run }: LabRun): LabFigures {
  const answered = calls.filter(({ failure }) => failure === undefined)
  const attempts = calls.flatMap((call) => call.attempts)
  const givers = answered.flatMap((call) => call.attempts.at(-1) ?? [])
  return {
    ...run,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    requests: calls.length,
    answered: answered.length,
    successRate: answered.length / calls.length,
    costUsd: sumOf(calls, ({ costUsd }) => costUsd),
    latencyMs: percentilesOf(answered.map(({ latencyMs }) => latencyMs)),
    ttftMs: percentilesOf(answered.flatMap(({ ttftMs }) => ttftMs ?? [])),
    byProvider: countsOf(givers.map(({ provider }) => provider)),
    byModel: countsOf(givers.map(keyOf)),
    firstChoices: countsOf(calls.flatMap((call) => (call.attempts[0] ? [keyOf(call.attempts[0])] : []))),
    attempts: attempts.length,
    fallbacks: calls.filter(hasFallback).length,
    retries: sumOf(calls, retriesOf),
    failures: failuresOf(calls),
    providerFailures: providerFailuresOf(attempts),
    regret: regretOf(calls),
    overTime: spansOf(calls),
    calls,
  }
}

function keyOf({ provider, model }: LabAttempt): string {
  return `${provider}:${model}`
}

export function hasFallback({ attempts }: LabCall): boolean {
  return attempts.some((one) => keyOf(one) !== keyOf(attempts[0]!))
}

function retriesOf({ attempts }: LabCall): number {
  return attempts.filter((one, index) => index > 0 && keyOf(one) === keyOf(attempts[index - 1]!)).length
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0)
}

/** Most frequent first; equal ones by name. */
function countsOf<K extends string>(names: readonly K[]): Record<K, number> {
  const counts = new Map<K, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const order = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return Object.fromEntries(order) as Record<K, number>
}

function failuresOf(calls: readonly LabCall[]): Record<FailureKind, number> {
  return countsOf(calls.flatMap(({ failure }) => failure ?? []))
}

function providerFailuresOf(attempts: readonly LabAttempt[]): LabFigures['providerFailures'] {
  const failed = attempts.filter(({ failure }) => failure !== undefined)
  const providers = Object.keys(countsOf(failed.map(({ provider }) => provider)))
  return Object.fromEntries(
    providers.map((name) => [
      name,
      countsOf(failed.flatMap(({ provider, failure }) => (provider === name ? failure! : []))),
    ]),
  )
}

/** By the nearest rank; null of nothing. */
function percentilesOf(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), mean: sumOf(sorted, (value) => value) / sorted.length }
}

function regretOf(calls: readonly LabCall[]): LabFigures['regret'] {
  const compared = calls.filter(({ regret }) => regret !== undefined)
  const mean = (of: (call: LabCall) => number) => (compared.length === 0 ? 0 : sumOf(compared, of) / compared.length)
  return {
    compared: compared.length,
    agreement: mean(({ regret, attempts }) => Number(regret!.reference === keyOf(attempts[0]!))),
    costUsd: sumOf(compared, ({ regret }) => regret!.costUsd),
    latencyMs: mean(({ regret }) => regret!.latencyMs),
    quality: mean(({ regret }) => regret!.quality),
  }
}

function spansOf(calls: readonly LabCall[]): readonly LabSpan[] {
  const widthMs = Math.max(1000, Math.ceil((calls.at(-1)!.atMs + 1) / SPANS / 1000) * 1000)
  const count = Math.floor(calls.at(-1)!.atMs / widthMs) + 1
  let costUsdSoFar = 0
  return Array.from({ length: count }, (_, index) => {
    const fromMs = index * widthMs
    const own = calls.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + widthMs)
    costUsdSoFar += sumOf(own, ({ costUsd }) => costUsd)
    return {
      fromMs,
      toMs: fromMs + widthMs,
      requests: own.length,
      answered: own.filter(({ failure }) => failure === undefined).length,
      fallbacks: own.filter(hasFallback).length,
      failures: failuresOf(own),
      costUsdSoFar,
    }
  })
}
