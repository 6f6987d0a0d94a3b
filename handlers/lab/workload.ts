import { UsageError } from '../../src/errors.ts'
import { createRandom, fork, type Random } from '../../src/random.ts'
import { CITIES, SUBJECTS, TEMPLATES, USUAL_MIX, type PromptKind } from './prompts.ts'

/** What is asked of a router, and when; the same for the same options. */
export interface WorkloadOptions {
  /** Default: 0. */
  readonly seed?: number | string
  /** Default: 200. */
  readonly requests?: number
  /** Mean arrivals per second of the simulation's clock; the gaps are exponential. Default: 2. */
  readonly requestsPerSecond?: number
  /** Shares by kind of prompt, in any unit. Default: mostly short questions, some code, analysis, tools and JSON. */
  readonly mix?: Partial<Readonly<Record<PromptKind, number>>>
  /** Share of requests that stream, 0 to 1. Default: 0.5. */
  readonly streamShare?: number
}

/** One request of a workload. */
export interface LabRequest {
  /** From 0, in order of arrival. */
  readonly index: number
  readonly kind: PromptKind
  /** Milliseconds after the start. */
  readonly atMs: number
  /** In OpenAI's shape, without a model. Its prompt ends in the request's mark. */
  readonly body: {
    readonly messages: readonly { readonly role: 'user'; readonly content: string }[]
    readonly max_tokens: number
    readonly stream: boolean
    readonly tools?: readonly object[]
    readonly response_format?: object
  }
}

const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}
const MAX_TOKENS: Readonly<Record<PromptKind, number>> = {
  greeting: 32,
  question: 120,
  analysis: 320,
  code: 400,
  tools: 80,
  json: 160,
}

/** What tells the traffic of one request from that of the others, whoever passes it on. */
export function markOf(index: number): string {
  return `[request ${String(index).padStart(6, '0')}]`
}

const MARK = /\[request (\d{6,})\]/

/** The request that a text belongs to. */
export function indexOf(text: string): number | undefined {
  const found = MARK.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/**
 * The requests of a workload.
 *
 * @throws {UsageError} for counts, rates and shares that are none
 * @example
 * expect(createWorkload({ seed: 7, requests: 3 })).toEqual(createWorkload({ seed: 7, requests: 3 }))
 */
export function createWorkload(options: WorkloadOptions = {}): readonly LabRequest[] {
  const { seed = 0, requests = 200, requestsPerSecond = 2, mix = USUAL_MIX, streamShare = 0.5 } = options
  if (!Number.isInteger(requests) || requests < 1)
    throw new UsageError(`workload.requests must be a whole number from 1, not ${requests}.`)
  if (!(requestsPerSecond > 0 && requestsPerSecond < Infinity))
    throw new UsageError(`workload.requestsPerSecond must be a number above 0, not ${requestsPerSecond}.`)
  if (!(streamShare >= 0 && streamShare <= 1))
    throw new UsageError(`workload.streamShare must be from 0 to 1, not ${streamShare}.`)
  const shares = sharesOf(mix)
  const start = fork(0, `workload ${seed}`)
  const arrivals = createRandom(fork(start, 'arrivals'))
  let atMs = 0
  return Array.from({ length: requests }, (_, index) => {
    atMs += (-Math.log(1 - arrivals.next()) * 1000) / requestsPerSecond
    const random = createRandom(fork(start, `request ${index}`))
    const kind = kindAt(shares, random.next())
    return { index, kind, atMs: Math.round(atMs), body: bodyOf(index, kind, random, random.chance(streamShare)) }
  })
}

type Shares = readonly (readonly [kind: PromptKind, share: number])[]

function sharesOf(mix: Partial<Readonly<Record<PromptKind, number>>>): Shares {
  const shares = Object.entries(mix) as [PromptKind, number][]
  for (const [kind, share] of shares) {
    if (!Object.hasOwn(TEMPLATES, kind))
      throw new UsageError(`workload.mix: there is no kind "${kind}". Kinds: ${Object.keys(TEMPLATES).join(', ')}.`)
    if (!(share >= 0 && share < Infinity))
      throw new UsageError(`workload.mix.${kind} must be a number of 0 or more, not ${share}.`)
  }
  const sum = shares.reduce((total, [, share]) => total + share, 0)
  if (sum === 0) throw new UsageError('workload.mix has no share above 0, so nothing would be asked.')
  return shares.map(([kind, share]) => [kind, share / sum])
}

function kindAt(shares: Shares, draw: number): PromptKind {
  let left = draw
  for (const [kind, share] of shares) {
    left -= share
    if (left < 0) return kind
  }
  return shares.findLast(([, share]) => share > 0)![0]
}

function bodyOf(index: number, kind: PromptKind, random: Random, stream: boolean): LabRequest['body'] {
  const templates = TEMPLATES[kind]
  const subjects = kind === 'tools' ? CITIES : SUBJECTS
  const template = templates[random.integer(0, templates.length - 1)]!
  const subject = subjects[random.integer(0, subjects.length - 1)]!
  const content = `${template.replace('{}', subject)} ${markOf(index)}`
  return {
    messages: [{ role: 'user', content }],
    max_tokens: MAX_TOKENS[kind],
    stream,
    ...(kind === 'tools' ? { tools: [WEATHER] } : {}),
    ...(kind === 'json' ? { response_format: { type: 'json_object' } } : {}),
  }
}
