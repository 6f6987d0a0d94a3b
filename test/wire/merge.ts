import type { AnswerFacts } from './answer-facts.ts'
import { mayHave, mayLack } from './eras.ts'
import type { HeaderFacts } from './header-facts.ts'
import { emptyPath, type PathFacts, type Shape } from './shape.ts'
import type { StreamFacts } from './stream-facts.ts'

/** The facts of one recorded answer and its day. */
export interface Dated {
  readonly facts: AnswerFacts
  readonly day: string | undefined
}

/**
 * What recorded answers of one scenario have in common, seen from today: a member is optional where an answer lacks it for another reason
 * than its day. What is gone by now is left out.
 */
export function mergeFacts(answers: readonly Dated[], provider: string): AnswerFacts {
  const sorted = answers.toSorted((one, other) => rank(other).localeCompare(rank(one)))
  const told = sorted.map(({ facts, day }) => ({
    ...facts,
    day,
    ordered: facts.ordered && !mayLack(provider, 'key order', day),
  }))
  const bodies = told.flatMap(({ body, ...rest }) => (body ? [{ ...rest, shape: body }] : []))
  const streams = told.flatMap(({ stream, ...rest }) => (stream ? [{ ...rest, stream }] : []))
  const styles = new Set(sorted.flatMap(({ facts }) => [...(facts.styles ?? [])]))
  return {
    status: sorted[0]!.facts.status,
    ordered: told.some(({ ordered }) => ordered),
    ...mergeHeaders(sorted, provider),
    ...(styles.size > 0 ? { styles } : {}),
    ...(bodies.length > 0 ? { body: mergeShapes(bodies, provider) } : {}),
    ...(streams.length > 0 ? { stream: mergeStreams(streams, provider) } : {}),
  }
}

/** Ordered ones first, then the newest. */
function rank({ facts, day }: Dated): string {
  return `${facts.ordered ? 1 : 0} ${day ?? ''}`
}

interface DatedShape {
  readonly shape: Shape
  readonly day: string | undefined
  /** Whether the order of its keys is that of the wire of today. */
  readonly ordered: boolean
}

function mergeShapes(shapes: readonly DatedShape[], provider: string): Shape {
  const merged: Shape = new Map()
  const placed = mergedPaths(shapes.filter(({ ordered }) => ordered).map(({ shape }) => [...shape.keys()]))
  const others = shapes.flatMap(({ shape }) => [...shape.keys()])
  const newest = newestOf(shapes)
  for (const path of new Set([...placed, ...others])) {
    const what = `key ${path}`
    if (isGone(provider, what, newest)) continue
    const facts = { ...emptyPath(), unplaced: !placed.includes(path) }
    for (const { shape, day } of shapes) {
      const own = shape.get(path)
      if (own) include(facts, own)
      else if (path !== '(event)' && !mayLack(provider, what, day)) facts.optional = true
    }
    merged.set(path, facts)
  }
  return merged
}

function include(facts: PathFacts, own: PathFacts): void {
  for (const type of own.types) facts.types.add(type)
  for (const value of own.values) facts.values.add(value)
  for (const id of own.ids) facts.ids.add(id)
}

/** All keys in an order that follows the first list, later finds right behind their neighbour. */
function mergedPaths(lists: readonly (readonly string[])[]): readonly string[] {
  const merged: string[] = []
  for (const list of lists) {
    for (const [index, path] of list.entries()) {
      if (merged.includes(path)) continue
      const before = index === 0 ? -1 : merged.indexOf(list[index - 1]!)
      merged.splice(before + 1, 0, path)
    }
  }
  return merged
}

function mergeStreams(
  streams: readonly (Omit<DatedShape, 'shape'> & { readonly stream: StreamFacts })[],
  provider: string,
): StreamFacts {
  const names = mergedPaths(streams.map(({ stream }) => [...stream.kinds.keys()]))
  const kinds = new Map<string, Shape>()
  const floating = new Map<string, Set<string>>()
  for (const name of names) {
    const shapes = streams.flatMap(({ stream, day, ordered }) => {
      const shape = stream.kinds.get(name)
      return shape ? [{ shape, day, ordered }] : []
    })
    kinds.set(name, mergeShapes(shapes, provider))
    const places = streams.flatMap(({ stream }) => [...(stream.floating.get(name) ?? [])])
    if (places.length > 0) floating.set(name, new Set(places))
  }
  const optionalKinds = new Set(names.filter((name) => streams.some(({ stream }) => !stream.kinds.has(name))))
  const grammars = new Set(streams.flatMap(({ stream }) => [...stream.grammars]))
  const [first, ...rest] = streams.map(({ stream }) => stream.constants)
  const constants = new Set([...first!].filter((key) => rest.every((one) => one.has(key))))
  return { kinds, floating, grammars, constants, optionalKinds }
}

function mergeHeaders(answers: readonly Dated[], provider: string): Pick<AnswerFacts, 'headers' | 'optionalHeaders'> {
  const complete = answers.filter(({ facts }) => facts.headers !== undefined)
  if (complete.length === 0) return {}
  const headers: HeaderFacts = new Map()
  const optionalHeaders = new Set<string>()
  const newest = newestOf(complete)
  for (const name of new Set(complete.flatMap(({ facts }) => [...facts.headers!.keys()]))) {
    if (isGone(provider, `header ${name}`, newest)) continue
    const telling = complete.filter(({ facts }) => !facts.untrustedHeaders?.has(name))
    if (telling.every(({ facts }) => !facts.headers!.has(name))) continue
    headers.set(name, shapesSeen(telling, name, provider))
    const isPassing = mayHave(provider, `header ${name}`, newest)
    if (
      isPassing ||
      telling.some(({ facts, day }) => !facts.headers!.has(name) && !mayLack(provider, `header ${name}`, day))
    )
      optionalHeaders.add(name)
  }
  return { headers, optionalHeaders }
}

/** Values of today's form; those of former forms only where there is no other. */
function shapesSeen(answers: readonly Dated[], name: string, provider: string): Set<string> {
  const seen = answers.filter(({ facts }) => facts.headers!.has(name))
  const current = seen.filter(({ day }) => !mayLack(provider, `header value ${name}`, day))
  const chosen = current.length > 0 ? current : seen
  return new Set(chosen.flatMap(({ facts }) => [...facts.headers!.get(name)!]))
}

/** Whether a member has ended and recordings from after its end show that here too. */
function isGone(provider: string, what: string, newest: string): boolean {
  return mayHave(provider, what, '0000') && !mayHave(provider, what, newest)
}

function newestOf(answers: readonly { readonly day: string | undefined }[]): string {
  return answers.map(({ day }) => day ?? '').reduce((newest, day) => (day > newest ? day : newest), '')
}
