import { hostPattern, parseBase } from './addresses.ts'
import { UsageError } from './errors.ts'
import type { LateEndpoint } from './late-endpoint.ts'
import type { AnyEndpoint, ProviderDefinition } from './provider.ts'

/** Where an address leads: a provider, and what follows its base URL. */
export interface Place<P> {
  readonly provider: P
  readonly url: URL
  /** The path below the provider's base URL; undefined for other paths of its host. */
  readonly path: string | undefined
}

/** Where a request goes: a provider's endpoint, or none where its path and method have none. */
export interface Route {
  readonly endpoint: AnyEndpoint | LateEndpoint | undefined
  readonly params: Readonly<Record<string, string>>
  /** Whether the path is known with another method. */
  readonly isWrongMethod: boolean
  readonly url: URL
}

/** Finds providers by address; live: what is added later is found. */
export interface RouteTable<P> {
  /**
   * `isWholeHost`: unknown paths of the addresses' hosts are the provider's, too. Default: true.
   *
   * @throws {UsageError} for an address that another provider has
   */
  add(provider: P, name: string, baseUrls: readonly string[], isWholeHost?: boolean): void
  find(url: URL): Place<P> | undefined
  /** The name of who has exactly this address. */
  baseAt(baseUrl: string): string | undefined
}

interface Base<P> {
  readonly provider: P
  readonly name: string
  readonly isWholeHost: boolean
  readonly prefix: string
}

interface CompiledEndpoint {
  readonly endpoint: AnyEndpoint | LateEndpoint
  readonly segments: readonly string[]
}

/** Hosts are looked up in one map; only hosts with a `*` are tried one by one. The longest path prefix wins. */
export function createRouteTable<P>(): RouteTable<P> {
  const exact = new Map<string, Base<P>[]>()
  const wildcards: { readonly pattern: RegExp; readonly bases: Base<P>[] }[] = []

  const basesOf = (host: string): readonly Base<P>[] | undefined =>
    exact.get(host) ?? wildcards.find(({ pattern }) => pattern.test(host))?.bases

  return {
    add(provider, name, baseUrls, isWholeHost = true) {
      for (const baseUrl of baseUrls) {
        const { host, path: prefix } = parseBase(baseUrl)
        const bases = host.includes('*') ? wildcardBases(wildcards, host) : exactBases(exact, host)
        const other = bases.find((base) => base.prefix === prefix && base.name !== name)
        if (other)
          throw new UsageError(`${baseUrl} is an address of both ${other.name} and ${name}. Take it from one of them.`)
        bases.push({ provider, name, isWholeHost, prefix })
        bases.sort((a, b) => b.prefix.length - a.prefix.length)
      }
    },
    baseAt(baseUrl) {
      const { host, path: prefix } = parseBase(baseUrl)
      return basesOf(host)?.find((base) => base.prefix === prefix)?.name
    },
    find(url) {
      const bases = basesOf(url.host)
      if (!bases) return undefined
      const path = url.pathname.replaceAll(/\/{2,}/g, '/')
      const base = bases.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
      if (base) return { provider: base.provider, url, path: path.slice(base.prefix.length) }
      const owner = bases.find(({ isWholeHost }) => isWholeHost)
      return owner && { provider: owner.provider, url, path: undefined }
    },
  }
}

const compiled = new WeakMap<ProviderDefinition, readonly CompiledEndpoint[]>()

/** The routes of the places that were asked for, by method. */
const routes = new WeakMap<
  Place<unknown>,
  { readonly definition: ProviderDefinition; readonly byMethod: Map<string, Route> }
>()

/** The endpoint of a provider behind a path below its base URL. */
export function routeTo(definition: ProviderDefinition, method: string, place: Place<unknown>): Route {
  let known = routes.get(place)
  if (known?.definition !== definition) routes.set(place, (known = { definition, byMethod: new Map() }))
  let route = known.byMethod.get(method)
  if (!route) known.byMethod.set(method, (route = findRoute(definition, method, place)))
  return route
}

function findRoute(definition: ProviderDefinition, method: string, { url, path }: Place<unknown>): Route {
  if (path === undefined) return { endpoint: undefined, params: {}, isWrongMethod: false, url }
  let endpoints = compiled.get(definition)
  if (!endpoints) {
    endpoints = definition.endpoints.map((endpoint) => ({ endpoint, segments: segmentsOf(endpoint.path) }))
    compiled.set(definition, endpoints)
  }
  return { url, ...match(endpoints, method, segmentsOf(path)) }
}

function match(endpoints: readonly CompiledEndpoint[], method: string, path: readonly string[]): Omit<Route, 'url'> {
  let isWrongMethod = false
  for (const { endpoint, segments } of endpoints) {
    const params = matchSegments(segments, path)
    if (!params) continue
    if (endpoint.method === method) return { endpoint, params, isWrongMethod: false }
    isWrongMethod = true
  }
  return { endpoint: undefined, params: {}, isWrongMethod }
}

/** `:name` takes one segment, or the part of it before a `:verb` suffix (`:model:generateContent`). */
function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, wanted] of pattern.entries()) {
    const given = path[index]!
    if (!wanted.startsWith(':')) {
      if (wanted !== given) return undefined
      continue
    }
    const [name, verb] = wanted.slice(1).split(':') as [string, string | undefined]
    const value = verb === undefined ? given : given.endsWith(`:${verb}`) ? given.slice(0, -verb.length - 1) : ''
    if (value === '') return undefined
    params[name] = decode(value)
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(Boolean)
}

function exactBases<P>(exact: Map<string, Base<P>[]>, host: string): Base<P>[] {
  const bases = exact.get(host) ?? []
  exact.set(host, bases)
  return bases
}

function wildcardBases<P>(
  wildcards: { readonly pattern: RegExp; readonly bases: Base<P>[] }[],
  host: string,
): Base<P>[] {
  const source = hostPattern(host)
  const known = wildcards.find(({ pattern }) => pattern.source === source)
  if (known) return known.bases
  const bases: Base<P>[] = []
  wildcards.push({ pattern: new RegExp(source), bases })
  return bases
}
