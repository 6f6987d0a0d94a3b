import type { Store } from '../../../src/provider.ts'
import type { WireRequest } from '../generate-content/wire.ts'

/** A cache that a client has made. */
export interface StoredCache {
  readonly name: string
  /** Full name of the model. */
  readonly model: string
  readonly displayName: string | undefined
  readonly createTime: string
  readonly updateTime: string
  readonly expireTime: string
  readonly expiresAtMs: number
  readonly tokens: number
  /** What it holds: contents, instruction, tools. */
  readonly wire: WireRequest
}

/** The caches of a simulation by name, in order of creation. */
export function cachesOf(store: Store): Map<string, StoredCache> {
  return store.collection<StoredCache>('cachedContents')
}

/** The cache with this name while it lives; its id alone is enough. */
export function cacheOf(store: Store, name: string, nowMs: number): StoredCache | undefined {
  const caches = cachesOf(store)
  const cache = caches.get(name) ?? caches.get(`cachedContents/${name}`)
  return cache && cache.expiresAtMs > nowMs ? cache : undefined
}
