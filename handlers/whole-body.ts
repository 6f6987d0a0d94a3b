import { HttpResponse } from 'msw'

let isNeeded: boolean | undefined

/**
 * Whether this page hands bodies to its service worker whole, because its browser (Safari 26) sends no streams through message ports. MSW then
 * reads them itself, and gives no answer at all where a body breaks.
 */
export function needsWholeBody(): boolean {
  return (isNeeded ??= globalThis.navigator?.serviceWorker !== undefined && !sendsStreams())
}

/** The response with its body read, or a lost connection where the body breaks. */
export async function withWholeBody(response: Response): Promise<Response> {
  try {
    return new Response(await response.arrayBuffer(), response)
  } catch {
    return HttpResponse.error()
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
