import type { BaseUrlsOption } from '../src/addresses.ts'
import { UsageError } from '../src/errors.ts'
import type { LimitsOption } from '../src/limits-option.ts'
import type { SimulationOptions } from '../src/options.ts'
import type { LazyProvider, ProviderDefinition } from '../src/provider.ts'
import type { Limits } from '../src/rate-limit.ts'
import { NamedProvider } from './named-provider.ts'
import { providers, type ProviderName } from './registry.ts'

type TierOf<P> = P extends LazyProvider<infer Tier> ? Tier : never

/** Limits by provider: numbers, or one of the presets that the provider has. */
export type ProviderLimits = {
  readonly [Name in ProviderName]?: Limits | TierOf<(typeof providers)[Name]>
} & LimitsOption

/** Options of a simulation that knows the providers by name; `Provider` is what its own are. */
export interface ChooseProvidersOptions<Provider> extends SimulationOptions {
  /** Further addresses by provider: a proxy, a server of your own (`openai: ['http://localhost:8000/v1']`). Default: none besides each provider's own. */
  readonly baseUrls?: { readonly [Name in ProviderName]?: readonly string[] } & BaseUrlsOption
  /** Limits by provider: the name of one of its tiers (`openai: 'tier-1'`), or numbers. Default: a generous tier of each provider. */
  readonly limits?: ProviderLimits
  /** The providers that answer: names, definitions, or MockProviders of yours. Default: all known ones. */
  readonly providers?: readonly (ProviderName | ProviderDefinition | LazyProvider | Provider)[]
}

/** What a simulation is made of: the options that are left, and the providers that `options` name, each made by `make` unless it is one. */
export function chooseProviders<Provider extends NamedProvider, Options extends ChooseProvidersOptions<Provider>>(
  { providers: chosen = Object.keys(providers) as ProviderName[], ...rest }: Options,
  make: (provider: ProviderName | ProviderDefinition | LazyProvider) => Provider,
): readonly [rest: Omit<Options, 'providers'>, providers: readonly Provider[]] {
  if (chosen.length === 0)
    throw new UsageError('providers is empty, so nothing could answer. Leave it out to have all of them.')
  return [rest, chosen.map((one) => (one instanceof NamedProvider ? one : make(one)))]
}
