import type { Allowance } from './allowances.ts'

/** Stands for a value of type `never`, which fits everywhere. */
export const NEVER = '\u0000never'

interface Place {
  readonly parents: readonly string[]
  readonly member: string
}

/** A sample with what is allowed made right; `used` is told each allowance that applied. */
export function allowed(
  kind: string,
  value: unknown,
  allowances: readonly Allowance[],
  used: (one: Allowance, value: unknown) => void,
): unknown {
  const own = allowances.filter((one) => kind.startsWith(one.kind)).map((one) => ({ one, ...placeOf(one.path) }))
  const walk = (node: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((item: unknown) => walk(item, [...path, `[]${typeOf(item)}`]))
    if (typeof node !== 'object' || node === null) return node
    const copy: Record<string, unknown> = {}
    for (const [key, member] of Object.entries(node)) copy[key] = walk(member, [...path, `${key}${typeOf(member)}`])
    for (const { one, parents, member } of own) {
      if (!endsWith(path, parents) || (one.how === 'missing') === member in copy) continue
      used(one, copy[member])
      if (one.how === 'unknown') delete copy[member]
      else copy[member] = NEVER
    }
    return copy
  }
  return walk(value, [`$${typeOf(value)}`])
}

function placeOf(path: string): Place {
  const steps = path
    .replaceAll('[]', '.[]')
    .split(/\.(?![^<]*>)/)
    .filter((step) => step !== '')
  return { parents: steps.slice(0, -1), member: steps.at(-1)! }
}

/** A step without a type fits every type, `*` every name. */
function endsWith(path: readonly string[], end: readonly string[]): boolean {
  const tail = path.slice(path.length - end.length)
  return tail.length === end.length && end.every((step, index) => fits(tail[index]!, step))
}

function fits(place: string, step: string): boolean {
  const [name, type] = place.split(/(?=<)/)
  const [wantedName, wantedType = type] = step.split(/(?=<)/)
  return (wantedName === '*' || name === wantedName) && type === wantedType
}

function typeOf(value: unknown): string {
  const type = (value as { readonly type?: unknown } | null | undefined)?.type
  return typeof value === 'object' && !Array.isArray(value) && typeof type === 'string' ? `<${type}>` : ''
}
