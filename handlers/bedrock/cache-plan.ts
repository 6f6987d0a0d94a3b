import type { Model } from '../../src/models.ts'
import type { CachePlan } from '../../src/prompt-cache.ts'
import type { CompletionRequest } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { cachePlan as anthropicPlan } from '../anthropic/cache-plan.ts'
import { toMessages } from './converse/to-messages.ts'
import type { ConverseRequest } from './converse/wire.ts'
import { traitsOf } from './models.ts'

/** Shortest prefix of Nova's (documented: 1,000 tokens). */
const NOVA_MINIMUM_TOKENS = 1000

/** Prompt caching up to the request's cache points: of Claude by Anthropic's own rule, of Nova for five minutes; other models have none. */
export function cachePlan(request: CompletionRequest, model: Model, tokenizer: Tokenizer): CachePlan | undefined {
  const { family } = traitsOf(model)
  if (family !== 'claude' && family !== 'nova') return undefined
  const plan = anthropicPlan({ ...request, wire: nativeBody(request.wire, model) }, model, tokenizer)
  return plan?.kind === 'breakpoints' && family === 'nova' ? { ...plan, minimumTokens: NOVA_MINIMUM_TOKENS } : plan
}

/** The body with blocks as Anthropic has them: what is no Anthropic body, which must have a limit, is Converse's. */
export function nativeBody(wire: unknown, model: Model): unknown {
  return isConverse(wire) ? toMessages(wire, model) : wire
}

function isConverse(wire: unknown): wire is ConverseRequest {
  if (typeof wire !== 'object' || wire === null || 'max_tokens' in wire || !('messages' in wire)) return false
  // Content as plain text is a direct call's, or a gateway's.
  return Array.isArray(wire.messages) && wire.messages.every(({ content }) => Array.isArray(content))
}
