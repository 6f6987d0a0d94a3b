import type { KindOf } from './event-kind.ts'
import type { RecordedEvent } from './recording.ts'
import { pathFacts, shapeOf, type Shape } from './shape.ts'

/** The structure of a stream of events. */
export interface StreamFacts {
  /** Orders of kinds, repeats collapsed; parallel answers each on their own. */
  readonly grammars: Set<string>
  readonly kinds: Map<string, Shape>
  /** Kinds that need not be there. */
  readonly optionalKinds?: ReadonlySet<string>
  /** Keep-alives and other events whose place is a matter of time, with the kinds they were seen after. */
  readonly floating: Map<string, Set<string>>
  /** Top-level members with one value for the whole stream. */
  readonly constants: Set<string>
}

/** The facts of a stream; `named` where the `event:` lines are known. */
export function streamFacts(
  events: readonly RecordedEvent[],
  kindOf: KindOf,
  floatingKinds: readonly string[],
  named: boolean,
): StreamFacts {
  const known = events.filter((event) => event.elided_events === undefined)
  const marked = known.map((event) => ({ ...kindOf(event), event }))
  const kinds = new Map<string, Shape>()
  for (const kind of new Set(marked.map((one) => one.kind))) {
    const own = marked.filter((one) => one.kind === kind).map(({ event }) => event)
    const shape = shapeOf(own.map((event) => event.data))
    if (named) {
      const facts = pathFacts(shape, '(event)')
      for (const { event } of own) facts.values.add(event ?? 'none')
    }
    kinds.set(kind, shape)
  }
  const fixed = marked.filter((one) => !floatingKinds.includes(one.kind))
  return {
    kinds,
    grammars: grammarsOf(fixed),
    floating: floatingOf(marked, floatingKinds),
    constants: constantsOf(known),
  }
}

interface Marked {
  readonly kind: string
  readonly lane?: string
}

function grammarsOf(marked: readonly Marked[]): Set<string> {
  const lanes = new Set(marked.flatMap(({ lane }) => (lane === undefined ? [] : [lane])))
  const all = lanes.size === 0 ? [undefined] : [...lanes]
  return new Set(all.map((lane) => grammarOf(marked.filter((one) => one.lane === undefined || one.lane === lane))))
}

function grammarOf(marked: readonly Marked[]): string {
  return marked
    .map(({ kind }) => kind)
    .filter((kind, index, kinds) => kind !== kinds[index - 1])
    .join(' ')
}

function floatingOf(marked: readonly Marked[], floatingKinds: readonly string[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>()
  for (const [index, { kind }] of marked.entries()) {
    if (!floatingKinds.includes(kind)) continue
    const before = marked.slice(0, index).findLast((one) => !floatingKinds.includes(one.kind))
    places.set(kind, (places.get(kind) ?? new Set()).add(before?.kind.replace(/:.*/, '') ?? 'start'))
  }
  return places
}

function constantsOf(events: readonly RecordedEvent[]): Set<string> {
  const bodies = events.flatMap(({ data }) => (typeof data === 'object' && data !== null ? [data as Body] : []))
  if (bodies.length < 2 || bodies.some((body) => 'type' in body)) return new Set()
  const [first] = bodies
  const keys = Object.keys(first!).filter((key) => typeof first![key] !== 'object' || first![key] === null)
  return new Set(keys.filter((key) => bodies.every((body) => body[key] === first![key])))
}

type Body = Readonly<Record<string, unknown>>
