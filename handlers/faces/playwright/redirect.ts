import { hostPattern, parseBase } from '../../../src/addresses.ts'
import type { Simulation } from '../../../src/simulation.ts'

/** Which requests go to the server instead; plain data, for other processes and pages. */
export interface Redirects {
  /** The server's address, without a slash at the end; the whole address that was asked follows it. */
  readonly to: string
  readonly places: readonly {
    /** A regular expression for the host. */
    readonly host: string
    /** What the path begins with; an empty text for all paths. */
    readonly path: string
  }[]
}

/** Requests to all addresses of a simulation, to its server. */
export function redirectsTo({ addresses }: Pick<Simulation, 'addresses'>, origin: string): Redirects {
  const places = addresses.map(({ baseUrl, isWholeHost }) => {
    const { host, path } = parseBase(baseUrl)
    return { host: hostPattern(host), path: isWholeHost ? '' : path }
  })
  return { to: origin, places }
}

/**
 * Sends what a page, or a Node process, asks of the providers to the server, by `fetch` and `XMLHttpRequest`. It runs there by its text alone:
 * nothing from outside of it can be used. Gives back the server's address for one of a provider.
 */
export function redirect({ to, places }: Redirects): (asked: string) => string | undefined {
  const redirected = (asked: string): string | undefined => {
    const base = globalThis.document?.baseURI ?? globalThis.location?.href
    if (!URL.canParse(asked, base)) return undefined
    const url = new URL(asked, base)
    const asPath = url.pathname.replaceAll(/\/{2,}/g, '/')
    const isKnown = places.some(
      ({ host, path }) => new RegExp(host).test(url.host) && (asPath === path || asPath.startsWith(`${path}/`)),
    )
    return isKnown ? `${to}/${url.origin}${url.pathname}${url.search}` : undefined
  }
  const { fetch, XMLHttpRequest } = globalThis
  globalThis.fetch = async (input, init) => {
    const isRequest = input instanceof Request
    const address = redirected(isRequest ? input.url : String(input))
    if (address === undefined) return fetch(input, init)
    // Cookies are of no use there, and a server that takes any origin may not get them.
    const own = { credentials: 'omit' } as const
    if (!isRequest && !(init?.body instanceof ReadableStream)) return fetch(address, { ...init, ...own })
    const request = new Request(input, init)
    const { method, headers, mode, cache, keepalive, integrity, referrerPolicy } = request
    // Not the request's own, which engines forget with it.
    const signal = isRequest && init?.signal === undefined ? input.signal : (init?.signal ?? null)
    // As bytes: browsers send a stream by HTTP/2 alone.
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
    const asked = { method, headers, signal, cache, redirect: request.redirect, keepalive, integrity, referrerPolicy }
    return fetch(address, { ...asked, ...(mode === 'navigate' ? {} : { mode }), body, ...own })
  }
  if (!XMLHttpRequest) return redirected
  // oxlint-disable-next-line typescript/unbound-method -- called on the request
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function sent(
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    ...rest: readonly unknown[]
  ) {
    Reflect.apply(open, this, [method, redirected(String(url)) ?? url, ...rest])
  }
  return redirected
}
