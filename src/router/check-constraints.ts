import { UsageError } from '../errors.ts'
import { didYouMean } from '../nearest.ts'
import type { RouteConstraints, RouteRequest } from './route.ts'

const NAMES: readonly (keyof RouteConstraints)[] = [
  'maxCost',
  'maxLatencyMs',
  'latencyMetric',
  'preferredProviders',
  'excludedProviders',
  'requiredCapabilities',
  'minContextWindow',
  'quality',
  'allowFallbacks',
]
const AMOUNTS = ['maxCost', 'maxLatencyMs', 'minContextWindow'] as const
const LISTS = ['preferredProviders', 'excludedProviders', 'requiredCapabilities'] as const
const CHOICES = { quality: ['economy', 'balanced', 'premium'], latencyMetric: ['ttft', 'total', 'p95'] } as const

/**
 * Constraints as they are given, with the router's defaults below.
 *
 * @throws {UsageError} for a name or a value that is none, and for constraints that no model could keep together
 */
export function checkedConstraints(given: RouteConstraints, defaults: RouteConstraints = {}): RouteConstraints {
  for (const name of Object.keys(given) as (keyof RouteConstraints)[]) {
    if (!NAMES.includes(name)) {
      throw new UsageError(
        `There is no constraint "${name}". ${didYouMean(name, NAMES) ?? `Constraints: ${NAMES.join(', ')}.`}`,
      )
    }
  }
  for (const name of AMOUNTS) {
    const value = given[name]
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new UsageError(`${name} must be a number of 0 or more, not ${String(value)}. Leave it out for no bound.`)
    }
  }
  for (const name of LISTS) {
    const value: unknown = given[name]
    if (value !== undefined && !(Array.isArray(value) && value.every((one) => typeof one === 'string'))) {
      throw new UsageError(`${name} must be a list of names, not ${JSON.stringify(value)}.`)
    }
  }
  for (const [name, known] of Object.entries(CHOICES) as [keyof typeof CHOICES, readonly string[]][]) {
    const value = given[name]
    if (value !== undefined && !known.includes(value)) {
      throw new UsageError(`${name} must be one of ${known.join(', ')}, not ${JSON.stringify(value)}.`)
    }
  }
  const constraints = { ...defaults, ...given }
  const { preferredProviders = [], excludedProviders = [], allowFallbacks } = constraints
  if (
    allowFallbacks === false &&
    preferredProviders.length > 0 &&
    preferredProviders.every((name) => excludedProviders.includes(name))
  ) {
    throw new UsageError(
      `preferredProviders (${preferredProviders.join(', ')}) are all in excludedProviders, and allowFallbacks is false: no provider is left. Take one of them away.`,
    )
  }
  return constraints
}

/** @throws {UsageError} for a request without messages, or an impossible bound of its answer */
export function checkRequest(request: RouteRequest): void {
  if (typeof request !== 'object' || request === null || !Array.isArray(request.messages)) {
    throw new UsageError(`selectModel takes { messages: [...] }, not ${JSON.stringify(request)}.`)
  }
  for (const message of request.messages as readonly unknown[]) {
    if (typeof message === 'object' && message !== null) continue
    throw new UsageError(`messages must be objects with role and content, not ${JSON.stringify(message)}.`)
  }
  const { maxTokens } = request
  if (maxTokens !== undefined && !(Number.isFinite(maxTokens) && maxTokens >= 0)) {
    throw new UsageError(`maxTokens must be a number of 0 or more, not ${String(maxTokens)}.`)
  }
}
