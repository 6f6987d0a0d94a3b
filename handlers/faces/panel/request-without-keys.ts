/** Headers that an API wants, with nothing secret in them. */
const KEYS: Readonly<Record<string, string>> = {
  authorization: 'Bearer any',
  'x-api-key': 'any',
  'x-goog-api-key': 'any',
}
const PLAIN = ['anthropic-version', 'anthropic-beta', 'content-type']

/** The headers of a request that matter to its API, keys replaced. */
export function requestHeaders(headers: Pick<Headers, 'get' | 'has'>): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...Object.entries(KEYS).filter(([name]) => headers.has(name)),
    ...PLAIN.filter((name) => headers.has(name)).map((name): [string, string] => [name, headers.get(name)!]),
  ])
}

/** The address with its key replaced; empty stays empty. */
export function withoutKey(url: string): string {
  if (!URL.canParse(url)) return url
  const address = new URL(url)
  if (address.searchParams.has('key')) address.searchParams.set('key', 'any')
  return address.href
}
