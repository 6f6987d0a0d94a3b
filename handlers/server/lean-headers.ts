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

type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** The reading half of `Headers`, over the object that Node has made: names are in small letters there. */
class LeanHeaders {
  private readonly read: NodeHeaders

  constructor(read: NodeHeaders) {
    this.read = read
  }

  get(name: string): string | null {
    return textOf(this.read[name] ?? this.read[name.toLowerCase()]) ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }

  *keys(): Generator<string, void> {
    for (const name in this.read) if (this.read[name] !== undefined) yield name
  }

  *values(): Generator<string, void> {
    for (const name of this.keys()) yield textOf(this.read[name])!
  }

  *entries(): Generator<[string, string], void> {
    for (const name of this.keys()) yield [name, textOf(this.read[name])!]
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.entries()
  }

  forEach(tell: (value: string, name: string) => void): void {
    for (const name in this.read) {
      const value = textOf(this.read[name])
      if (value !== undefined) tell(value, name)
    }
  }
}

function textOf(value: NodeHeaders[string]): string | undefined {
  return value === undefined || typeof value === 'string' ? value : value.join(', ')
}
