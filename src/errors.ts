/** What went wrong, in one word of ours; each dialect gives it status, type, code and wording. */
export type ErrorKind =
  | 'rate_limit'
  | 'overloaded'
  | 'server_error'
  | 'timeout'
  | 'auth'
  | 'permission'
  | 'not_found'
  | 'invalid_request'
  | 'context_length'
  | 'quota'
  | 'content_filter'
  | 'bad_gateway'

/** Every kind, in the order of the type; `failNext` takes these names. */
export const ERROR_KINDS: readonly ErrorKind[] = [
  'rate_limit',
  'overloaded',
  'server_error',
  'timeout',
  'auth',
  'permission',
  'not_found',
  'invalid_request',
  'context_length',
  'quota',
  'content_filter',
  'bad_gateway',
]

/** The members of an {@link ApiError} that a dialect or a test author may state; what is left out is the dialect's own wording. */
export interface ApiErrorOptions {
  /** HTTP status, where it is not the one of the kind. */
  readonly status?: number
  /** Path of the offending parameter, as the provider writes paths. */
  readonly param?: string | null
  /** The provider's `type` of the error. */
  readonly type?: string
  /** The provider's `code` of the error. */
  readonly code?: string | null
  /** Extra response headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds until a retry can succeed; dialects write `retry-after` from it. */
  readonly retryAfterMs?: number
  /** Name of the provider that answered. */
  readonly provider?: string
  /** Facts that a dialect may word, for instance the limit that was hit. */
  readonly details?: Readonly<Record<string, unknown>>
  /** For the developer, never on the wire: what to do about it. */
  readonly hint?: string
}

/**
 * What the simulated API answers instead of a completion. Direct calls reject with it; over HTTP the dialect encodes it.
 *
 * @example
 * llm.when('sea').reply(() => new ApiError('rate_limit', 'Not so fast.', { retryAfterMs: 1000 }))
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ErrorKind
  readonly status: number | undefined
  readonly param: string | null | undefined
  readonly type: string | undefined
  readonly code: string | null | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly retryAfterMs: number | undefined
  readonly provider: string | undefined
  readonly details: Readonly<Record<string, unknown>>
  readonly hint: string | undefined

  constructor(kind: ErrorKind, message = '', options: ApiErrorOptions = {}) {
    super(message)
    this.kind = kind
    this.status = options.status
    this.param = options.param
    this.type = options.type
    this.code = options.code
    this.headers = options.headers ?? {}
    this.retryAfterMs = options.retryAfterMs
    this.provider = options.provider
    this.details = options.details ?? {}
    this.hint = options.hint
  }

  /** The same error with some members replaced. */
  with(options: ApiErrorOptions & { readonly message?: string }): ApiError {
    return new ApiError(this.kind, options.message ?? this.message, { ...this.options(), ...options })
  }

  private options(): ApiErrorOptions {
    const { status, param, type, code, headers, retryAfterMs, provider, details, hint } = this
    const stated = { status, param, type, code, headers, retryAfterMs, provider, details, hint }
    return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined))
  }
}

/**
 * A mistake in the use of msw-llm itself: says what happened, with which value, and what to do. Never sent as a provider's answer.
 *
 * @example
 * expect(() => createSimulation({ sead: 1 })).toThrow(UsageError)
 */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What an exchange ends with that was under way at a reset. */
export const RESET_WORDS = 'The simulation was reset while this exchange was under way.'
