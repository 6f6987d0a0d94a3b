import { NO_USAGE } from '../../../src/completion.ts'
import { ApiError } from '../../../src/errors.ts'
import type { OperationResult } from '../../../src/exchange.ts'
import { drawId, LOWER_ALNUM } from '../../../src/ids.ts'
import type { AnyEndpoint, Call, OperationContext } from '../../../src/provider.ts'
import type { Backend } from '../backend.ts'
import { plainEndpoint, type PlainRequest } from '../endpoint.ts'
import { refused } from '../generate-content/errors.ts'
import { cachedContent } from '../generate-content/messages.ts'
import { readBody } from '../generate-content/parse.ts'
import { toRequest } from '../generate-content/to-request.ts'
import type { WireRequest } from '../generate-content/wire.ts'
import { createTime, nanoTime } from '../ids.ts'
import { traitsOf } from '../model-traits.ts'
import { cacheOf, cachesOf, type StoredCache } from './store.ts'

interface WireCache extends WireRequest {
  readonly model?: string
  readonly displayName?: string
  readonly ttl?: string
  readonly expireTime?: string
}

interface CacheRequest extends PlainRequest<WireCache> {
  readonly operation: 'caches'
  /** Name of one cache; where caches are kept, for all of them. */
  readonly name: string
}

interface One extends OperationResult {
  readonly cache: StoredCache
}

interface Many extends OperationResult {
  readonly caches: readonly StoredCache[]
}

const HOUR_MS = 3_600_000

/** Explicit caches: create, list, get, change how long they live, delete. */
export function cachedContents(backend: Backend, parent: string): readonly AnyEndpoint[] {
  const path = `${parent}/cachedContents`
  const single = `${path}/:id`
  const shared = { operation: 'caches' } as const
  return [
    plainEndpoint<CacheRequest, One>(backend, {
      ...shared,
      name: 'cachedContents',
      method: 'POST',
      path,
      parse: (call) => parseCreate(call, backend),
      perform: (request, context) => create(request, context, backend),
      body: ({ cache }) => wireCache(cache),
    }),
    plainEndpoint<CacheRequest, Many>(backend, {
      ...shared,
      name: 'cachedContents.list',
      method: 'GET',
      path,
      parse: (call) => ({ model: '', wire: {}, name: parentOf(call) }),
      perform: ({ name }, { store, nowMs }) => ({
        caches: [...cachesOf(store).values()].filter((one) => one.name.startsWith(name) && one.expiresAtMs > nowMs),
      }),
      body: ({ caches }) => (caches.length > 0 ? { cachedContents: caches.map(wireCache) } : {}),
    }),
    plainEndpoint<CacheRequest, One>(backend, {
      ...shared,
      name: 'cachedContents.get',
      method: 'GET',
      path: single,
      parse: (call) => ({ model: '', wire: {}, name: nameOf(call) }),
      perform: (request, context) => ({ cache: found(request, context) }),
      body: ({ cache }) => wireCache(cache),
    }),
    plainEndpoint<CacheRequest, One>(backend, {
      ...shared,
      name: 'cachedContents.update',
      method: 'PATCH',
      path: single,
      parse: (call) => ({ model: '', wire: readBody(call, cachedContent, backend), name: nameOf(call) }),
      perform: update,
      body: ({ cache }) => wireCache(cache),
    }),
    plainEndpoint<CacheRequest, One>(backend, {
      ...shared,
      name: 'cachedContents.delete',
      method: 'DELETE',
      path: single,
      parse: (call) => ({ model: '', wire: {}, name: nameOf(call) }),
      perform(request, context) {
        const cache = found(request, context)
        cachesOf(context.store).delete(cache.name)
        return { cache }
      },
      body: () => ({}),
    }),
  ]
}

/** `cachedContents/`, at Vertex AI below the project and the place. */
function parentOf({ params: { project, location } }: Call): string {
  return project === undefined ? 'cachedContents/' : `projects/${project}/locations/${location}/cachedContents/`
}

function nameOf(call: Call): string {
  return `${parentOf(call)}${call.params['id']}`
}

