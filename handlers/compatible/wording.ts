import type { ApiError, ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'

/** What an error says on the wire; what a provider does not send stays out of its body. */
export interface Words {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly code?: string | null
  readonly param?: string | null
}

/** How one provider words its errors. */
export interface Wording {
  /** Each kind, where the error itself says nothing else. */
  readonly kinds: Record<ErrorKind, Words>
  /** Words that depend on the error's details: the key, the path, the limit that was hit. */
  detailed?(error: ApiError, exchange: Exchange): Partial<Words>
  /** The body, keys in the order of the wire. */
  body(words: Words, error: ApiError, exchange: Exchange): unknown
  headers?(words: Words, error: ApiError): Record<string, string>
  /** Content type of errors whose body is JSON, where it is not the usual one. */
  contentType?(words: Words, error: ApiError): string | undefined
}

/** The words of one error: what it states itself, else what its details say, else those of its kind. */
export function wordsOf(wording: Wording, error: ApiError, exchange: Exchange): Words {
  const words = { ...wording.kinds[error.kind], ...wording.detailed?.(error, exchange) }
  return {
    ...words,
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.message === '' ? {} : { message: error.message }),
    ...(error.type === undefined ? {} : { type: error.type }),
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.param === undefined ? {} : { param: error.param }),
  }
}

/** The body of an error in a provider's wording; also the data of an error inside a stream. */
export function errorBody(wording: Wording, error: ApiError, exchange: Exchange): unknown {
  return wording.body(wordsOf(wording, error, exchange), error, exchange)
}

/** `encodeError` of a provider: its wording as status, body and headers. Text bodies are sent as plain text, pages of the edge (`details.page`) as they are. */
export function encodeErrorBy(wording: Wording) {
  return (error: ApiError, exchange: Exchange): WireError => {
    const words = wordsOf(wording, error, exchange)
    const page = error.details['page']
    if (typeof page === 'string') return { status: words.status, body: page, contentType: 'text/html' }
    const body = wording.body(words, error, exchange)
    const contentType = typeof body === 'string' ? 'text/plain; charset=utf-8' : wording.contentType?.(words, error)
    return {
      status: words.status,
      body,
      ...(contentType === undefined ? {} : { contentType }),
      headers: wording.headers?.(words, error) ?? {},
    }
  }
}

/** Whole seconds until a retry can succeed, at least 1; `unknownMs` where the error does not say. */
export function retryAfterSeconds({ retryAfterMs }: ApiError, unknownMs = 1000): string {
  return String(Math.max(1, Math.ceil((retryAfterMs ?? unknownMs) / 1000)))
}
