import { ApiError, ERROR_KINDS, UsageError, type ErrorKind } from '../errors.ts'
import { insteadOf } from '../nearest.ts'
import { checkedMatch } from '../reply/match.ts'
import { shown } from '../shown.ts'
import type { CutMode, CutPoint, ErrorWords, Fault, FaultPlace, FaultRule, FaultSpec } from './fault.ts'

/** The error that a spec stands for. */
export function errorOf(spec: FaultSpec): ApiError {
  const { kind, message = '', ...options } = wordsOf(spec)
  const { status, headers, type, code, param, retryAfterMs } = options
  const known = checkedKind(kind ?? kindOfStatus(status))
  const stated = Object.entries({ status, headers, type, code, param, retryAfterMs }).filter(
    ([, value]) => value !== undefined,
  )
  return new ApiError(known, message, Object.fromEntries(stated))
}

function checkedKind(kind: ErrorKind): ErrorKind {
  if (ERROR_KINDS.includes(kind)) return kind
  throw new UsageError(`There is no error kind '${String(kind)}'. ${insteadOf(String(kind), ERROR_KINDS, 'Known')}`)
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_request',
  401: 'auth',
  402: 'quota',
  403: 'permission',
  404: 'not_found',
  408: 'timeout',
  413: 'invalid_request',
  422: 'invalid_request',
  429: 'rate_limit',
  502: 'bad_gateway',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
}

/** The kind of error that a status usually means. */
export function kindOfStatus(status: number | undefined): ErrorKind {
  return (status === undefined ? undefined : KINDS[status]) ?? 'server_error'
}

const WAYS: readonly (FaultRule['how'] & string)[] = [
  'error',
  'stall',
  'socket',
  'end',
  'broken-utf8',
  'broken-json',
  'duplicate',
  'reorder',
  'drip',
  'keep-alives',
  'content-type',
  'empty',
  'length',
  'content-filter',
  'slow',
  'pass',
]

/** What some fault has. */
const MEMBERS: ReadonlySet<string> = new Set(
  'how at kind status message headers type code param retryAfterMs bytes gapMs everyMs forMs contentType ttft speed next every probability between during when key provider'.split(
    ' ',
  ),
)

const PLACES: readonly FaultPlace[] = ['start', 'headers', 'tool-call', 'usage', 'terminator', 'end']

/**
 * The fault in its long form, checked.
 *
 * @throws {UsageError} that names the member and its value
 */
export function checkedFault(fault: Fault): FaultRule {
  if (typeof fault === 'string') return { kind: checkedKind(fault) }
  const { how = 'error', next, every, probability, between, when } = fault
  const unknown = Object.keys(fault).find((name) => !MEMBERS.has(name))
  if (unknown !== undefined)
    throw new UsageError(`A fault has no "${unknown}". ${insteadOf(unknown, [...MEMBERS], 'It has')}`)
  if (when !== undefined) checkedMatch(when)
  if (!WAYS.includes(how))
    throw new UsageError(`A fault has no way '${String(how)}'. ${insteadOf(String(how), WAYS, 'Known')}`)
  if (how === 'error') errorOf(fault as FaultSpec)
  if ('at' in fault && fault.at !== undefined) checkPlace(fault.at)
  checkWhole('next', next, 0)
  checkWhole('every', every, 1)
  checkRange('probability', probability, 0, 1)
  for (const name of ['bytes', 'gapMs', 'everyMs', 'forMs', 'ttft', 'speed', 'retryAfterMs'] as const) {
    checkRange(name, (fault as Readonly<Record<string, unknown>>)[name], name === 'bytes' ? 1 : 0, Number.MAX_VALUE)
  }
  if (between !== undefined && !(between.length === 2 && between[0] >= 0 && between[1] > between[0])) {
    throw new UsageError(`between takes [fromMs, untilMs] with 0 <= fromMs < untilMs, not ${JSON.stringify(between)}.`)
  }
  return fault
}

function checkPlace(at: FaultPlace): void {
  if (typeof at === 'string' ? PLACES.includes(at) : isPoint(at)) return
  throw new UsageError(
    `A fault strikes at ${PLACES.map((place) => `'${String(place)}'`).join(', ')}, { tokens: 0 or more } or { share: 0 to 1 }, not at ${JSON.stringify(at)}.`,
  )
}

function isPoint(at: CutPoint): boolean {
  if (typeof at !== 'object' || at === null) return false
  return 'tokens' in at ? at.tokens >= 0 : at.share >= 0 && at.share <= 1
}

function checkWhole(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least) || value === Number.POSITIVE_INFINITY) return
  throw new UsageError(`${name} takes a whole number from ${least}, not ${shown(value)}.`)
}

function checkRange(name: string, value: unknown, min: number, max: number): void {
  if (value === undefined || (typeof value === 'number' && value >= min && value <= max)) return
  throw new UsageError(`${name} takes a number from ${min}${max === 1 ? ' to 1' : ''}, not ${shown(value)}.`)
}

/** A spec in its long form, checked. */
export function errorWords(spec: FaultSpec): ErrorWords {
  errorOf(spec)
  return wordsOf(spec)
}

function wordsOf(spec: FaultSpec): ErrorWords {
  if (typeof spec === 'string') return { kind: spec }
  return typeof spec === 'number' ? { status: spec } : spec
}

export function checkedCount(count: number): number {
  if (Number.isInteger(count) && count >= 0) return count
  throw new UsageError(
    `failNext takes how many requests fail, then what with: failNext(1, 'rate_limit'). ${shown(count)} is no whole number.`,
  )
}

export function checkedCutMode(how: CutMode): CutMode {
  if (['error', 'stall', 'socket'].includes(how)) return how
  throw new UsageError(`cutStreamAfter breaks a stream by 'error', 'stall' or 'socket', not '${String(how)}'.`)
}
