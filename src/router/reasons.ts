import type { Needs } from './needs.ts'
import type { Complexity, ReasonCode, RejectReason, RouteConstraints, RouteRequest } from './route.ts'
import type { RoutingRule } from './rules.ts'
import type { Weighed } from './weigh.ts'

/** What is known when a decision is put into words. */
export interface Grounds {
  readonly request: RouteRequest
  readonly winner: Weighed
  readonly rejected: readonly Weighed[]
  readonly constraints: RouteConstraints
  readonly complexity: Complexity
  readonly needs: Needs
  readonly strategy: string
  readonly rule: RoutingRule | undefined
  readonly isNamed: boolean
  readonly isByRule: boolean
  readonly isPreferred: boolean
  readonly threshold: number | undefined
}

/** What decided, and a sentence that says so. */
export function reasonOf(grounds: Grounds): { readonly reasonCode: ReasonCode; readonly reason: string } {
  const reasonCode = codeOf(grounds)
  const { winner } = grounds
  return { reasonCode, reason: `${winner.row.provider}/${winner.row.model}: ${WORDS[reasonCode](grounds)}` }
}

function codeOf({ isNamed, isByRule, isPreferred, threshold, constraints, rejected, complexity }: Grounds): ReasonCode {
  const isOut = (...reasons: RejectReason[]) => rejected.some((one) => reasons.includes(one.rejected!))
  if (isNamed) return 'explicit-model'
  if (isByRule) return 'rule'
  if (isPreferred) return 'preferred-provider'
  if (threshold !== undefined) return 'threshold'
  if (constraints.maxCost !== undefined && isOut('over-budget')) return 'budget'
  if (constraints.maxLatencyMs !== undefined && isOut('too-slow')) return 'latency'
  if (isOut('cooling-down', 'rate-limited')) return 'fallback'
  if (complexity.level === 'high') return 'complexity'
  return 'default'
}

const count = (rejected: readonly Weighed[], ...reasons: readonly RejectReason[]) =>
  rejected.filter((one) => reasons.includes(one.rejected!)).length
const models = (number: number) => (number === 1 ? '1 model' : `${number} models`)
const signs = ({ signals }: Complexity) => (signals.length > 0 ? ` (${signals.join(', ')})` : '')

/** USD to three digits, without an exponent. */
export function usd(value: number): string {
  return Number(value.toPrecision(3))
    .toFixed(12)
    .replace(/\.?0+$/, '')
}

const WORDS: Readonly<Record<ReasonCode, (grounds: Grounds) => string>> = {
  'explicit-model': ({ request }) => `the request names ${request.model}`,
  rule: ({ rule }) => `the rule "${rule!.name}" sends it there`,
  'preferred-provider': ({ winner }) => `${winner.row.provider} is preferred`,
  threshold: ({ complexity, threshold }) =>
    `a complexity of ${complexity.score.toFixed(2)} ${complexity.score >= threshold! ? 'reaches' : 'is below'} the threshold of ${threshold}`,
  budget: ({ constraints, rejected, strategy, complexity }) =>
    `the best by ${strategy} within the budget of ${usd(constraints.maxCost!)} USD for a ${adjective(complexity)} prompt, which ${models(count(rejected, 'over-budget'))} would exceed`,
  latency: ({ constraints, rejected, strategy }) =>
    `the best by ${strategy} within ${constraints.maxLatencyMs} ms, which ${models(count(rejected, 'too-slow'))} would exceed`,
  fallback: ({ rejected, strategy }) =>
    `the best by ${strategy} while ${models(count(rejected, 'cooling-down', 'rate-limited'))} cool down`,
  complexity: ({ complexity, strategy }) => `the best by ${strategy} for a complex prompt${signs(complexity)}`,
  default: ({ complexity, strategy }) =>
    `the best by ${strategy} for a ${adjective(complexity)} prompt${signs(complexity)}`,
}

function adjective({ level }: Complexity): string {
  return level === 'high' ? 'complex' : level === 'medium' ? 'moderate' : 'simple'
}
