import { createManualClock, createRealClock, type Clock } from './clock.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** What the option `clock` takes. */
export type ClockOption = 'real' | 'virtual' | 'manual' | Clock

/** The clock that an option names, or the one that it is. */
export function clockOf(option: ClockOption): Clock {
  if (option === 'real') return createRealClock()
  if (option === 'virtual') return createVirtualClock()
  return option === 'manual' ? createManualClock() : option
}
