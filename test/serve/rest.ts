// Tells when nothing is under way at the served transport. Both ends of each connection are in this process, so that what one end has sent and
// the other has not got can be counted; no time is guessed.
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** As many turns of the event loop as what waits for no timer gets in tests of faked time. */
const REST_TURNS = 60
/** As many as an end takes to hear what it has got. */
const ARRIVAL_TURNS = 10
/** Bytes that a reader does not take stay under way; so long, nothing may move until that is believed. */
const STUCK_MS = 50
/** Longer than any start of a server takes. */
const LIMIT_MS = 10_000

const clients = new Set<Socket>()
/** The server's ends, by the port of the client's. */
const peers = new Map<number, Socket>()
/** What the transport does where no socket shows it. */
let working = 0
let isWatching = false

/** Follows the connections that servers of this process accept. */
export function watchServers(): void {
  if (isWatching) return
  isWatching = true
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { readonly socket: Socket }
    peers.set(socket.remotePort!, socket)
  })
}

/** Begins work that no socket shows, a request without a connection for one; what comes back ends it, called once or more. */
export function startWork(): () => void {
  working++
  let isWorking = true
  return () => {
    if (isWorking) working--
    isWorking = false
  }
}

/** Follows the client's end of a connection. */
export function watchClient(socket: Socket): void {
  if (clients.has(socket)) return
  clients.add(socket)
  const connected = () => ports.set(socket, socket.localPort!)
  if (socket.connecting) socket.once('connect', connected)
  else connected()
}

const ports = new WeakMap<Socket, number>()

/** Whether both ends have the same, the end included. */
function isAtRest(client: Socket): boolean {
  const server = peers.get(ports.get(client) ?? -1)
  if (!server) return client.closed
  if (client.closed || server.closed) return client.closed && server.closed
  return client.bytesWritten === server.bytesRead && server.bytesWritten === client.bytesRead
}

/** Everything that changes while something is under way. */
function marks(): string {
  const each = [...clients].map((client) => {
    const server = peers.get(ports.get(client) ?? -1)
    return [
      client.bytesRead,
      client.bytesWritten,
      client.closed,
      server?.bytesRead,
      server?.bytesWritten,
      server?.closed,
    ]
  })
  return `${working} ${each.join(' ')}`
}

// Tests may fake these.
const turn = globalThis.setImmediate
const now = performance.now.bind(performance)

/** Runs turns of the event loop until so many in a row have changed nothing. */
async function quiet(turns: number, isBusy: () => boolean): Promise<void> {
  const startMs = now()
  let changedMs = startMs
  let before = ''
  for (let same = 0; same < turns;) {
    await new Promise<void>((resolve) => turn(resolve))
    const after = marks()
    if (after !== before || isBusy()) changedMs = now()
    if (now() - changedMs > STUCK_MS) return
    const isThere = [...clients].every((client) => isAtRest(client))
    same = after === before && isThere && !isBusy() ? same + 1 : 0
    before = after
    if (now() - startMs > LIMIT_MS) throw new Error(`The served transport does not come to rest: ${after}`)
  }
}

/** Resolves when the other end has what was sent; tests at rest wait for who waits here. */
export async function arrival(): Promise<void> {
  const arrived = startWork()
  try {
    await quiet(ARRIVAL_TURNS, () => false)
  } finally {
    arrived()
  }
}

/**
 * Resolves when what was sent has arrived at both ends and nothing has come of it for 60 turns of the event loop; where nothing is served,
 * after 60 turns.
 *
 * @throws {Error} where that takes 10 seconds
 */
export async function rest(): Promise<void> {
  await quiet(REST_TURNS, () => working > 0)
  for (const client of clients) {
    if (!client.closed || !isAtRest(client)) continue
    clients.delete(client)
    peers.delete(ports.get(client) ?? -1)
  }
}
