import { UsageError } from './errors.ts'
import { once } from './once.ts'
import type { AnyEndpoint, ProviderDefinition } from './provider.ts'

/** An endpoint whose dialect is loaded with the first request to it. */
export interface LateEndpoint extends Pick<AnyEndpoint, 'name' | 'method' | 'path'> {
  /** The endpoint with this name, method and path. */
  load(): Promise<AnyEndpoint>
}

/** How a late endpoint is known before it is loaded. */
export type LateRow = readonly [name: string, method: AnyEndpoint['method'], path: string]

/** Endpoints that are loaded together, with the first request to one of them; `load` gives those of `rows`. */
export function lateEndpoints(
  rows: readonly LateRow[],
  load: () => Promise<readonly AnyEndpoint[]>,
): readonly LateEndpoint[] {
  const group = once(load)
  return rows.map(([name, method, path]) => ({
    name,
    method,
    path,
    load: async () => {
      const endpoints = group.loaded ?? (await group())
      const endpoint = endpoints.find((one) => one.name === name)
      if (endpoint?.method === method && endpoint.path === path) return endpoint
      throw new UsageError(`What was loaded for ${method} ${path} has no endpoint "${name}" there.`)
    },
  }))
}

function isLate(endpoint: AnyEndpoint | LateEndpoint): endpoint is LateEndpoint {
  return 'load' in endpoint
}

/** The endpoint itself. */
export function loadEndpoint(endpoint: AnyEndpoint | LateEndpoint): Promise<AnyEndpoint> | AnyEndpoint {
  return isLate(endpoint) ? endpoint.load() : endpoint
}

/** The endpoints of a provider that are there at once. */
export function earlyEndpoints({ endpoints }: ProviderDefinition): readonly AnyEndpoint[] {
  return endpoints.filter((endpoint): endpoint is AnyEndpoint => !isLate(endpoint))
}

/** All endpoints of a provider, with those that load late. */
export function loadEndpoints({ endpoints }: ProviderDefinition): Promise<readonly AnyEndpoint[]> {
  return Promise.all(endpoints.map(async (endpoint) => loadEndpoint(endpoint)))
}
