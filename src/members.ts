import { checkedBaseUrls } from './addresses.ts'
import { UsageError } from './errors.ts'
import type { MockProvider } from './mock-provider.ts'
import { createRouteTable, type Place } from './route-table.ts'

/** The providers of one simulation, by name and by address. */
export interface Members {
  /** @throws {UsageError} for a name or an address that is taken */
  add(provider: MockProvider, baseUrls: readonly string[]): void
  /** @throws {UsageError} that lists the known names */
  named(name: string): MockProvider
  /** The provider that has an address; undefined where none has. */
  at(url: string): Place<MockProvider> | undefined
  all(): readonly MockProvider[]
  /** The names, for words to the developer. */
  names(): string
}

export function createMembers(): Members {
  const byName = new Map<string, MockProvider>()
  const places = createRouteTable<MockProvider>()
  const names = () => [...byName.keys()].join(', ')
  return {
    add(provider, baseUrls) {
      const { name } = provider
      if (byName.has(name)) throw new UsageError(`The provider "${name}" is given twice.`)
      byName.set(name, provider)
      places.add(provider, name, checkedBaseUrls(name, provider.card.baseUrls))
      places.add(provider, name, [...provider.baseUrls, ...checkedBaseUrls(name, baseUrls)], false)
    },
    named(name) {
      const provider = byName.get(name)
      if (provider) return provider
      throw new UsageError(`There is no provider "${name}" in this simulation. It has: ${names()}.`)
    },
    at: (url) => places.find(new URL(url)),
    all: () => [...byName.values()],
    names,
  }
}