function parseCreate(call: Call, backend: Backend): Omit<CacheRequest, 'transport' | 'operation' | 'stream'> {
  const wire = readBody(call, cachedContent, backend) as WireCache
  if (wire.model === undefined) throw refused('* CreateCachedContentRequest.cached_content.model: model is required\n')
  const model = wire.model.split('/').at(-1)!
  const resolved = call.models.resolve(model)
  if (!resolved || !traitsOf(resolved.model).methods.includes('createCachedContent'))
    throw backend.modelNotFound(call, model, 'createCachedContent')
  if (wire.ttl !== undefined && wire.expireTime !== undefined)
    throw refused("oneof field 'expiration' is already set. Cannot set 'expireTime'")
  return { model, wire, name: parentOf(call) }
}

async function create(request: CacheRequest, context: OperationContext, backend: Backend): Promise<One> {
  const { seed, nowMs, store, accounting, tokenizer } = context
  const { wire, name: parent } = request
  const model = context.model!
  const tokens = accounting.countInput(toRequest(wire, model, request.model, false), model, await tokenizer())
  const least = traitsOf(model).cacheMinimumTokens ?? 1024
  if (tokens < least)
    throw refused(`Cached content is too small. total_token_count=${tokens}, min_total_token_count=${least}`)
  const isVertex = backend.name === 'vertex'
  const id = isVertex ? drawId(seed, 'cache', 19, '123456789') : drawId(seed, 'cache', 40, LOWER_ALNUM)
  const now = createTime(seed, nowMs)
  const cache: StoredCache = {
    name: `${parent}${id}`,
    model: wire.model!,
    displayName: wire.displayName ?? (isVertex ? undefined : ''),
    createTime: now,
    updateTime: now,
    ...expiry(wire, nowMs, (ms) => (isVertex ? createTime(seed, ms) : nanoTime(seed, ms, 'expires'))),
    tokens,
    wire: contentsOf(wire),
  }
  cachesOf(store).set(cache.name, cache)
  // What is cached is billed once as plain input; storage by the hour is not.
  return { cache, usage: { ...NO_USAGE, inputTokens: tokens } }
}

function contentsOf({ contents, systemInstruction, tools, toolConfig }: WireCache): WireRequest {
  return {
    ...(contents ? { contents } : {}),
    ...(systemInstruction ? { systemInstruction } : {}),
    ...(tools ? { tools } : {}),
    ...(toolConfig ? { toolConfig } : {}),
  }
}

function expiry(
  { ttl, expireTime }: WireCache,
  nowMs: number,
  write: (ms: number) => string,
): Pick<StoredCache, 'expireTime' | 'expiresAtMs'> {
  if (expireTime !== undefined) return { expireTime, expiresAtMs: Date.parse(expireTime) }
  const lifeMs = ttl === undefined ? HOUR_MS : Number.parseFloat(ttl) * 1000
  return { expireTime: write(nowMs + lifeMs), expiresAtMs: nowMs + lifeMs }
}

function found({ name }: CacheRequest, { store, nowMs }: OperationContext): StoredCache {
  const cache = cacheOf(store, name, nowMs)
  if (!cache) throw new ApiError('permission', 'CachedContent not found (or permission denied)', { status: 403 })
  return cache
}

function update(request: CacheRequest, context: OperationContext): One {
  const { seed, nowMs, store } = context
  const known = found(request, context)
  const cache = {
    ...known,
    updateTime: createTime(seed, nowMs),
    ...expiry(request.wire, nowMs, (ms) => nanoTime(seed, ms, 'expires')),
  }
  cachesOf(store).set(cache.name, cache)
  return { cache }
}

/** A cache as it is shown: never with what it holds. */
function wireCache({
  name,
  model,
  createTime: created,
  updateTime,
  expireTime,
  displayName,
  tokens,
}: StoredCache): object {
  return {
    name,
    model,
    createTime: created,
    updateTime,
    expireTime,
    ...(displayName === undefined ? {} : { displayName }),
    usageMetadata: { totalTokenCount: tokens },
  }
}
