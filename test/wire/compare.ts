import type { AnswerFacts } from './answer-facts.ts'
import { mayHave, mayLack } from './eras.ts'
import { fitsShape } from './header-facts.ts'
import { sameIdPattern } from './id-pattern.ts'
import type { PathFacts, Shape } from './shape.ts'
import type { StreamFacts } from './stream-facts.ts'

/** One thing in which our answer is not as recorded. */
export interface Difference {
  /** `missing key`, `extra key`, `type`, `value`, `id`, `words`, `key order`, `events`, `header`, `style`, `status`, … */
  readonly check: string
  readonly where: string
  readonly recorded: string
  readonly ours: string
  /** When the member is recorded elsewhere: whether its day explains the difference. */
  readonly hint?: string
}

/** The result of a comparison: how much was looked at, and what differs. */
export interface Comparison {
  readonly checks: number
  readonly differences: readonly Difference[]
}

export interface Terms {
  readonly provider: string
  /** Day of the recorded answer; undefined where unknown. */
  readonly day: string | undefined
  readonly floatAfter: Readonly<Record<string, string>>
}

/** Compares an answer of ours with the facts of recorded ones: everything seen may be, everything not optional must be. */
export function compare(recorded: AnswerFacts, ours: AnswerFacts, terms: Terms): Comparison {
  const tally = createTally(terms)
  tally.check('status', '', String(recorded.status), String(ours.status), recorded.status === ours.status)
  if (recorded.status !== ours.status) return tally
  if (recorded.headers) compareHeaders(recorded, ours, tally)
  if (recorded.styles && !mayLack(terms.provider, 'style', terms.day))
    tally.within('style', '', recorded.styles, ours.styles ?? new Set(['none']))
  const { body, stream, ordered } = recorded
  tally.check('form', '', body ? 'JSON' : 'stream', ours.body ? 'JSON' : 'stream', Boolean(body) === Boolean(ours.body))
  if (body && ours.body) compareShapes(body, ours.body, '', ordered, tally)
  if (stream && ours.stream) compareStreams(stream, ours.stream, ordered, tally)
  return tally
}

interface Tally extends Comparison {
  readonly terms: Terms
  check(check: string, where: string, recorded: string, ours: string, ok: boolean): void
  within(check: string, where: string, seen: ReadonlySet<string>, ours: ReadonlySet<string>): void
}

function createTally(terms: Terms): Tally {
  const differences: Difference[] = []
  let checks = 0
  return {
    terms,
    differences,
    get checks() {
      return checks
    },
    check(check, where, recorded, ours, ok) {
      checks++
      if (!ok) differences.push({ check, where, recorded, ours })
    },
    within(check, where, seen, ours) {
      if (seen.size === 0 && check !== 'type') return
      const isWithin = [...ours].every((one) => seen.has(one))
      this.check(check, where, [...seen].join(' | '), [...ours].join(' | '), isWithin)
    },
  }
}

function compareHeaders(
  { headers, optionalHeaders, untrustedHeaders }: AnswerFacts,
  ours: AnswerFacts,
  tally: Tally,
): void {
  const { provider, day } = tally.terms
  for (const [name, shapes] of headers!) {
    if (untrustedHeaders?.has(name)) continue
    const own = ours.headers?.get(name)
    const excused = optionalHeaders?.has(name) === true || mayHave(provider, `header ${name}`, day)
    tally.check('missing header', name, [...shapes].join(' | '), 'none', own !== undefined || excused)
    if (!own) continue
    const [shape] = own
    tally.check(
      'header value',
      name,
      [...shapes].join(' | '),
      shape!,
      fitsShape(shapes, shape!) || mayLack(provider, `header value ${name}`, day),
    )
  }
  for (const [name, [shape]] of ours.headers ?? []) {
    if (headers!.has(name) || untrustedHeaders?.has(name)) continue
    tally.check('extra header', name, 'none', shape!, mayLack(provider, `header ${name}`, day))
  }
}

