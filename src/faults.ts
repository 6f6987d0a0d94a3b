import { ApiError, ERROR_KINDS, UsageError, type ErrorKind } from './errors.ts'
import type { Random } from './random.ts'

/** A failure to answer with: a kind alone, or a kind with its own status, words and headers. */
export type FaultSpec =
  | ErrorKind
  | {
      readonly kind?: ErrorKind
      readonly status?: number
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly type?: string
      readonly code?: string
    }

/** How a stream breaks: the provider's own error event, silence, or a lost connection. */
export type CutMode = 'error' | 'stall' | 'socket'

/** After which part of the content a stream breaks. */
export type CutPoint = { readonly tokens: number } | { readonly share: number }

export interface StreamCut {
  readonly after: CutPoint
  readonly how: CutMode
}

/** The faults of one provider: what was asked for by count, then what chance brings. */
export interface Faults {
  failNext(count: number, spec: FaultSpec): void
  cutNext(cut: StreamCut): void
  /** The error that this exchange is answered with, if any. */
  error(errorRate: number, mix: Readonly<Partial<Record<ErrorKind, number>>>, random: Random): ApiError | undefined
  /** The cut of this stream, if any. */
  cut(): StreamCut | undefined
  reset(): void
}

export function createFaults(): Faults {
  let errors: ApiError[] = []
  let cuts: StreamCut[] = []
  return {
    failNext(count, spec) {
      const error = errorOf(spec)
      for (let index = 0; index < checkedCount(count); index++) errors.push(error)
    },
    cutNext(cut) {
      cuts.push(checkedCut(cut))
    },
    error: (errorRate, mix, random) => errors.shift() ?? (random.chance(errorRate) ? drawn(mix, random) : undefined),
    cut: () => cuts.shift(),
    reset() {
      errors = []
      cuts = []
    },
  }
}

/** The error that a spec stands for. */
export function errorOf(spec: FaultSpec): ApiError {
  const { kind = 'server_error', message = '', ...options } = typeof spec === 'string' ? { kind: spec } : spec
  if (!ERROR_KINDS.includes(kind)) {
    throw new UsageError(`There is no error kind '${String(kind)}'. Known kinds: ${ERROR_KINDS.join(', ')}.`)
  }
  return new ApiError(kind, message, options)
}

function drawn(mix: Readonly<Partial<Record<ErrorKind, number>>>, random: Random): ApiError {
  const kinds = ERROR_KINDS.filter((kind) => (mix[kind] ?? 0) > 0)
  const total = kinds.reduce((sum, kind) => sum + mix[kind]!, 0)
  let rest = random.next() * total
  const kind = kinds.find((one) => (rest -= mix[one]!) < 0) ?? 'server_error'
  return new ApiError(kind)
}

function checkedCount(count: number): number {
  if (Number.isInteger(count) && count >= 0) return count
  throw new UsageError(`failNext takes a whole number of requests, not ${count}.`)
}

function checkedCut(cut: StreamCut): StreamCut {
  const { after, how } = cut
  const ok = 'tokens' in after ? after.tokens >= 0 : after.share >= 0 && after.share <= 1
  if (!ok)
    throw new UsageError(
      `cutStreamAfter takes { tokens: 0 or more } or { share: 0 to 1 }, not ${JSON.stringify(after)}.`,
    )
  if (!['error', 'stall', 'socket'].includes(how)) {
    throw new UsageError(`cutStreamAfter breaks a stream by 'error', 'stall' or 'socket', not '${String(how)}'.`)
  }
  return cut
}
