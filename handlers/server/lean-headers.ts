interface NodeSide {
  readonly runtime?: {
    readonly node?: {
      readonly req?: { readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> }
    }
  }
}

/**
 * The headers of a request, of those that Node has read where it is Node that serves: to go through them otherwise makes a standard
 * `Headers` of them, a tenth of the work of a short exchange.
 */
export function leanHeaders(request: Request): Headers {
  const read = (request as NodeSide).runtime?.node?.req?.headers
  return read ? (new LeanHeaders(read) as unknown as Headers) : request.headers
}

/** The reading half of `Headers`. */
class LeanHeaders {
  private readonly read: Map<string, string>

  constructor(given: Readonly<Record<string, string | readonly string[] | undefined>>) {
    this.read = new Map()
    for (const name in given) {
      const value = given[name]
      if (value !== undefined) this.read.set(name, typeof value === 'string' ? value : value.join(', '))
    }
  }

  get(name: string): string | null {
    return this.read.get(name) ?? this.read.get(name.toLowerCase()) ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }

  keys(): Iterator<string> {
    return this.read.keys()
  }

  values(): Iterator<string> {
    return this.read.values()
  }

  entries(): Iterator<[string, string]> {
    return this.read.entries()
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.read.entries()
  }

  forEach(tell: (value: string, name: string) => void): void {
    for (const [name, value] of this.read) tell(value, name)
  }
}
