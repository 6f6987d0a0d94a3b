import { createManualClock, createRealClock, type Clock } from './clock.ts'
import { IS_REQUEST_BOUND } from './request-bound.ts'
import { createRequestClock } from './request-clock.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** What the option `clock` takes. */
export type ClockOption = 'real' | 'virtual' | 'manual' | Clock

/** The clock that an option names, or the one that it is. */
export function clockOf(option: ClockOption): Clock {
  if (option === 'real') return IS_REQUEST_BOUND ? createRequestClock() : createRealClock()
  if (option === 'virtual') return createVirtualClock()
  return option === 'manual' ? createManualClock() : option
}
