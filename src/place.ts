import { ApiError } from './errors.ts'
import type { Schedule } from './exchange.ts'
import { isSilent } from './faults/phases.ts'
import type { Slot, Waiting } from './load.ts'
import type { Decided } from './run.ts'

/**
 * Waits for the exchange's turn where its provider is busy, and slows its schedule by the load.
 *
 * @throws the signal's reason where the client leaves, or the simulation is reset, before its turn
 */
export async function takePlace(decided: Decided): Promise<void> {
  const { place, record, engine } = decided
  if (!place) return
  if (record.outcome instanceof ApiError && !isSilent(record.fault, record.outcome)) return leavePlace(decided)
  const slot = 'slot' in place ? await turn(decided, place) : place
  decided.slot = slot
  const waitedMs = engine.timeScale === 0 ? 0 : (engine.clock.now() - record.receivedAtMs) / engine.timeScale
  if (slot.factor !== 1 || waitedMs > 0) record.schedule = later(record.schedule, slot.factor, waitedMs)
}

/** Gives the place to the next one, or leaves the queue; more than once is fine. */
export function leavePlace({ slot, place }: Decided): void {
  if (slot) slot.release()
  else if (place) giveBack(place)
}

function giveBack(place: Slot | Waiting): void {
  if ('release' in place) return place.release()
  place.leave()
  // Where its turn had come meanwhile.
  void place.slot.then((slot) => slot.release())
}

function turn({ engine, client: { signal } }: Decided, { slot, leave }: Waiting): Promise<Slot> {
  return new Promise((resolve, reject) => {
    const stop = (reason: Error) => {
      giveBack({ slot, leave })
      stopListening()
      reject(reason)
    }
    const onAbort = () => stop(signal!.reason as Error)
    const release = engine.track(stop)
    const stopListening = () => {
      release()
      signal?.removeEventListener('abort', onAbort)
    }
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    void slot.then((given) => {
      stopListening()
      resolve(given)
    })
  })
}

function later({ headersMs, ttftMs, totalMs, partsMs }: Schedule, factor: number, addedMs: number): Schedule {
  const at = (ms: number) => ms * factor + addedMs
  return {
    headersMs: at(headersMs),
    ttftMs: at(ttftMs),
    totalMs: at(totalMs),
    ...(partsMs ? { partsMs: partsMs.map(at) } : {}),
  }
}
