import { ApiError } from '../errors.ts'
import { placeOf, type FaultRule } from './fault.ts'

/** Faults that strike before an answer is thought of. A request without a stream fails at once, wherever in a stream it would have failed. */
export function isBeforeAnswer(fault: FaultRule, isStream: boolean): boolean {
  const how = fault.how ?? 'error'
  if (how === 'pass') return true
  if (how === 'error') return placeOf(fault) === 'start' || !isStream
  return (how === 'stall' || how === 'socket') && placeOf(fault) === 'start'
}

/** Faults of the answer itself. */
export function isOfAnswer({ how }: FaultRule): boolean {
  return how === 'empty' || how === 'length' || how === 'content-filter'
}

/** Whether an exchange never gets an answer: its connection stays until the client leaves, and is served as long. */
export function isSilent(fault: FaultRule | undefined, outcome: unknown): boolean {
  return fault?.how === 'stall' && outcome instanceof ApiError && outcome.kind === 'timeout'
}

export function isSlow({ how }: FaultRule): boolean {
  return how === 'slow'
}

/** Faults of the bytes that could strike this answer. */
export function isOfBytes(fault: FaultRule, isStream: boolean, hasToolCall: boolean): boolean {
  if (isOfAnswer(fault) || isSlow(fault) || isBeforeAnswer(fault, isStream)) return false
  if (!isStream && (fault.how === 'duplicate' || fault.how === 'reorder')) return false
  return placeOf(fault) !== 'tool-call' || hasToolCall
}
