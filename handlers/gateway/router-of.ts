import { routerOver, type RouteEntry, type Router, type RouterOptions } from '../../src/router/index.ts'
import type { Model, Price } from '../../src/models.ts'
import type { Simulation } from '../../src/simulation.ts'
import { entriesOf, entryOf } from '../router-catalog.ts'
import { candidatesNamed, modelOf } from './candidates.ts'

/** The router that is given, or a new one over the usual models of these providers, by the simulation's clock. */
export function routerOf(
  simulation: Simulation,
  providers: readonly string[],
  given: Router | RouterOptions = {},
): Router {
  if ('selectModel' in given) return given
  const entries = providers.flatMap((provider) => entriesOf(simulation.provider(provider).card, true))
  const resolve = (name: string): readonly RouteEntry[] => {
    const found = [
      ...candidatesNamed(simulation, providers, name, 'chat'),
      ...candidatesNamed(simulation, providers, name, 'embeddings'),
    ]
    return found.map((one) => entryOf(one.provider, named(one.model, modelOf(simulation, one)!)))
  }
  return routerOver({ entries, resolve, names: simulation.providerNames }, { clock: simulation.clock, ...given })
}

const FREE: Price = { inputUsdPerMillion: 0, outputUsdPerMillion: 0 }

/** A model by the name it was asked for with: dated ones are the client's business. Without a price it is free; what embeds need not chat. */
function named(id: string, model: Model): Model {
  const { prices, capabilities } = model
  return {
    ...model,
    id,
    prices: prices.length > 0 ? prices : [FREE],
    capabilities: capabilities.includes('embeddings') ? [...capabilities, 'chat'] : capabilities,
  }
}
