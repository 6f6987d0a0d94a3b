import { checkedBaseUrls, type Address } from './addresses.ts'
import { UsageError } from './errors.ts'
import type { MockProvider } from './mock-provider.ts'
import type { Mount, Resident } from './mount.ts'
import { insteadOf } from './nearest.ts'
import { createRouteTable, type Place } from './route-table.ts'

/** The providers of one simulation, by name and by address, and what else has an address in it. */
export interface Members {
  /** @throws {UsageError} for a name or an address that is taken */
  add(provider: MockProvider, baseUrls: readonly string[]): void
  /** @throws {UsageError} for an address that is taken, or none */
  mount(mount: Mount, baseUrl: string): void
  /** @throws {UsageError} that lists the known names */
  named(name: string): MockProvider
  /** Who has an address; undefined where nobody has. */
  at(url: string): Place<Resident> | undefined
  all(): readonly MockProvider[]
  cards(): readonly MockProvider['card'][]
  mounts(): readonly Mount[]
  addresses(): readonly Address[]
  /** The names, for words to the developer. */
  names(): string
}

/** Addresses that are remembered. */
const MOST_FOUND = 256

export function createMembers(): Members {
  const byName = new Map<string, MockProvider>()
  const places = createRouteTable<Resident>()
  const mounts: Mount[] = []
  const addresses: Address[] = []
  /** Where the last addresses led: most requests go to a few. */
  const found = new Map<string, Place<Resident> | undefined>()
  const names = () => [...byName.keys()].join(', ')
  const settle = (resident: Resident, owner: string, baseUrls: readonly string[], isWholeHost: boolean) => {
    places.add(resident, owner, baseUrls, isWholeHost)
    addresses.push(...baseUrls.map((baseUrl) => ({ owner, baseUrl, isWholeHost })))
  }
  return {
    add(provider, baseUrls) {
      const { name } = provider
      if (byName.has(name)) throw new UsageError(`The provider "${name}" is given twice.`)
      byName.set(name, provider)
      found.clear()
      settle(provider, name, checkedBaseUrls(name, provider.card.baseUrls), true)
      settle(provider, name, [...provider.baseUrls, ...checkedBaseUrls(name, baseUrls)], false)
    },
    mount(mount, baseUrl) {
      const [address] = checkedBaseUrls(mount.title, [baseUrl])
      const taken = places.baseAt(address!)
      if (taken !== undefined)
        throw new UsageError(`${baseUrl} is an address of ${taken} already. Give ${mount.title} another one.`)
      settle(mount, mount.title, [address!], false)
      mounts.push(mount)
      found.clear()
    },
    named(name) {
      const provider = byName.get(name)
      if (provider) return provider
      throw new UsageError(
        `There is no provider "${name}" in this simulation. ${insteadOf(name, [...byName.keys()], 'It has')}`,
      )
    },
    at(url) {
      if (found.has(url)) return found.get(url)
      if (found.size >= MOST_FOUND) found.clear()
      const place = places.find(new URL(url))
      found.set(url, place)
      return place
    },
    all: () => [...byName.values()],
    cards: () => [...byName.values()].map(({ card }) => card),
    mounts: () => mounts,
    addresses: () => addresses,
    names,
  }
}
