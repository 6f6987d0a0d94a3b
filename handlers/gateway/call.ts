import type { Exchange } from '../../src/exchange.ts'
import type { Seed } from '../../src/random.ts'
import type { RouteAttempt, RouteDecision } from '../../src/router/index.ts'

/** One try of a gateway at one candidate. */
export interface GatewayAttempt extends RouteAttempt {
  /** The provider's side of it; absent where the provider was not reached. */
  readonly exchange: Exchange | undefined
  /** Whether it asked the same candidate as the attempt before. */
  readonly isRetry: boolean
}

/** One request to a gateway, and what came of it. */
export interface GatewayCall {
  /** `gw_` and its number in order of arrival, from 1. */
  readonly id: string
  readonly operation: string
  /** The model as asked for. */
  readonly model: string
  readonly seed: Seed
  /** What the client calls the request, where it does. */
  readonly traceId: string | undefined
  /** Milliseconds since the epoch, by the simulation's clock. */
  readonly receivedAtMs: number
  /** Undefined where nothing could be decided. */
  readonly decision: RouteDecision | undefined
  readonly attempts: readonly GatewayAttempt[]
  /** Most attempts that this call may make. */
  readonly maxAttempts: number
  /** HTTP status of the answer; 0 while there is none, or where the client left. */
  readonly status: number
}
