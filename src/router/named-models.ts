import type { RouteEntry } from './route.ts'
import { STRATEGIES, type StrategyName } from './strategies.ts'
import type { Row } from './table.ts'

/** What the `model` of a request asks a router for. */
export type Asked =
  | { readonly kind: 'any' }
  | { readonly kind: 'strategy'; readonly strategy: StrategyName }
  | { readonly kind: 'threshold'; readonly threshold: number }
  | { readonly kind: 'named'; readonly name: string }

/** `auto` and `router` leave it to the router, `router-cheapest` names a strategy, `router-0.3` a threshold; all else is a model. */
export function askedOf(model: string | undefined): Asked {
  if (model === undefined || model === '' || model === 'auto' || model === 'router') return { kind: 'any' }
  const [, suffix] = /^router-(?:threshold-)?(.+)$/.exec(model) ?? []
  if (suffix === undefined) return { kind: 'named', name: model }
  if (isStrategy(suffix)) return { kind: 'strategy', strategy: suffix }
  const threshold = Number(suffix)
  return threshold >= 0 && threshold <= 1 ? { kind: 'threshold', threshold } : { kind: 'named', name: model }
}

function isStrategy(name: string): name is StrategyName {
  return (STRATEGIES as readonly string[]).includes(name)
}

/** The rows with this name: an id or another name of a model, alone or after `provider:` or `provider/`. */
export function rowsNamed(name: string, rows: readonly Row[], entries: readonly RouteEntry[]): readonly Row[] {
  const separated = /^([^:/]+)[:/](.+)$/.exec(name)
  const found = rows.filter((row, index) => {
    const { model } = entries[index]!
    const isCalled = (id: string) =>
      row.model === id || model.aliases?.includes(id) === true || model.snapshots?.includes(id) === true
    return (separated?.[1] === row.provider && isCalled(separated[2]!)) || isCalled(name)
  })
  // `openai/gpt-oss-120b` is a model of other hosts, `openai/gpt-4o` one of OpenAI's.
  const exact = found.filter(({ key }) => key === name)
  return exact.length > 0 ? exact : found
}
