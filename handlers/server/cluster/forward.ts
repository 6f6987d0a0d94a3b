import { Agent, request as send, type IncomingMessage } from 'node:http'

/**
 * Sends requests on to a server of this machine, with their own `Host`, and gives back its answers as they come. A connection that is lost
 * there is lost here.
 */
export function createForward(port: number): (request: Request, text?: string) => Promise<Response> {
  const agent = new Agent({ keepAlive: true })
  return async (request, text) => {
    const { method, headers, signal } = request
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? (text ?? new Uint8Array(await request.arrayBuffer())) : undefined
    const { pathname, search, host } = new URL(request.url)
    return new Promise((resolve, reject) => {
      const upstream = send({
        host: '127.0.0.1',
        port,
        agent,
        method,
        path: pathname + search,
        headers: { host, ...sentHeaders(headers, body) },
      })
      // As fetch says it: the server then breaks its own connection.
      const lost = (cause: Error) => reject(new TypeError('fetch failed', { cause }))
      signal.addEventListener('abort', () => upstream.destroy(), { once: true })
      upstream.on('error', lost)
      upstream.on('response', (response) => resolve(answerOf(response)))
      upstream.end(body)
    })
  }
}

/** Headers of one connection, which do not go on to the next. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
])

function sentHeaders(headers: Headers, body: string | Uint8Array | undefined): Record<string, string> {
  const kept = [...headers].filter(([name]) => !OF_CONNECTION.has(name) && name !== 'host')
  const length = typeof body === 'string' ? new TextEncoder().encode(body).byteLength : body?.byteLength
  return { ...Object.fromEntries(kept), ...(length === undefined ? {} : { 'content-length': String(length) }) }
}

function answerOf(response: IncomingMessage): Response {
  const { statusCode: status, statusMessage: statusText, rawHeaders } = response
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase()
    if (!OF_CONNECTION.has(name) || name === 'content-length') headers.append(name, rawHeaders[index + 1] ?? '')
  }
  const isEmpty = status === 204 || status === 304
  return new Response(isEmpty ? null : streamOf(response), { status, statusText, headers })
}

function streamOf(response: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = response[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => response.destroy(),
  })
}
