import { UsageError } from '../../src/errors.ts'
import type { Simulation } from '../../src/simulation.ts'
import { guardWords } from '../guarded-hosts.ts'

/** What Node's fetch hands to its dispatcher, as far as it is read here. */
interface DispatchOptions {
  readonly origin: string | URL
  readonly path: string
  readonly method: string
  readonly headers?:
    | Readonly<Record<string, string>>
    | readonly string[]
    | readonly (readonly [string, string])[]
    | null
  readonly body?: AsyncIterable<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer> | string | null
}

/** Where Node's fetch wants its answer. */
interface DispatchHandler {
  onConnect(abort: (reason?: unknown) => void): void
  onHeaders(status: number, headers: readonly string[], resume: () => void, statusText: string): boolean
  onData(chunk: Uint8Array): boolean
  onComplete(trailers: readonly string[]): void
  onError(error: unknown): void
}

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: DispatchHandler): boolean
}

/**
 * Answers clients that kept Node's own fetch when they were constructed, before `server.listen()`; MSW never sees those.
 *
 * Call it after `server.listen()`: what goes through MSW stays with MSW and its handlers. Every other request through Node's fetch to a
 * host of a simulated provider is answered by the simulation, other hosts are left alone.
 * Gives back the function that puts everything back.
 *
 * @throws {UsageError} where there is no dispatcher of Node's fetch, in browsers and other runtimes
 * @example
 * const release = catchEarlyClients(llm)
 * // the tests run
 * release()
 */
export function catchEarlyClients(simulation: Simulation): () => void {
  const places = globalOfFetch()
  const symbols = dispatchersOf(places)
  if (symbols.length === 0)
    throw new UsageError('catchEarlyClients needs the fetch of Node 20 or later; here its dispatcher was not found.')
  const originals = symbols.map((symbol) => [symbol, places[symbol]!] as const)
  const late = markReplacedFetch()
  for (const [symbol, original] of originals) places[symbol] = catching(original, simulation, late.isInside)
  return () => {
    late.restore()
    for (const [symbol, original] of originals) places[symbol] = original
  }
}

/**
 * Whether this is Node, whose fetch `catchEarlyClients` needs.
 *
 * @example
 * if (hasNodesFetch()) catchEarlyClients(llm)()
 */
export function hasNodesFetch(): boolean {
  return dispatchersOf(globalOfFetch()).length > 0
}

function dispatchersOf(places: object): readonly symbol[] {
  return Object.getOwnPropertySymbols(places).filter(({ description }) =>
    description?.startsWith('undici.globalDispatcher.'),
  )
}

/** The global object where Node's fetch keeps its dispatchers. Jest runs tests in contexts of their own, with the fetch of the one outside. */
function globalOfFetch(): Record<symbol, Dispatcher> {
  // Node sets its dispatchers when fetch is first needed.
  void new Request('http://localhost/')
  const FunctionOfFetch = Request.constructor as FunctionConstructor
  return FunctionOfFetch('return globalThis')() as Record<symbol, Dispatcher>
}

/** Tells calls of a fetch that somebody put in place of Node's, as MSW does, from those of clients that kept Node's own. */
function markReplacedFetch(): { isInside(): boolean; restore(): void } {
  const replaced = globalThis.fetch
  const isNodes = Function.prototype.toString.call(replaced).includes('internal/deps/undici')
  const hooks = isNodes ? undefined : asyncHooks()
  if (!hooks) return { isInside: () => false, restore: () => {} }
  const inside = new hooks.AsyncLocalStorage()
  const marked: typeof fetch = (input, init) => inside.run(true, () => replaced(input, init))
  // Defined, not assigned: where happy-dom brought a fetch of its own, what MSW puts in its place is read-only.
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'fetch')!
  Object.defineProperty(globalThis, 'fetch', { configurable: true, enumerable: true, writable: true, value: marked })
  return {
    isInside: () => inside.getStore() === true,
    restore() {
      // Unless somebody has replaced it since.
      if (globalThis.fetch === marked) Object.defineProperty(globalThis, 'fetch', descriptor)
    },
  }
}

interface AsyncHooks {
  readonly AsyncLocalStorage: new () => { run<R>(store: true, task: () => R): R; getStore(): true | undefined }
}

/** Node's module, without an import that other runtimes would stumble over. */
function asyncHooks(): AsyncHooks | undefined {
  const { process } = globalThis as { readonly process?: { getBuiltinModule?(name: string): unknown } }
  return process?.getBuiltinModule?.('node:async_hooks') as AsyncHooks | undefined
}

function catching(original: Dispatcher, simulation: Simulation, isLate: () => boolean): Dispatcher {
  return new Proxy(original, {
    get(target, key) {
      if (key === 'dispatch')
        return (options: DispatchOptions, handler: DispatchHandler) =>
          isLate() ? target.dispatch(options, handler) : dispatch(target, simulation, options, handler)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function dispatch(
  original: Dispatcher,
  simulation: Simulation,
  options: DispatchOptions,
  handler: DispatchHandler,
): boolean {
  const url = new URL(options.path, options.origin)
  const place = simulation.at(url.href)
  if (!place) {
    const words = 'isGuarded' in simulation && simulation.isGuarded === true ? guardWords(url.href) : undefined
    if (words === undefined) return original.dispatch(options, handler)
    handler.onConnect(() => {})
    handler.onError(new UsageError(words))
    return true
  }
  const controller = new AbortController()
  handler.onConnect((reason) => controller.abort(reason))
  answer(simulation, place, url, options, controller.signal, handler).catch((error: unknown) => handler.onError(error))
  return true
}

async function answer(
  simulation: Simulation,
  place: NonNullable<ReturnType<Simulation['at']>>,
  url: URL,
  { method, headers, body }: DispatchOptions,
  signal: AbortSignal,
  handler: DispatchHandler,
): Promise<void> {
  const payload = body === null || body === undefined ? null : await collect(body)
  const request = new Request(url, { method, headers: headerList(headers), body: payload, signal })
  const response = await simulation.handle(request, place, false)
  let resume = () => {}
  const paused = () => new Promise<void>((resolve) => (resume = resolve))
  handler.onHeaders(response.status, [...response.headers].flat(), () => resume(), response.statusText)
  const reader = response.body?.getReader()
  if (reader) signal.addEventListener('abort', () => void reader.cancel(signal.reason).catch(() => {}), { once: true })
  for (let step = await reader?.read(); step && !step.done; step = await reader!.read()) {
    if (!handler.onData(step.value)) await paused()
  }
  if (signal.aborted) throw signal.reason
  handler.onComplete([])
}

function headerList(headers: DispatchOptions['headers']): Headers {
  const list = new Headers()
  if (!headers) return list
  if (!Array.isArray(headers)) for (const [name, value] of Object.entries(headers)) list.append(name, String(value))
  else if (Array.isArray(headers[0]))
    for (const [name, value] of headers as [string, string][]) list.append(name, value)
  else
    for (let index = 0; index < headers.length; index += 2)
      list.append(String(headers[index]), String(headers[index + 1]))
  return list
}

async function collect(body: NonNullable<DispatchOptions['body']>): Promise<Blob | string> {
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return new Blob([body])
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of body) chunks.push(chunk)
  return new Blob(chunks)
}
