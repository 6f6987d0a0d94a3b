import { UsageError } from '../../src/errors.ts'
import type { Router, RouterOptions } from '../../src/router/index.ts'
import { checkNumber } from '../../src/options.ts'
import type { FailOverOptions } from './fail-over.ts'

/** The products that a gateway can look like. */
export const PRESETS = ['litellm', 'openrouter', 'portkey', 'vercel'] as const
/** A product that a gateway can look like. */
export type GatewayPreset = (typeof PRESETS)[number]

/** Options of {@link Gateway}; all have defaults. */
export interface GatewayOptions {
  /** The providers that it may ask. Default: all of the simulation. */
  readonly providers?: readonly string[]
  /** The router that decides, or options of a new one over the usual models of the providers. Default: such a router, by the simulation's clock. */
  readonly router?: Router | RouterOptions
  /** A product whose headers, ids and texts it has. Default: headers of its own, bodies as OpenAI's. */
  readonly preset?: GatewayPreset
  /** The keys that it accepts. Default: any key that is not empty. */
  readonly apiKeys?: readonly string[]
  /** Most attempts of a request, the first one and retries included. Default: 3. */
  readonly maxAttempts?: number
  /** Retries of the same candidate before the next is asked. Default: none. */
  readonly retry?: GatewayRetry
  /** Milliseconds for an answer, for a stream's first content, and between two pieces of a stream. Default: 60,000. */
  readonly timeoutMs?: number
  readonly failOver?: FailOverOptions
  /** Whether bodies have `router_metadata`: who was chosen, why, and for what. Default: false. */
  readonly metadata?: boolean
  /** Whether `usage` has `cost`, in USD. Default: false. */
  readonly usageCost?: boolean
  /** The calls that its history keeps. Default: 2000. */
  readonly historySize?: number
}

/** How often the same candidate is asked again, and when. */
export interface GatewayRetry {
  readonly attempts: number
  /** Default: 408, 429, 500, 502, 503, 504, 529. */
  readonly onStatus?: readonly number[]
  /** Whether a `retry-after` up to 60 s is waited for. Default: true; else, and without one, 500 ms, doubled each time. */
  readonly respectRetryAfter?: boolean
}

const KNOWN: Record<keyof GatewayOptions, true> = {
  providers: true,
  router: true,
  preset: true,
  apiKeys: true,
  maxAttempts: true,
  retry: true,
  timeoutMs: true,
  failOver: true,
  metadata: true,
  usageCost: true,
  historySize: true,
}

/** @throws {UsageError} for an unknown option or an impossible value */
export function checkGatewayOptions(options: GatewayOptions): GatewayOptions {
  for (const name of Object.keys(options)) {
    if (!(name in KNOWN))
      throw new UsageError(`llm.gateway has no option "${name}". Its options: ${Object.keys(KNOWN).join(', ')}.`)
  }
  const { preset, providers, apiKeys } = options
  if (preset !== undefined && !PRESETS.includes(preset))
    throw new UsageError(`There is no gateway preset "${String(preset)}". There are: ${PRESETS.join(', ')}.`)
  if (providers?.length === 0)
    throw new UsageError('providers of a gateway is empty, so it could ask nobody. Leave it out to have all.')
  if (apiKeys?.length === 0)
    throw new UsageError('apiKeys of a gateway is empty, so no request could pass. Leave it out to accept any key.')
  checkNumber('maxAttempts', options.maxAttempts, 1, 100)
  if (!Number.isInteger(options.maxAttempts ?? 1))
    throw new UsageError(`maxAttempts must be a whole number, not ${options.maxAttempts}.`)
  checkNumber('timeoutMs', options.timeoutMs, 1, Number.MAX_SAFE_INTEGER)
  checkNumber('retry.attempts', options.retry?.attempts, 0, 100)
  checkNumber('historySize', options.historySize, 1, 10_000_000)
  return options
}
