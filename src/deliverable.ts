import { teeable } from './teeable.ts'

let isNeeded: boolean | undefined

/** A response as MSW can pass it on. */
export function deliverable(response: Response): Response | Promise<Response> {
  if (!response.body) return response
  if (needsWholeBody()) return withWholeBody(response)
  // Clients drop bodies unread, before a retry for instance; MSW's clone must not keep them waiting.
  teeable(response.body)
  // As over the wire. MSW 3 else ends bodies by closing the connection: a loss would look like the end, and an abort
  // would fail inside undici.
  response.headers.set('transfer-encoding', 'chunked')
  return response
}

/**
 * Whether this page hands bodies to its service worker whole, because its browser (Safari 26) sends no streams through message ports. MSW then
 * reads them itself, and gives no answer at all where a body breaks.
 */
function needsWholeBody(): boolean {
  return (isNeeded ??= globalThis.navigator?.serviceWorker !== undefined && !sendsStreams())
}

/** The response with its body read, or a lost connection where the body breaks. */
async function withWholeBody(response: Response): Promise<Response> {
  try {
    return new Response(await response.arrayBuffer(), response)
  } catch {
    return Response.error()
  }
}

function sendsStreams(): boolean {
  const { port1 } = new MessageChannel()
  const stream = new ReadableStream()
  try {
    port1.postMessage(stream, [stream])
    return true
  } catch {
    return false
  } finally {
    port1.close()
  }
}
