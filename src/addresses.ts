import { UsageError } from './errors.ts'

/** Addresses by provider, as the option `baseUrls` takes them. */
export type BaseUrlsOption = Readonly<Record<string, readonly string[]>>

/**
 * Base URLs as the table of routes takes them, without what says nothing: default ports, a slash at the end.
 *
 * @throws {UsageError} for what is no http(s) address that requests could begin with
 */
export function checkedBaseUrls(owner: string, baseUrls: unknown): readonly string[] {
  if (Array.isArray(baseUrls)) return baseUrls.map((baseUrl: unknown) => checkedBaseUrl(owner, baseUrl))
  throw new UsageError(`The base URLs of ${owner} must be a list of addresses, not ${JSON.stringify(baseUrls)}.`)
}

function checkedBaseUrl(owner: string, baseUrl: unknown): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const isPlain = url && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
  if (isPlain) return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
  throw new UsageError(
    `${JSON.stringify(baseUrl)} is no base URL of ${owner}: give scheme, host and path as the client has them, for instance http://localhost:8000/v1.`,
  )
}
