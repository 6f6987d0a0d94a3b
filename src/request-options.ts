import { UsageError } from './errors.ts'
import { checkedFault } from './faults/check-fault.ts'
import type { Fault, FaultRule } from './faults/fault.ts'
import { didYouMean } from './nearest.ts'
import { isPart, type Answer } from './reply/answer.ts'
import { scopeName } from './scope.ts'

/** What one request asks of the simulation by its `x-msw-llm-…` headers, for browsers and end-to-end tests that cannot reach `llm`. */
export interface RequestOptions {
  /** Sums in `llm.usage().byTag`. */
  readonly tag?: string
  /** Whose rules, faults and counters hold: see `llm.scope`. */
  readonly scope?: string
  /** In place of the simulation's seed and of how often this request came before: the same value gives the same answer. */
  readonly seed?: string
  /** Which of the equal requests this is, from 0, in place of the simulation's own count: where several processes answer. */
  readonly ordinal?: number
  /** The answer: text, percent-encoded where a header cannot hold it, or a JSON list of content parts. */
  readonly reply?: Answer
  /** What breaks this exchange: an error kind, or a fault as JSON. */
  readonly fault?: FaultRule
  /** What is wrong with the headers. */
  readonly mistake?: UsageError
}

const PREFIX = 'x-msw-llm-'

const READERS: {
  readonly [Name in Exclude<keyof RequestOptions, 'mistake'>]: (value: string) => RequestOptions[Name]
} = {
  tag: (value) => value,
  scope: scopeName,
  seed: (value) => value,
  ordinal: readOrdinal,
  reply: readReply,
  fault: readFault,
}

/** The options in a request's headers; a mistake is kept, to be answered by the exchange. */
export function readRequestOptions(headers: Headers): RequestOptions {
  const options: Record<string, unknown> = {}
  try {
    headers.forEach((value, name) => {
      if (name.startsWith(PREFIX)) options[name.slice(PREFIX.length)] = read(name, value)
    })
  } catch (mistake) {
    return { ...options, mistake: mistake as UsageError }
  }
  return options
}

function read(header: string, value: string): unknown {
  const name = header.slice(PREFIX.length)
  if (!Object.hasOwn(READERS, name)) {
    const known = Object.keys(READERS)
    throw new UsageError(
      [
        `There is no header ${header}.`,
        didYouMean(
          header,
          known.map((one) => PREFIX + one),
        ),
        `Known: ${known.map((one) => PREFIX + one).join(', ')}.`,
      ]
        .filter(Boolean)
        .join(' '),
    )
  }
  try {
    return READERS[name as keyof typeof READERS](value)
  } catch (error) {
    throw new UsageError(`${header}: ${(error as Error).message}`)
  }
}

function readOrdinal(value: string): number {
  if (/^\d{1,15}$/.test(value)) return Number(value)
  throw new UsageError(`takes a whole number from 0, not ${JSON.stringify(value)}.`)
}

function readReply(value: string): Answer {
  const text = decoded(value)
  if (!text.startsWith('[')) return text
  const parts = parsed(text)
  return Array.isArray(parts) && parts.length > 0 && parts.every(isPart) ? parts : text
}

function readFault(value: string): FaultRule {
  const fault = value.startsWith('{') ? parsed(value) : value
  if (fault === undefined) throw new UsageError(`not JSON: ${value}`)
  return checkedFault(fault as Fault)
}

/** Percent signs that encode nothing are text. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
