import { UsageError } from './errors.ts'

/** Addresses by provider, as the option `baseUrls` takes them. */
export type BaseUrlsOption = Readonly<Record<string, readonly string[]>>

/** An address at which a simulation answers. */
export interface Address {
  /** The provider's name, or what else answers there. */
  readonly owner: string
  /** Scheme, host and path, without a slash at the end; a `*` in the host stands for one label. */
  readonly baseUrl: string
  /** Whether all other paths of the host are answered, too. */
  readonly isWholeHost: boolean
}

/** The regular expression for a host, in which a `*` stands for one label. */
export function hostPattern(host: string): string {
  const parts = host.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
  return `^${parts.join('[^.]+')}$`
}

/** Host and path of a base URL, as requests are compared with them. */
export function parseBase(baseUrl: string): { readonly host: string; readonly path: string } {
  const start = baseUrl.indexOf('://') + 3
  const slash = baseUrl.indexOf('/', start)
  if (slash === -1) return { host: baseUrl.slice(start).toLowerCase(), path: '' }
  return { host: baseUrl.slice(start, slash).toLowerCase(), path: baseUrl.slice(slash).replace(/\/+$/, '') }
}

/**
 * Base URLs as the table of routes takes them, without what says nothing: default ports, a slash at the end.
 *
 * @throws {UsageError} for what is no http(s) address that requests could begin with
 */
export function checkedBaseUrls(owner: string, baseUrls: unknown): readonly string[] {
  if (Array.isArray(baseUrls)) return baseUrls.map((baseUrl: unknown) => checkedBaseUrl(owner, baseUrl))
  throw new UsageError(`The base URLs of ${owner} must be a list of addresses, not ${JSON.stringify(baseUrls)}.`)
}

/** What the standard's parser would give back as it is: a simulation has 60 addresses, and most never meet a request. */
const NORMAL = /^https:(?!.*xn--)\/\/[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]+(?:\/[\w-]+)*$/

function checkedBaseUrl(owner: string, baseUrl: unknown): string {
  if (typeof baseUrl === 'string' && NORMAL.test(baseUrl)) return baseUrl
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const isPlain = url && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
  if (isPlain) return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
  throw new UsageError(
    `${JSON.stringify(baseUrl)} is no base URL of ${owner}: give scheme, host and path as the client has them, for instance http://localhost:8000/v1.`,
  )
}
