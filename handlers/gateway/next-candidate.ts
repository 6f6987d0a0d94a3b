import type { Candidate } from './candidates.ts'
import { candidatesNamed, modelOf } from './candidates.ts'
import type { Verdict } from './fail-over.ts'
import type { Gateway } from './gateway.ts'
import { keyOf, type Plan } from './plan.ts'

/** Who is asked after a failure; undefined where nobody is left who might do better. */
export function nextCandidate(
  gateway: Gateway,
  { candidates, isListed }: Plan,
  tried: readonly Candidate[],
  verdict: Verdict,
): Candidate | undefined {
  const failed = tried.at(-1)!
  const isNew = (one: Candidate) => !tried.some((other) => keyOf(other) === keyOf(one))
  const rest = candidates.filter(isNew)
  switch (verdict) {
    case 'larger-window': {
      const windowOf = (one: Candidate) => modelOf(gateway.simulation, one)?.contextWindow ?? 0
      return rest.find((one) => windowOf(one) > windowOf(failed))
    }
    case 'listed': {
      const names = gateway.options.failOver?.contentFilter ?? []
      const open = names.flatMap((name) => candidatesNamed(gateway.simulation, gateway.providers, name, 'chat'))
      return open.find(isNew)
    }
    case 'next-model':
      return rest[0]
    case 'next':
      // A provider in trouble is seldom well with its next model.
      if (!isListed) return rest.find(({ provider }) => tried.every((one) => one.provider !== provider)) ?? rest[0]
      return rest[0]
    case 'answer':
    case 'stop':
      return undefined
  }
}
