import type { StreamOf, Streams } from '../../../../src/stream-gate.ts'
import type { Act } from './message.ts'
import type { RemoteExchange } from './remote-exchange.ts'

/** Holds streams that run elsewhere; says at once what it has asked for. */
export function remoteStreams(act: Act, open: () => readonly RemoteExchange[]): Streams & { all: boolean } {
  const ask = (action: string, exchange?: StreamOf) =>
    void act('POST', '/streams', { action, ...(exchange ? { exchange: exchange.id } : {}) })
  const hold = (isHeld: boolean, exchange?: StreamOf) => {
    if (!exchange) streams.all = isHeld
    for (const one of open()) if (!exchange || one.id === exchange.id) one.isPaused = isHeld
    ask(isHeld ? 'pause' : 'resume', exchange)
  }
  const streams = {
    /** Whether all are held. */
    all: false,
    pause: (exchange?: StreamOf) => hold(true, exchange),
    resume: (exchange?: StreamOf) => hold(false, exchange),
    step: (exchange?: StreamOf) => ask('step', exchange),
    isPaused: (exchange?: StreamOf) =>
      exchange ? (open().find(({ id }) => id === exchange.id)?.isPaused ?? streams.all) : streams.all,
  }
  return streams
}
