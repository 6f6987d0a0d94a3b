/** What an app is told of the tests that it serves; plain data. */
export interface MarkedBy {
  /** The server whose requests are marked. */
  readonly origin: string
  /** The file that holds the mark of the test that runs. */
  readonly file: string
}

/** What of Node is used in the app's process. */
export interface MarkingBuiltins {
  readonly AsyncLocalStorage: new () => {
    getStore(): string | undefined
    run<T>(mark: string, work: () => T): T
  }
  readFileSync(path: string, encoding: 'utf8'): string
  /** The classes of servers that answer HTTP. */
  readonly servers: readonly { readonly prototype: { emit(event: string, ...rest: unknown[]): boolean } }[]
}

/**
 * Marks what an app asks of the server with the test in which it was asked itself, however late it asks. It runs in the app's process by its
 * text alone: nothing from outside of it can be used.
 */
export function markRequests({ origin, file }: MarkedBy, builtins: MarkingBuiltins): void {
  const { AsyncLocalStorage, readFileSync, servers } = builtins
  const marks = new AsyncLocalStorage()
  const current = () => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  for (const { prototype } of servers) {
    const { emit } = prototype
    prototype.emit = function emitMarked(event, ...rest) {
      if (event !== 'request') return emit.call(this, event, ...rest)
      return marks.run(current(), () => emit.call(this, event, ...rest))
    }
  }
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const mark = marks.getStore()
    const isRequest = input instanceof Request
    const address = isRequest ? input.url : String(input)
    if (!mark || !address.startsWith(`${origin}/`)) return fetch(input, init)
    const marked = `${origin}/@${mark}${address.slice(origin.length)}`
    return fetch(isRequest ? new Request(marked, input) : marked, init)
  }
}
