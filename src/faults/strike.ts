import type { Engine, ProviderHost } from '../engine.ts'
import { ApiError } from '../errors.ts'
import type { ExchangeRecord } from '../exchange.ts'
import { createRandom, fork } from '../random.ts'
import { errorOf } from './check-fault.ts'
import { describeFault, type FaultRule } from './fault.ts'
import { drawnKind, type Faults } from './faults.ts'
import { isBeforeAnswer, isOfAnswer, isOfBytes, isSlow } from './phases.ts'

/** An exchange under way, and who asks. */
export interface Struck {
  readonly engine: Engine
  readonly host: ProviderHost
  readonly record: ExchangeRecord
  key: string
}

/** @throws {ApiError} where a fault, or chance by `errorRate`, fails the exchange before it is answered */
export function failBefore(run: Struck): void {
  const { record, host } = run
  const fault = strike(run, (one) => isBeforeAnswer(one, record.request.stream))
  if (fault?.how === 'pass') return
  if (fault) throw failure(run, fault)
  if (host.errorRate === 0) return
  const random = createRandom(fork(record.seed, 'faults'))
  if (!random.chance(host.errorRate)) return
  const kind = drawnKind(host.definition.errorMix, random)
  record.note = `Fault: ${kind}, by errorRate ${host.errorRate}.`
  throw new ApiError(kind)
}

/** What the exchange fails with; a lost or silent connection stands for an error that nobody reads. */
function failure({ record }: Struck, fault: FaultRule): ApiError {
  record.fault = fault
  record.note = `${describeFault(fault)}.`
  if (fault.how === 'stall') return new ApiError('timeout', 'The connection was silent.')
  if (fault.how === 'socket') return new ApiError('server_error', 'The connection was lost.')
  return errorOf(fault as object)
}

/** The fault of the answer itself, if any. */
export function answerFault(run: Struck): FaultRule | undefined {
  return noted(run, strike(run, isOfAnswer))
}

/** The fault of the answer's bytes, if any. */
export function bytesFault(run: Struck): FaultRule | undefined {
  const { record } = run
  return noted(
    run,
    strike(run, (fault) => isOfBytes(fault, record.request.stream, record.toolCalls.length > 0)),
  )
}

/** By how much the answer is slowed down. */
export function slowness(run: Struck): { readonly ttft: number; readonly speed: number } | undefined {
  const { fault: asked } = run.record.asked
  if (!asked && isQuiet(run)) return undefined
  const target = targetOf(run)
  const faults = [
    ...(asked && isSlow(asked) ? [asked] : []),
    ...sources(run).flatMap((faults) => faults.strikeAll(target, isSlow)),
  ]
  if (faults.length === 0) return undefined
  for (const fault of faults) noted(run, fault)
  const product = (values: readonly number[]) => values.reduce((all, one) => all * one, 1)
  const numbers = faults.map((fault) => ({ ttft: 8, speed: 0.25, ...fault }))
  return { ttft: product(numbers.map(({ ttft }) => ttft)), speed: product(numbers.map(({ speed }) => speed)) }
}

function strike(run: Struck, fits: (fault: FaultRule) => boolean): FaultRule | undefined {
  const { fault: asked } = run.record.asked
  if (asked && fits(asked)) return asked
  if (isQuiet(run)) return undefined
  const target = targetOf(run)
  for (const faults of sources(run)) {
    const fault = faults.strike(target, fits)
    if (fault) return fault
  }
  return undefined
}

/** Faults in the order in which they go first: the scope's, the provider's, the simulation's. */
function sources({ engine, host, record }: Struck): readonly Faults[] {
  const ofScope = engine.scopeFaults(record)
  return ofScope ? [ofScope, host.faults, engine.faults] : [host.faults, engine.faults]
}

function isQuiet({ engine, host, record }: Struck): boolean {
  return host.faults.isEmpty() && engine.faults.isEmpty() && engine.scopeFaults(record)?.isEmpty() !== false
}

function targetOf({ record, key, engine }: Struck) {
  return { record, key, elapsedMs: record.receivedAtMs - engine.startedAtMs }
}

function noted({ record }: Struck, fault: FaultRule | undefined): FaultRule | undefined {
  if (!fault) return undefined
  record.fault ??= fault
  record.note = [record.note, `${describeFault(fault)}.`].filter(Boolean).join(' ')
  return fault
}
