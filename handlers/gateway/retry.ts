import type { RouteAttempt } from '../../src/router/index.ts'
import type { Simulation } from '../../src/simulation.ts'
import type { GatewayRetry } from './options.ts'

const ON_STATUS: readonly number[] = [408, 429, 500, 502, 503, 504, 529]

/** Milliseconds until the same candidate is asked for the `nth` time again; undefined: it is not. */
export function retryWait(
  { status, retryAfterMs }: RouteAttempt,
  retry: GatewayRetry,
  nth: number,
): number | undefined {
  const { attempts, onStatus = ON_STATUS, respectRetryAfter = true } = retry
  if (nth > attempts) return undefined
  if (typeof status === 'number' && !onStatus.includes(status)) return undefined
  if (!respectRetryAfter || retryAfterMs === undefined) return 500 * 2 ** (nth - 1)
  return retryAfterMs <= 60_000 ? retryAfterMs : undefined
}

/** Waits on the simulation's clock; rejects where the client leaves or the simulation is reset. */
export async function waitFor(simulation: Simulation, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { clock, track } = simulation.watched()
  const controller = new AbortController()
  const leave = () => controller.abort(signal!.reason)
  if (signal?.aborted) leave()
  signal?.addEventListener('abort', leave, { once: true })
  const release = track((reason) => controller.abort(reason))
  try {
    await clock.sleep(ms, controller.signal)
  } finally {
    release()
    signal?.removeEventListener('abort', leave)
  }
}
