/** Options of `http.request`, as far as they say where it goes. */
interface Asked {
  readonly protocol?: string | null
  readonly hostname?: string | null
  readonly host?: string | null
  readonly port?: number | string | null
  readonly path?: string | null
  readonly socketPath?: string
}

interface Sent {
  end(): unknown
}

type Ask = (...asked: unknown[]) => Sent

interface HttpModule {
  request: Ask
  get: Ask
}

/** What of Node is used in the app's process. */
export interface HttpBuiltins {
  readonly http: HttpModule
  readonly https: HttpModule
  urlToHttpOptions(url: URL): object
  syncBuiltinESMExports(): void
}

/**
 * Sends what an app asks of the providers by `node:http` and `node:https` to the server. It runs in the app's process by its text alone:
 * nothing from outside of it can be used.
 *
 * @param send the address that is asked in place of another; the same for what is none of a provider's
 */
export function redirectHttp(send: (address: string) => string, builtins: HttpBuiltins): void {
  const { http, https, urlToHttpOptions, syncBuiltinESMExports } = builtins
  const ask = http.request
  const addressOf = ({ protocol, hostname, host, port, path }: Asked, own: string) => {
    const name = hostname ?? host ?? 'localhost'
    const bracketed = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name
    return `${protocol ?? own}//${bracketed}${port ? `:${port}` : ''}${path ?? '/'}`
  }
  const redirected = (module: HttpModule, own: string) => {
    const { request } = module
    module.request = (...asked) => {
      const [first, ...rest] = asked
      const isAddress = typeof first === 'string' || first instanceof URL
      if (isAddress && !URL.canParse(String(first))) return request(...asked)
      const given = isAddress ? (typeof rest[0] === 'object' ? rest[0] : {}) : first
      const options: Asked = { ...(isAddress ? urlToHttpOptions(new URL(String(first))) : {}), ...(given as Asked) }
      const address = addressOf(options, own)
      const to = options.socketPath !== undefined || !URL.canParse(address) ? address : send(address)
      if (to === address) return request(...asked)
      const { protocol, hostname, port, pathname, search } = new URL(to)
      const place = { protocol, hostname, host: hostname, port, path: pathname + search }
      // Connections of its own are made to the provider, and with TLS.
      const connection = { agent: undefined, createConnection: undefined, defaultPort: undefined }
      return ask(
        { ...options, ...place, ...connection },
        asked.find((one) => typeof one === 'function'),
      )
    }
    module.get = (...asked) => {
      const sent = module.request(...asked)
      sent.end()
      return sent
    }
  }
  redirected(http, 'http:')
  redirected(https, 'https:')
  // For those who import them by name.
  syncBuiltinESMExports()
}
