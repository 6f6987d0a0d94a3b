import type { RouteCandidate } from './route.ts'

/** Why no model could be chosen. */
export type RoutingErrorCode =
  | 'no_providers'
  | 'no_candidates'
  | 'budget_exceeded'
  | 'no_pricing'
  | 'context_too_long'
  | 'capability'
  | 'unknown_model'

/**
 * No model can take the request; `candidates` say what kept each of them out.
 *
 * @example
 * const route = () => createRouter().selectModel({ messages: [{ role: 'user', content: 'Hello' }] }, { maxCost: 0 })
 * expect(route).toThrow(RoutingError)
 */
export class RoutingError extends Error {
  readonly code: RoutingErrorCode
  /** The constraint that could not be kept: USD for `budget_exceeded`. */
  readonly limit?: number
  readonly candidates: readonly RouteCandidate[]

  constructor(
    code: RoutingErrorCode,
    message: string,
    { candidates = [], limit }: { readonly candidates?: readonly RouteCandidate[]; readonly limit?: number } = {},
  ) {
    super(message)
    this.name = 'RoutingError'
    this.code = code
    this.candidates = candidates
    if (limit !== undefined) this.limit = limit
  }
}
