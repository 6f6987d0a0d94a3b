import type { Model } from '../../src/models.ts'
import type { Simulation } from '../../src/simulation.ts'

/** A model at a provider of the simulation. */
export interface Candidate {
  readonly provider: string
  readonly model: string
}

/** Names that gateways' catalogues give to providers of ours. */
const ALIASES: Readonly<Record<string, string>> = {
  mistralai: 'mistral',
  'x-ai': 'xai',
  gemini: 'google',
  togetherai: 'together',
  together_ai: 'together',
  'fireworks-ai': 'fireworks',
  moonshotai: 'moonshot',
  'z-ai': 'zai',
  vertex_ai: 'vertex',
}

/** Where a name leads among these providers: `provider/model`, `provider:model`, or the id of a model of any. */
export function candidatesNamed(
  simulation: Simulation,
  providers: readonly string[],
  name: string,
  can: 'chat' | 'embeddings',
): readonly Candidate[] {
  const [, prefix = '', rest = ''] = /^([^/:]+)[/:](.+)$/.exec(name) ?? []
  const owner = providers.find((one) => one === prefix) ?? providers.find((one) => one === ALIASES[prefix])
  const at = (provider: string, id: string) =>
    modelOf(simulation, { provider, model: id })?.capabilities.includes(can) ? [{ provider, model: id }] : []
  const named = owner === undefined ? [] : at(owner, rest)
  return named.length > 0 ? named : providers.flatMap((provider) => at(provider, name))
}

/** The catalogue's model behind a candidate. */
export function modelOf(simulation: Simulation, { provider, model }: Candidate): Model | undefined {
  return simulation.provider(provider).card.models.resolve(model)?.model
}
