// The other transport of the suites: with MSW_LLM_TRANSPORT=serve (`npm run test:serve`) every request that a test sends, intercepted or by
// `llm.fetch`, goes over a socket to `createServer`, by its Host header; the answer comes back as bytes. The tests are the same.
import { request as send, type IncomingMessage } from 'node:http'
import { createServer, type LlmServer } from '../../handlers/faces/server.ts'
import type { ManualClock } from '../../src/clock.ts'
import type { Simulation } from '../../src/simulation.ts'
import { arrival, rest, startWork, watchClient, watchServers } from './rest.ts'

/** Servers that are open. Sockets are made with the timers of the machine, whatever a test fakes. */
const open = new Set<Promise<LlmServer>>()

/** Closes what the tests of a file opened. */
export async function closeServers(): Promise<void> {
  const servers = [...open]
  open.clear()
  await Promise.all(servers.map(async (server) => (await server).close(0)))
}

/** No socket shows what a handler waits for, the code of a provider for one; requests in a queue are waited for as long, too. */
const DECISION_MS = 1000

/** Moves a manual clock only when what was sent has arrived and is decided, and gives answers the time to come back. */
function patient(llm: Simulation, isDecided: () => boolean): void {
  const clock = llm.clock as Partial<ManualClock>
  const { advance } = clock
  if (!advance) return
  clock.advance = async (ms) => {
    const endMs = now() + DECISION_MS
    while (!isDecided() && now() < endMs) await new Promise<void>((resolve) => turn(resolve))
    await rest()
    await advance(ms)
    await rest()
  }
}

// Tests may fake these.
const turn = globalThis.setImmediate
const now = performance.now.bind(performance)

/** A fetch over HTTP to a server of this simulation, which is started with the first request. */
export function servedFetch(llm: Simulation): typeof fetch {
  let server: Promise<LlmServer> | undefined
  watchServers()
  let sent = 0
  let decided = 0
  let answered = 0
  llm.on('exchange', () => decided++)
  patient(llm, () => decided >= sent || answered >= sent)
  return async (input, init) => {
    sent++
    const started = startWork()
    try {
      const request = new Request(input, init)
      if (!server) open.add((server = createServer(llm, { port: 0 })))
      const { port } = await server
      const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
      return await overSocket(request, port, body, started)
    } finally {
      answered++
      started()
    }
  }
}

function overSocket(
  request: Request,
  port: number,
  body: Uint8Array | undefined,
  started: () => void,
): Promise<Response> {
  const url = new URL(request.url)
  const headers = {
    ...Object.fromEntries(request.headers),
    host: url.host,
    ...(body ? { 'content-length': `${body.length}` } : {}),
  }
  const { method, signal } = request
  const options = { host: '127.0.0.1', port, path: url.pathname + url.search, method, headers, signal }
  return new Promise((resolve, reject) => {
    send(options, (message) => resolve(responseOf(message, signal)))
      .on('socket', (socket) => {
        watchClient(socket)
        started()
      })
      .on('error', (cause) => {
        const reason: unknown = signal.aborted ? signal.reason : new TypeError('fetch failed', { cause })
        started()
        // Intercepted, the simulation hears of an abort before its client does.
        void arrival().then(() => reject(reason))
      })
      .end(body)
  })
}

const WITHOUT_BODY = new Set([204, 205, 304])

function responseOf(message: IncomingMessage, signal: AbortSignal): Response {
  const status = message.statusCode!
  const headers = new Headers()
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    const name = message.rawHeaders[at]!.toLowerCase()
    if (!HOP.has(name)) headers.append(name, message.rawHeaders[at + 1]!)
  }
  const body = WITHOUT_BODY.has(status) ? null : bodyOf(message, signal)
  return new Response(body, { status, statusText: message.statusMessage ?? '', headers })
}

/** What arrives, with the errors that fetch has. */
function bodyOf(message: IncomingMessage, signal: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = message[Symbol.asyncIterator]() as AsyncIterator<Uint8Array<ArrayBuffer>>
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next()
          if (done) controller.close()
          else controller.enqueue(new Uint8Array(value))
        } catch (cause) {
          await arrival()
          controller.error(signal.aborted ? signal.reason : new TypeError('terminated', { cause }))
        }
      },
      async cancel() {
        message.destroy()
        await arrival()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Headers of the connection and of the server, not of the answer; MSW counts bodies itself. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
