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

/** Moves a manual clock only when what was sent has arrived, and gives answers the time to come back: sockets are not the event loop. */
function patient(llm: Simulation): void {
  const clock = llm.clock as Partial<ManualClock>
  const { advance } = clock
  if (!advance) return
  clock.advance = async (ms) => {
    await rest()
    await advance(ms)
    await rest()
  }
}

/** A fetch over HTTP to a server of this simulation, which is started with the first request. */
export function servedFetch(llm: Simulation): typeof fetch {
  let server: Promise<LlmServer> | undefined
  watchServers()
  patient(llm)
  return async (input, init) => {
    const started = startWork()
    try {
      const request = new Request(input, init)
      if (!server) open.add((server = createServer(llm, { port: 0 })))
      const { port } = await server
      const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
      return await sent(request, port, body, started)
    } finally {
      started()
    }
  }
}

function sent(request: Request, port: number, body: Uint8Array | undefined, started: () => void): Promise<Response> {
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
