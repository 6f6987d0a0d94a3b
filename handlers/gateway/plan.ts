import { priceAt } from '../../src/cost.ts'
import { RoutingError, type RouteCandidate, type RouteConstraints, type RouteDecision } from '../../src/router/index.ts'
import { candidatesNamed, modelOf, type Candidate } from './candidates.ts'
import { GatewayError } from './errors.ts'
import type { Gateway } from './gateway.ts'
import { isOpen, type GatewayRequest, type ProviderPreferences } from './read-request.ts'

/** Who is asked, and who after that. */
export interface Plan {
  readonly decision: RouteDecision
  /** The decided one first. */
  readonly candidates: readonly Candidate[]
  /** Whether the client has said the order, model by model. */
  readonly isListed: boolean
}

/**
 * Decides who is asked: the model that is named, the first of a list, or whom the router ranks first.
 *
 * @throws {GatewayError} for a model that nobody has, or none below a highest price; {@link RoutingError} where none may be asked
 */
export function planOf(gateway: Gateway, request: GatewayRequest): Plan {
  const { models, model, operation } = request
  const constraints = constraintsOf(gateway, request)
  const open = operation === 'embeddings' ? cheapestEmbedding(gateway) : []
  const named = models.length > 0 ? models : isOpen(model) ? open : [model]
  return named.length > 0 ? listed(gateway, request, constraints, named) : ranked(gateway, request, constraints)
}

/** The one that costs least: vectors of several models cannot be compared, so there is no second. */
function cheapestEmbedding({ simulation, providers }: Gateway): readonly string[] {
  const nowMs = simulation.clock.now()
  const rows = providers.flatMap((provider) =>
    simulation
      .provider(provider)
      .card.models.models.filter(({ capabilities }) => capabilities.includes('embeddings'))
      .map((model) => ({
        name: keyOf({ provider, model: model.id }),
        usd: priceAt(model, nowMs)?.inputUsdPerMillion ?? Number.POSITIVE_INFINITY,
      })),
  )
  return rows
    .toSorted((a, b) => a.usd - b.usd)
    .slice(0, 1)
    .map(({ name }) => name)
}

function listed(
  gateway: Gateway,
  { model, models, operation, route, preferences }: GatewayRequest,
  constraints: RouteConstraints,
  named: readonly string[],
): Plan {
  const { order, allowFallbacks } = preferences
  const known = named.map((name) => candidatesNamed(gateway.simulation, gateway.providers, name, operation))
  if (known.every((one) => one.length === 0)) throw unknownModel(model)
  const isAllowed = ({ provider }: Candidate) => !constraints.excludedProviders?.includes(provider)
  // The same model at several providers: those that are asked for go first.
  const open = known.flatMap((one) => inOrder(one.filter(isAllowed), order))
  const decision = firstOpen(gateway, route, constraints, open.length > 0 ? open : known.flat())
  const rest = open.filter((one) => keyOf(one) !== keyOf(decision))
  return {
    decision,
    candidates: allowFallbacks === false ? [decision] : [decision, ...rest],
    isListed: models.length > 0,
  }
}

/** The decision for the first of these that may be asked. */
function firstOpen(
  { router }: Gateway,
  route: GatewayRequest['route'],
  constraints: RouteConstraints,
  candidates: readonly Candidate[],
): RouteDecision {
  let failure: unknown
  for (const one of candidates) {
    try {
      return router.selectModel({ ...route, model: keyOf(one) }, constraints)
    } catch (error) {
      if (!(error instanceof RoutingError)) throw error
      failure ??= error
    }
  }
  throw failure
}

function ranked(gateway: Gateway, request: GatewayRequest, constraints: RouteConstraints): Plan {
  const { route, preferences } = request
  const { sort, maxPrice, allowFallbacks } = preferences
  const decision = gateway.router.selectModel(route, constraints)
  const open = [decision, ...decision.alternatives.filter(({ rejected }) => rejected === undefined)]
  const payable = open.filter((one) => isPayable(gateway, one, maxPrice))
  const sorted = sort ? payable.toSorted((a, b) => SORTED_BY[sort](a) - SORTED_BY[sort](b)) : payable
  const [first] = sorted
  if (!first) throw tooDear(maxPrice)
  const candidates = allowFallbacks === false ? [first] : sorted
  if (keyOf(first) === keyOf(decision)) return { decision, candidates, isListed: false }
  // What the client prefers is decided again, so that the router's statistics tell who is asked.
  return {
    decision: gateway.router.selectModel({ ...route, model: keyOf(first) }, constraints),
    candidates,
    isListed: false,
  }
}

function constraintsOf(
  { providers }: Gateway,
  { constraints, preferences, operation }: GatewayRequest,
): RouteConstraints {
  const { only } = preferences
  const excluded = only ? providers.filter((name) => !only.includes(name)) : []
  const needed = operation === 'embeddings' ? (['embeddings'] as const) : []
  return {
    ...constraints,
    ...(excluded.length > 0 ? { excludedProviders: [...(constraints.excludedProviders ?? []), ...excluded] } : {}),
    ...(needed.length > 0 ? { requiredCapabilities: needed } : {}),
  }
}

/** `provider:model`. */
export function keyOf({ provider, model }: Candidate): string {
  return `${provider}:${model}`
}

function inOrder(candidates: readonly Candidate[], order: readonly string[]): readonly Candidate[] {
  const place = ({ provider }: Candidate) => (order.includes(provider) ? order.indexOf(provider) : order.length)
  return candidates.toSorted((a, b) => place(a) - place(b))
}

type Estimate = Pick<RouteCandidate, 'provider' | 'model' | 'estimatedCost' | 'estimatedLatency'>

const SORTED_BY: Record<NonNullable<ProviderPreferences['sort']>, (candidate: Estimate) => number> = {
  price: ({ estimatedCost }) => estimatedCost ?? Number.POSITIVE_INFINITY,
  latency: ({ estimatedLatency }) => estimatedLatency.ttftMs,
  throughput: ({ estimatedLatency }) => estimatedLatency.totalMs - estimatedLatency.ttftMs,
}

function isPayable(
  { simulation }: Gateway,
  candidate: Candidate,
  { prompt, completion }: ProviderPreferences['maxPrice'],
): boolean {
  const model = modelOf(simulation, candidate)
  const price = model && priceAt(model, simulation.clock.now())
  if (!price) return prompt === undefined && completion === undefined
  return !(price.inputUsdPerMillion > (prompt ?? Infinity) || price.outputUsdPerMillion > (completion ?? Infinity))
}

function unknownModel(model: string): GatewayError {
  const message = `The model \`${model}\` does not exist, or no provider of this gateway has it.`
  return new GatewayError({
    status: 404,
    message,
    type: 'invalid_request_error',
    code: 'model_not_found',
    param: 'model',
  })
}

function tooDear(maxPrice: ProviderPreferences['maxPrice']): GatewayError {
  return new GatewayError({
    status: 402,
    message: 'No model is as cheap as provider.max_price asks.',
    type: 'budget_exceeded',
    code: 'budget_exceeded',
    details: { limit: maxPrice },
  })
}
