import type { JsonSchema } from '../request.ts'
import { matches } from './pattern-match.ts'
import { parsePattern, type Pattern } from './pattern.ts'

/** What all parts of one schema share: its references, its patterns, and the work that may still be done on it. */
export interface Scope {
  /** Steps until checks are waved through and no second attempts are made: what bounds the time of hostile schemas. */
  steps: number
  /** Nesting at which values are left out. */
  readonly mostNesting: number
  /** Values made so far. */
  values: number
  /** Nesting of values at present. */
  depth: number
  /** The schema that a `$ref` names; true for one that leads nowhere. */
  resolve(ref: string): unknown
  pattern(source: string): Pattern | undefined
  /** Whether a pattern, where it is one, is found in the text. */
  finds(source: string, text: string): boolean
}

const STEPS = 60_000

export function createScope(root: unknown, mostNesting: number): Scope {
  const patterns = new Map<string, Pattern | undefined>()
  const targets = new Map<string, unknown>()
  let named: ReadonlyMap<string, unknown> | undefined
  const pattern = (source: string) => {
    if (!patterns.has(source)) patterns.set(source, parsePattern(source))
    return patterns.get(source)
  }
  const find = (ref: string) =>
    pointed(root, ref) ?? (named ??= namesIn(root)).get(ref.replace(/^#/, '')) ?? remote(ref)
  const remote = (ref: string) => {
    const [id, fragment] = ref.split('#') as [string, string?]
    const base = [...named!].find(([name]) => name === id || (id !== '' && name.endsWith(`/${id}`)))?.[1]
    return fragment && base !== undefined ? pointed(base, `#${fragment}`) : base
  }
  return {
    steps: STEPS,
    mostNesting,
    values: 0,
    depth: 0,
    resolve(ref) {
      if (!targets.has(ref)) targets.set(ref, find(ref) ?? true)
      return targets.get(ref)
    },
    pattern,
    finds(source, text) {
      const read = pattern(source)
      return read === undefined || matches(read, text)
    },
  }
}

/** What a JSON pointer (`#/$defs/name`) leads to. */
function pointed(root: unknown, ref: string): unknown {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  const steps = ref
    .slice(2)
    .split('/')
    .filter((_, index) => ref !== '#' || index > 0)
  return steps.reduce<unknown>((at, step) => {
    const key = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as JsonSchema)[key] : undefined
  }, root)
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

/** Schemas by their `$id` and `$anchor`. Large schemas are searched in part. */
function namesIn(root: unknown): ReadonlyMap<string, unknown> {
  const names = new Map<string, unknown>()
  const queue: unknown[] = [root]
  for (let index = 0; index < queue.length && index < 50_000; index++) {
    const at = queue[index]
    if (typeof at !== 'object' || at === null) continue
    for (const key of ['$id', 'id', '$anchor', '$dynamicAnchor']) {
      const name = (at as JsonSchema)[key]
      if (typeof name === 'string' && !names.has(name)) names.set(name.replace(/^#|#$/, ''), at)
    }
    for (const part of Object.values(at)) queue.push(part)
  }
  return names
}
