import { allHeaders, standardAnswer, type Answerer, type AnswerHead } from './answer-with.ts'

/**
 * A response whose text is at hand. Node's own makes a stream of it and reads that again, a third of what a short exchange through an SDK costs.
 * Status, headers, text and JSON are answered here; whatever else is asked for is asked of the standard response that it then becomes.
 */
class TextResponse {
  readonly #text: string
  readonly #head: AnswerHead
  readonly #headers: Headers
  #isRead = false
  #standard: Response | undefined

  constructor(text: string, head: AnswerHead, headers: Headers) {
    this.#text = text
    this.#head = head
    this.#headers = headers
  }

  get type(): ResponseType {
    return 'default'
  }

  get url(): string {
    return ''
  }

  get redirected(): boolean {
    return false
  }

  get status(): number {
    return this.#head.status
  }

  get statusText(): string {
    return this.#head.statusText
  }

  get ok(): boolean {
    return this.#head.status < 300
  }

  get headers(): Headers {
    return this.#headers
  }

  get bodyUsed(): boolean {
    return this.#standard ? this.#standard.bodyUsed : this.#isRead
  }

  async text(): Promise<string> {
    return this.#open() ? this.#text : this.#whole().text()
  }

  async json(): Promise<unknown> {
    return this.#open() ? JSON.parse(this.#text) : this.#whole().json()
  }

  clone(): Response {
    if (this.#isRead || this.#standard) return this.#whole().clone()
    return new TextResponse(this.#text, this.#head, new Headers(this.#headers)) as unknown as Response
  }

  /** Whether the text is read here, which it then is. */
  #open(): boolean {
    if (this.#isRead || this.#standard) return false
    return (this.#isRead = true)
  }

  /** The standard response, read as far as this one. */
  #whole(): Response {
    if (!this.#standard) {
      this.#standard = new Response(this.#text, { ...this.#head, headers: this.#headers })
      if (this.#isRead) void this.#standard.text()
    }
    return this.#standard
  }

  /** Makes it an instance of the standard class, whose other members are asked of the standard response. */
  static become(standard: Response): void {
    // A subclass of Node's has what Node's has.
    const parent = Object.getPrototypeOf(standard) as Response | null
    if (parent && parent !== Object.prototype) TextResponse.become(parent)
    const own = TextResponse.prototype
    for (const key of Reflect.ownKeys(standard)) {
      const descriptor = Object.getOwnPropertyDescriptor(standard, key)!
      if (key !== 'constructor' && Object.hasOwn(own, key)) {
        Object.defineProperty(own, key, { enumerable: descriptor.enumerable! })
      } else if (descriptor.get) {
        const get = function (this: TextResponse): unknown {
          return Reflect.get(this.#whole(), key)
        }
        Object.defineProperty(own, key, { ...descriptor, get })
      } else if (key !== 'constructor' && typeof descriptor.value === 'function') {
        const value = function (this: TextResponse, ...args: unknown[]): unknown {
          return Reflect.apply(Reflect.get(this.#whole(), key) as () => unknown, this.#whole(), args)
        }
        Object.defineProperty(own, key, { ...descriptor, value })
      } else Object.defineProperty(own, key, descriptor)
    }
    Object.setPrototypeOf(own, standard)
  }
}

/** The class that stands for responses, and whether a text response may stand for its instances. */
let standardClass: typeof Response | undefined
let isReplaceable = false

/** The answer to a call of `fetch`. */
export const fetchAnswer: Answerer = (body, head) => {
  if (typeof body !== 'string' || !isPlain(body, head) || !isNodes()) return standardAnswer(body, head)
  const headers = new Headers(allHeaders(head))
  if (!headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
  return new TextResponse(body, head, headers) as unknown as Response
}

/** Whether the text is what its bytes would be read as, and the status is one that comes with a body. */
function isPlain(text: string, { status }: AnswerHead): boolean {
  const hasBody = status >= 200 && status < 600 && status !== 204 && status !== 205 && status !== 304
  return hasBody && text[0] !== '\uFEFF' && !LONE.test(text)
}

const LONE = /\p{Surrogate}/u

/** Whether responses are Node's, which are written in JavaScript: others go to natives, which take no stand-in. */
function isNodes(): boolean {
  if (standardClass !== globalThis.Response) {
    standardClass = globalThis.Response
    const { prototype } = standardClass
    isReplaceable =
      Symbol.for('nodejs.util.inspect.custom') in prototype && !('Deno' in globalThis || 'Bun' in globalThis)
    if (isReplaceable) TextResponse.become(prototype)
  }
  return isReplaceable
}
