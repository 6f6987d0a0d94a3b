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
 * text alone: nothing from outside of it can be used. Gives back the marked form of an address.
 */
export function markRequests({ origin, file }: MarkedBy, builtins: MarkingBuiltins): (address: string) => string {
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
  const marked = (address: string) => {
    const mark = marks.getStore()
    return mark && address.startsWith(`${origin}/`) ? `${origin}/@${mark}${address.slice(origin.length)}` : address
  }
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const isRequest = input instanceof Request
    const asked = isRequest ? input.url : String(input)
    const address = marked(asked)
    if (address === asked) return fetch(input, init)
    return fetch(isRequest ? new Request(address, input) : address, init)
  }
  return marked
}
