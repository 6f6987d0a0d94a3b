/** What went wrong with one target, as far as the gateway cares. */
export interface Failure {
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly message: string
  /** Whether another provider may do better: not where the request itself is at fault. */
  readonly isTheirs: boolean
}

/** Reads an SDK's error; the three of them have `status` and `headers`, lost connections have neither. */
export function failureOf(error: unknown): Failure {
  const { status, headers, message } = error as {
    readonly status?: number
    readonly headers?: Headers
    readonly message?: string
  }
  const seconds = Number(headers?.get?.('retry-after') ?? Number.NaN)
  return {
    status,
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    message: message ?? String(error),
    isTheirs: status === undefined || status === 408 || status === 429 || status >= 500,
  }
}
