import type { ErrorKind } from '../../src/errors.ts'

/** What a gateway does after an attempt: answers with it, tries another candidate, or gives up with what it has. */
export type Verdict =
  | 'answer'
  /** The next candidate, of another provider first. */
  | 'next'
  /** The next candidate in line. */
  | 'next-model'
  /** Only a candidate with a larger context window. */
  | 'larger-window'
  /** Only the candidates named for refused content. */
  | 'listed'
  | 'stop'

/** When a gateway tries the next candidate, besides 408, 409, 429, 5xx, spent credit, unknown models, timeouts and lost connections. */
export interface FailOverOptions {
  /** After a 401 or 403 too: one provider's key may be bad. Default: false. */
  readonly auth?: boolean
  /** Only on these statuses (and on timeouts and lost connections). Default: as above. */
  readonly onStatus?: readonly number[]
  /** `provider:model` to try in this order where content is refused. Default: none. */
  readonly contentFilter?: readonly string[]
}

export interface Outcome {
  readonly status: number | 'timeout' | 'network'
  readonly kind: ErrorKind | undefined
  /** Whether the answer itself asks not to be asked again. */
  readonly isFinal: boolean
}

const BY_KIND: Partial<Record<ErrorKind, Verdict>> = {
  context_length: 'larger-window',
  content_filter: 'listed',
  quota: 'next',
  not_found: 'next-model',
}

/** The common truth table of gateways (routing.md B). */
export function verdictOf(
  { status, kind, isFinal }: Outcome,
  { auth = false, onStatus }: FailOverOptions = {},
): Verdict {
  if (typeof status === 'string') return 'next'
  if (status < 400) return 'answer'
  if (isFinal) return 'stop'
  if (onStatus) return onStatus.includes(status) ? 'next' : 'stop'
  const byKind = kind && BY_KIND[kind]
  if (byKind) return byKind
  if (status === 401 || status === 403) return auth ? 'next' : 'stop'
  if (status === 402 || status === 408 || status === 409 || status === 429 || status >= 500) return 'next'
  return status === 404 ? 'next-model' : 'stop'
}