function compareStreams(recorded: StreamFacts, ours: StreamFacts, ordered: boolean, tally: Tally): void {
  tally.within('event order', '', recorded.grammars, ours.grammars)
  for (const [kind, shape] of recorded.kinds) {
    const own = ours.kinds.get(kind)
    tally.check('missing event', kind, 'sent', 'none', own !== undefined || recorded.optionalKinds?.has(kind) === true)
    if (own) compareShapes(shape, own, `${kind}: `, ordered, tally)
  }
  for (const kind of ours.kinds.keys()) {
    if (!recorded.kinds.has(kind)) tally.check('extra event', kind, 'none', 'sent', false)
  }
  for (const [kind, places] of ours.floating) {
    const usual = tally.terms.floatAfter[kind]
    tally.within('place', kind, new Set([...(recorded.floating.get(kind) ?? []), ...(usual ? [usual] : [])]), places)
  }
  for (const key of recorded.constants) {
    tally.check('constant', key, 'one value', 'several', ours.constants.has(key))
  }
}

function compareShapes(recorded: Shape, ours: Shape, prefix: string, ordered: boolean, tally: Tally): void {
  const { provider, day } = tally.terms
  for (const [path, facts] of recorded) {
    const own = ours.get(path)
    const excused = facts.optional || mayHave(provider, `key ${path}`, day)
    tally.check('missing key', prefix + path, describe(facts), 'none', own !== undefined || excused)
    if (own) comparePath(facts, own, prefix + path, tally)
  }
  for (const [path, own] of ours) {
    if (recorded.has(path) || path === '(event)') continue
    tally.check('extra key', prefix + path, 'none', describe(own), mayLack(provider, `key ${path}`, day))
  }
  if (ordered && !mayLack(provider, 'key order', day)) compareOrder(recorded, ours, prefix, tally)
}

function comparePath(recorded: PathFacts, ours: PathFacts, where: string, tally: Tally): void {
  const { provider, day } = tally.terms
  const isOther = mayLack(provider, `type ${where.replace(/^.*[.\s]/, '')}`, day)
  if (!isOther) tally.within('type', where, recorded.types, ours.types)
  tally.within('value', where, recorded.values, ours.values)
  const areOther = mayLack(provider, `words ${where.replace(/^.*[.\s]/, '')}`, day)
  if (!areOther) tally.within('words', where, recorded.exact, ours.exact)
  if (recorded.ids.size === 0 || ours.ids.size === 0 || mayLack(provider, 'id form', day)) return
  const isSame = [...ours.ids].every((own) => [...recorded.ids].some((seen) => sameIdPattern(own, seen)))
  tally.check('id', where, [...recorded.ids].join(' | '), [...ours.ids].join(' | '), isSame)
}

/** The keys that both have stand in one order within each object. */
function compareOrder(recorded: Shape, ours: Shape, prefix: string, tally: Tally): void {
  const [theirs, own] = [keysByObject(recorded), keysByObject(ours)]
  for (const [object, keys] of theirs) {
    const mine = own.get(object) ?? []
    const common = keys.filter((key) => mine.includes(key))
    if (common.length < 2) continue
    const got = mine.filter((key) => keys.includes(key))
    tally.check(
      'key order',
      `${prefix}${object || '(top)'}`,
      common.join(' '),
      got.join(' '),
      common.join() === got.join(),
    )
  }
}

function keysByObject(shape: Shape): Map<string, string[]> {
  const objects = new Map<string, string[]>()
  for (const [path, { unplaced }] of shape) {
    if (unplaced || path === '(event)' || path.endsWith(']')) continue
    const cut = path.lastIndexOf('.')
    const object = path.slice(0, Math.max(0, cut))
    objects.set(object, [...(objects.get(object) ?? []), path.slice(cut + 1)])
  }
  return objects
}

function describe(facts: PathFacts): string {
  const values = [...facts.values, ...facts.exact]
  return [...facts.types].join('|') + (values.length > 0 ? ` = ${values.join(',')}` : '')
}
