import { canonicalJson } from '../../../src/json-text.ts'
import type { MockProvider } from '../../../src/mock-provider.ts'
import { isMount } from '../../../src/mount.ts'
import type { ProviderDefinition } from '../../../src/provider.ts'
import { fork } from '../../../src/random.ts'
import { readRequestOptions } from '../../../src/request-options.ts'
import { routeTo, type Route } from '../../../src/route-table.ts'
import { scopeOfKey } from '../../../src/scope.ts'
import type { Simulation } from '../../../src/simulation.ts'

/** A request as far as it says who numbers it. */
export interface Asked {
  readonly definition: ProviderDefinition
  readonly route: Route
  /** Equal for requests that the simulation takes for equal; undefined where its own headers number it. */
  readonly key: string | undefined
}

/** The provider's endpoint that a request asks, and what it shares with equal ones; undefined where no provider is asked. */
export async function askedOf(
  llm: Simulation,
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  address: string,
  text: string,
): Promise<Asked | undefined> {
  const place = llm.at(address)
  if (!place || isMount(place)) return undefined
  const definition = await (place.provider as MockProvider).load()
  const route = routeTo(definition, method, place)
  const { seed, ordinal, scope = scopeOfKey(headers, route.url) } = readRequestOptions(headers)
  if (seed !== undefined || ordinal !== undefined) return { definition, route, key: undefined }
  const params = Object.values(route.params).join(' ')
  const what = `${method} ${route.endpoint?.name ?? 'unknown'} ${params} ${contentOf(text)}`
  return { definition, route, key: `${scope ?? ''} ${fork(fork(0, definition.name), what).toString(36)}` }
}

function contentOf(text: string): string {
  try {
    return text === '' ? '' : canonicalJson(JSON.parse(text))
  } catch {
    return text
  }
}
