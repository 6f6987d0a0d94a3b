export { textOfContent, type Classifier } from './complexity.ts'
export { createFourRuleRouter } from './four-rule.ts'
export type { CooldownOptions, ProviderHealth } from './health.ts'
export { needsOf } from './needs.ts'
export type { RouterModels, RouterOptions } from './options.ts'
export type { Query } from './query.ts'
export type {
  Complexity,
  EstimatedLatency,
  Quality,
  ReasonCode,
  RejectReason,
  RouteAttempt,
  RouteCandidate,
  RouteConstraints,
  RouteDecision,
  RouteEntry,
  RouteRequest,
} from './route.ts'
export { routerOver, type Router } from './router.ts'
export { RoutingError, type RoutingErrorCode } from './routing-error.ts'
export type { RoutingRule } from './rules.ts'
export type { RouterStats } from './statistics.ts'
export type {
  ConditionalStrategy,
  RouteContext,
  Strategy,
  StrategyFunction,
  StrategyName,
  ThresholdStrategy,
} from './strategies.ts'
