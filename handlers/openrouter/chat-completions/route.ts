import type { ApiError } from '../../../src/errors.ts'
import type { ModelCatalog, ResolvedModel } from '../../../src/models.ts'
import { noEndpoints } from '../errors.ts'
import { traitsOf } from '../models.ts'

/** `provider` of a request, as far as it is read (openrouter.md 2). */
export interface ProviderPreferences {
  readonly order?: readonly string[] | null
  readonly only?: readonly string[] | null
  readonly ignore?: readonly string[] | null
  readonly allow_fallbacks?: boolean | null
  readonly max_price?: {
    readonly prompt?: number | string | null
    readonly completion?: number | string | null
  } | null
}

/** A body, of which only few members are read. */
type Wire = Readonly<Record<string, unknown>>

/** Slugs are names in small letters with dashes; the part after a slash is a region or precision. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\/.*$/, '')
    .replaceAll(/[\s.]+/g, '-')
}

/** The name of the company that serves a request: the model's first unless the request asks otherwise. */
export function servedBy(wire: Wire, { model }: ResolvedModel): string {
  const served = allowed(wire, traitsOf(model).served)
  const order = preferencesOf(wire).order ?? []
  const first = order.map((slug) => served.find((name) => slugOf(name) === slugOf(slug))).find(Boolean)
  return first ?? served[0]!
}

function preferencesOf(wire: Wire): ProviderPreferences {
  const value = wire['provider']
  // The shape of the request has been checked: an object or nothing.
  return typeof value === 'object' && value !== null ? value : {}
}

function allowed(wire: Wire, served: readonly string[]): readonly string[] {
  const { only, ignore, order, allow_fallbacks: fallbacks } = preferencesOf(wire)
  const names = (list: readonly string[] | null | undefined) =>
    Array.isArray(list) ? list.map((name) => slugOf(String(name))) : undefined
  const within = fallbacks === false && order ? (names(only) ?? names(order)) : names(only)
  return served.filter((name) => {
    const slug = slugOf(name)
    return (within?.includes(slug) ?? true) && !names(ignore)?.includes(slug)
  })
}

/** Refuses a request that no company may serve: none that is allowed, or none below the highest price. */
export function checkRoute(wire: Wire, resolved: ResolvedModel, showsImages: boolean): void {
  const { served } = traitsOf(resolved.model)
  if (allowed(wire, served).length === 0) {
    const { only, order } = preferencesOf(wire)
    throw noEndpoints('No allowed providers are available for the selected model.', {
      available_providers: served.map(slugOf),
      requested_providers: only ?? order ?? [],
    })
  }
  if (isTooDear(wire, resolved))
    throw noEndpoints(`No endpoints found that match your max price for ${String(wire['model'])}.`)
  const hasTools = Array.isArray(wire['tools']) && wire['tools'].length > 0
  if (hasTools && !resolved.model.capabilities.includes('tools')) throw noTools()
  if (showsImages && !resolved.model.capabilities.includes('vision'))
    throw noEndpoints('No endpoints found that support image input')
}

function noTools(): ApiError {
  return noEndpoints(
    'No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/guides/routing/provider-selection',
  )
}

function isTooDear(wire: Wire, { model }: ResolvedModel): boolean {
  const most = preferencesOf(wire).max_price
  const price = model.prices.at(-1)
  if (!most || !price) return false
  const above = (limit: number | string | null | undefined, usd: number) =>
    limit !== undefined && limit !== null && Number(limit) < usd
  return above(most.prompt, price.inputUsdPerMillion) || above(most.completion, price.outputUsdPerMillion)
}

/** The body with the first of `model` and `models` that exists and may be served as its model. */
export function routed(json: unknown, models: ModelCatalog): unknown {
  if (typeof json !== 'object' || json === null || !('models' in json) || !Array.isArray(json.models)) return json
  const { model } = json as { readonly model?: unknown }
  const wanted = [model, ...(json.models as readonly unknown[])].filter((name) => typeof name === 'string')
  const known = wanted.flatMap((name) => {
    const resolved = models.resolve(name)
    return resolved ? [{ name, served: traitsOf(resolved.model).served }] : []
  })
  // Only the members that are read of a body that has not been checked yet.
  const open = known.find(({ served }) => allowed(json as Wire, served).length > 0) ?? known[0]
  return open === undefined ? json : { ...json, model: open.name }
}
