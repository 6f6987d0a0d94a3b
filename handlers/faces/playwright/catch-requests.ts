import type { APIRequestContext, Request } from '@playwright/test'
import { caughtAddress, type Catcher } from './catcher.ts'

type Fetch = APIRequestContext['fetch']

const caught = new WeakSet<APIRequestContext>()

/**
 * Sends what a test itself asks of a provider to the server.
 *
 * @param baseURL what relative addresses follow
 */
export function catchRequests(request: APIRequestContext, catcher: Catcher, baseURL: string | undefined): void {
  if (caught.has(request)) return
  caught.add(request)
  const fetch = request.fetch.bind(request)
  request.fetch = (asked, options) => {
    const isText = typeof asked === 'string'
    const address = caughtAddress(catcher, isText ? asked : asked.url(), baseURL)
    if (address === undefined) return fetch(asked, options)
    return fetch(address, isText ? options : { ...askedBy(asked, options), ...options })
  }
}

/** What Playwright would take of a request that is asked again. */
function askedBy(request: Request, options: Parameters<Fetch>[1] = {}): Parameters<Fetch>[1] {
  const own = { method: request.method(), headers: request.headers() }
  const data = request.postDataBuffer()
  return data && !options.form && !options.multipart ? { ...own, data } : own
}
