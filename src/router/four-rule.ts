import { checkedConstraints, checkRequest } from './check-constraints.ts'
import { textOfContent } from './complexity.ts'
import { createHistory } from './history.ts'
import { checkRouterOptions, type RouterOptions } from './options.ts'
import { modelKeyOf, type Complexity, type RouteConstraints, type RouteDecision, type RouteRequest } from './route.ts'
import type { Router } from './router.ts'
import { createStatistics, type RouterStats } from './statistics.ts'

/** Models by provider, the first being the one that is taken. */
const MODELS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  openai: ['gpt-4o-mini', 'gpt-3.5-turbo', 'gpt-4'],
  anthropic: ['claude-3-haiku', 'claude-3-sonnet', 'claude-3-opus'],
  groq: ['llama-3.1-8b', 'mixtral-8x7b'],
  mistral: ['mistral-small', 'mistral-large'],
}
const HARD = ['analyze', 'explain', 'compare', 'code', 'implement']
const CONFIDENCE = 0.85

/**
 * The ancestor's router: four rules in its order, with its numbers. A complex prompt with more than 5 cents to spend goes to gpt-4o-mini even where
 * another provider is preferred, and words are found inside of others (`decode` counts).
 */
export function createFourRuleRouter(options: RouterOptions = {}, besides: readonly string[] = []): Router {
  checkRouterOptions(options, besides)
  const { historySize = 1000 } = options
  const statistics = createStatistics()
  const history = createHistory(historySize)

  const selectModel = (request: RouteRequest, constraints: RouteConstraints = {}): RouteDecision => {
    checkRequest(request)
    const decision = decide(request, checkedConstraints(constraints, options.defaults))
    statistics.route(decision)
    history.add(decision)
    return decision
  }
  /** The ancestor's four figures once there is a route, and the count alone before. */
  const stats = (): RouterStats => {
    const { totalRoutes, providerDistribution, averageConfidence, lastRoute } = statistics.stats()
    const figures =
      totalRoutes === 0 ? { totalRoutes } : { totalRoutes, providerDistribution, averageConfidence, lastRoute }
    return figures as RouterStats
  }
  return {
    selectModel,
    select: async (request, constraints) => selectModel(request, constraints),
    stats,
    getRoutingStats: stats,
    history: () => history.all(),
    recordStart: () => {},
    recordOutcome: (decision, attempt) => history.attempt(decision, attempt),
    setHealth: () => {},
    reset() {
      statistics.reset()
      history.reset()
    },
  }
}

function decide(request: RouteRequest, { maxCost = 0.1, preferredProviders = [] }: RouteConstraints): RouteDecision {
  const dump = JSON.stringify(request.messages)
  const characters = request.messages.reduce((sum, { content }) => sum + textOfContent(content).length, 0)
  const signals = [...(characters > 500 ? ['long'] : []), ...HARD.filter((word) => dump.toLowerCase().includes(word))]
  const isComplex = signals.length > 0
  const [provider, model, reasonCode, reason] = choose(isComplex, maxCost, preferredProviders)
  const complexity: Complexity = { score: isComplex ? 1 : 0, level: isComplex ? 'high' : 'low', signals }
  const etaMs = isComplex ? 500 : 200
  return {
    provider,
    model,
    modelKey: modelKeyOf({ provider, model }),
    reason,
    reasonCode,
    strategy: 'four-rule',
    estimatedCost: provider === 'groq' ? 0.002 : 0.01,
    estimatedLatency: { ttftMs: etaMs, totalMs: etaMs },
    tokensIn: Math.floor(dump.length / 4),
    tokensOut: 100,
    confidence: CONFIDENCE,
    complexity,
    alternatives: [],
  }
}

type Choice = readonly [provider: string, model: string, code: RouteDecision['reasonCode'], reason: string]

function choose(isComplex: boolean, maxCost: number, [preferred]: readonly string[]): Choice {
  if (isComplex && maxCost > 0.05)
    return ['openai', 'gpt-4o-mini', 'complexity', 'A complex query, and a budget for a capable model']
  if (preferred !== undefined) {
    return [
      preferred,
      MODELS[preferred]?.[0] ?? 'gpt-3.5-turbo',
      'preferred-provider',
      `The preferred provider is ${preferred}`,
    ]
  }
  if (maxCost < 0.001) return ['groq', 'llama-3.1-8b', 'budget', 'A small budget takes the cheapest model']
  return ['openai', 'gpt-3.5-turbo', 'default', 'A general query']
}
