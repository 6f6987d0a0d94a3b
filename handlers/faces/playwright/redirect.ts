import type { Simulation } from '../../../src/simulation.ts'

/** Where requests to a provider's address go instead. */
export interface Redirect {
  /** A regular expression for the host. */
  readonly host: string
  /** What the path begins with. */
  readonly path: string
  /** The server's address for the provider, which the whole path follows. */
  readonly to: string
}

/** The addresses of a simulation's providers, through a server; longer paths go first. */
export function redirectsTo({ providers }: Pick<Simulation, 'providers'>, origin: string): readonly Redirect[] {
  const all = providers.flatMap(({ name, card, baseUrls }) =>
    [...card.baseUrls, ...baseUrls].map((baseUrl) => {
      const [, host = '', path = ''] = /^[a-z]+:\/\/([^/]+)(.*)$/i.exec(baseUrl) ?? []
      return { host: patternOf(host), path: path.replace(/\/$/, ''), to: `${origin}/${name}` }
    }),
  )
  // Other paths of a provider's host are its own, too.
  const hosts = all.map((one) => ({ ...one, path: '' }))
  return [...all.toSorted((a, b) => b.path.length - a.path.length), ...hosts]
}

function patternOf(host: string): string {
  const parts = host.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return `^${parts.join('[^.]+')}$`
}

/** The server's address for a provider's; undefined for addresses of nobody here. */
export function addressIn(redirects: readonly Redirect[], url: URL): string | undefined {
  const found = redirects.find(({ host, path }) => new RegExp(host).test(url.host) && url.pathname.startsWith(path))
  return found && found.to + url.pathname + url.search
}

/**
 * Sends what a page, or a Node process, asks of the providers to the server, by `fetch` and `XMLHttpRequest`. It runs there by its text alone:
 * nothing from outside of it can be used.
 */
export function redirect(redirects: readonly Redirect[]): void {
  const to = (asked: string): string | undefined => {
    if (!URL.canParse(asked, globalThis.location?.href)) return undefined
    const url = new URL(asked, globalThis.location?.href)
    const found = redirects.find(({ host, path }) => new RegExp(host).test(url.host) && url.pathname.startsWith(path))
    return found && found.to + url.pathname + url.search
  }
  const { fetch, XMLHttpRequest } = globalThis
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : undefined
    const address = to(request ? request.url : String(input))
    if (address === undefined) return fetch(input, init)
    // Cookies are of no use there, and a server that takes any origin may not get them.
    if (!request) return fetch(address, { ...init, credentials: 'omit' })
    const { method, headers, signal } = request
    const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer()
    return fetch(address, { method, headers, signal, body, ...init, credentials: 'omit' })
  }
  if (!XMLHttpRequest) return
  // oxlint-disable-next-line typescript/unbound-method -- called on the request
  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function redirected(
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    ...rest: readonly unknown[]
  ) {
    Reflect.apply(open, this, [method, to(String(url)) ?? url, ...rest])
  }
}
