import { ERROR_KINDS, type ErrorKind } from '../errors.ts'
import type { ExchangeRecord } from '../exchange.ts'
import { createRandom, fork, type Random } from '../random.ts'
import { conversationOf, isMatch } from '../reply/match.ts'
import { checkedFault } from './check-fault.ts'
import type { Fault, FaultHandle, FaultRule } from './fault.ts'

/** The exchange that a fault may hit. */
export interface FaultTarget {
  readonly record: ExchangeRecord
  readonly key: string
  /** Milliseconds since the start of the simulation's clock. */
  readonly elapsedMs: number
}

/** Faults that were asked for, in the order of asking. */
export interface Faults {
  add(fault: Fault): FaultHandle
  /** The fault that hits this exchange, of those that `fits` lets through; counted ones go first in their order, then the last added. */
  strike(target: FaultTarget, fits: (fault: FaultRule) => boolean): FaultRule | undefined
  /** All faults that hit this exchange, of those that `fits` lets through. */
  strikeAll(target: FaultTarget, fits: (fault: FaultRule) => boolean): readonly FaultRule[]
  /** Whether one of them strikes by how often or when it was met. */
  isCounted(): boolean
  /** Whether there is nothing that could hit. */
  isEmpty(): boolean
  reset(): void
}

interface Entry {
  readonly fault: FaultRule
  readonly number: number
  /** Exchanges that it fitted. */
  seen: number
  struck: number
}

/** @param lasting faults that are there from the start and survive `reset` */
export function createFaults(lasting: readonly Fault[] = []): Faults {
  let entries: Entry[] = []
  let number = 0
  const add = (fault: Fault): Entry => {
    const entry = { fault: checkedFault(fault), number: number++, seen: 0, struck: 0 }
    entries.push(entry)
    return entry
  }
  const begin = () => {
    entries = []
    number = 0
    for (const fault of lasting) add(fault)
  }
  begin()
  const inOrder = () => {
    const counted = entries.filter(({ fault }) => fault.next !== undefined)
    return [...counted, ...entries.filter(({ fault }) => fault.next === undefined).toReversed()]
  }
  return {
    add(fault) {
      const entry = add(fault)
      return {
        get struck() {
          return entry.struck
        },
        stop: () => {
          entries = entries.filter((one) => one !== entry)
        },
      }
    },
    strike: (target, fits) => inOrder().find((entry) => fits(entry.fault) && hits(entry, target))?.fault,
    strikeAll: (target, fits) =>
      entries.filter((entry) => fits(entry.fault) && hits(entry, target)).map(({ fault }) => fault),
    isCounted: () => entries.some(isCounted),
    isEmpty: () => entries.length === 0,
    reset: begin,
  }
}

/** Adds one fault or several; the handle is of all of them. */
export function addFaults(faults: Faults, fault: Fault | readonly Fault[]): FaultHandle {
  const handles = [fault].flat().map((one) => faults.add(one))
  return {
    get struck() {
      return handles.reduce((sum, handle) => sum + handle.struck, 0)
    },
    stop: () => handles.forEach((handle) => handle.stop()),
  }
}

function isCounted({ fault, struck }: Entry): boolean {
  if (fault.next !== undefined) return struck < fault.next
  return fault.every !== undefined || fault.between !== undefined || fault.during !== undefined
}

/** Whether the fault hits, counted where it fits. */
function hits(entry: Entry, { record, key, elapsedMs }: FaultTarget): boolean {
  const { fault, struck } = entry
  if (fault.next !== undefined && struck >= fault.next) return false
  if (fault.provider !== undefined && fault.provider !== record.provider) return false
  if (fault.key !== undefined && fault.key !== key) return false
  if (fault.between && !(elapsedMs >= fault.between[0] && elapsedMs < fault.between[1])) return false
  if (fault.during && !fault.during(elapsedMs)) return false
  if (fault.when !== undefined && !isMatch(fault.when, conversationOf(record), record)) return false
  entry.seen++
  if (fault.every !== undefined && entry.seen % fault.every !== 0) return false
  if (fault.probability !== undefined && !drawOf(entry, record).chance(fault.probability)) return false
  entry.struck++
  return true
}

function drawOf({ number }: Entry, { seed }: ExchangeRecord): Random {
  return createRandom(fork(seed, `fault ${number}`))
}

/** A kind of error by the provider's shares. */
export function drawnKind(mix: Readonly<Partial<Record<ErrorKind, number>>>, random: Random): ErrorKind {
  const kinds = ERROR_KINDS.filter((kind) => (mix[kind] ?? 0) > 0)
  const total = kinds.reduce((sum, kind) => sum + mix[kind]!, 0)
  let rest = random.next() * total
  return kinds.find((one) => (rest -= mix[one]!) < 0) ?? 'server_error'
}
