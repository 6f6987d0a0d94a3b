import { fits, type Query } from './query.ts'
import type { Complexity, RouteConstraints, RouteRequest } from './route.ts'

/** Sends what matches to the models or providers of its list, as far as they are eligible. */
export interface RoutingRule {
  readonly name: string
  readonly match: {
    /** What the classifier called the prompt. */
    readonly label?: string
    readonly level?: Complexity['level']
    readonly modelPrefix?: string
    /** Matches budgets (`maxCost`) up to this many USD. */
    readonly maxBudget?: number
    /** Conditions on the request's `metadata`. */
    readonly metadata?: Query
  }
  /** Providers, `provider:model` keys or model ids, the first eligible one first. */
  readonly prefer: readonly string[]
}

/** The first rule that matches. */
export function matchingRule(
  rules: readonly RoutingRule[],
  request: RouteRequest,
  { maxCost }: RouteConstraints,
  { label, level }: Complexity,
): RoutingRule | undefined {
  return rules.find(
    ({ match }) =>
      (match.label === undefined || match.label === label) &&
      (match.level === undefined || match.level === level) &&
      (match.modelPrefix === undefined || request.model?.startsWith(match.modelPrefix) === true) &&
      (match.maxBudget === undefined || (maxCost !== undefined && maxCost <= match.maxBudget)) &&
      (match.metadata === undefined || fits(match.metadata, request.metadata ?? {})),
  )
}

/** Whether a name of a rule's list means this model. */
export function isMeant(
  name: string,
  { provider, model }: { readonly provider: string; readonly model: string },
): boolean {
  return name === provider || name === model || name === `${provider}:${model}` || name === `${provider}/${model}`
}
