import type { AnswerFacts } from './answer-facts.ts'
import type { Shape } from './shape.ts'

/** The committed facts of an endpoint: structure only. Equal shapes are written once, under `shapes` and `headers`. */
export interface FactsFile {
  readonly endpoint: string
  readonly scenarios: Readonly<Record<string, ScenarioFacts>>
  /** By name; a key ends in `?` where it may be absent and in `*` where its place is unknown, a value reads `types = words ~ id patterns`. */
  readonly shapes: Readonly<Record<string, Written>>
  readonly headers: Readonly<Record<string, Written>>
}

type Written = Readonly<Record<string, string>>

interface ScenarioFacts {
  readonly recordings: number
  /** Day of the newest one. */
  readonly newest: string | null
  readonly status: number
  readonly ordered: boolean
  readonly styles?: readonly string[]
  readonly headers?: string
  readonly body?: string
  readonly grammars?: readonly string[]
  readonly events?: Written
  readonly floating?: Readonly<Record<string, readonly string[]>>
  readonly constants?: readonly string[]
}

/** A scenario's facts with where they come from. */
export interface Scenario {
  readonly facts: AnswerFacts
  readonly recordings: number
  readonly newest: string | undefined
}

export function writeFacts(endpoint: string, scenarios: ReadonlyMap<string, Scenario>): FactsFile {
  const shapes = createPool()
  const headers = createPool()
  const names = [...scenarios.keys()].toSorted()
  const entries = names.map((name) => {
    const { facts, recordings, newest } = scenarios.get(name)!
    const { status, ordered, styles, body, stream } = facts
    const own = facts.headers && writeHeaders(facts)
    return [
      name,
      {
        recordings,
        newest: newest ?? null,
        status,
        ordered,
        ...(styles ? { styles: [...styles].toSorted() } : {}),
        ...(own ? { headers: headers.add(status >= 400 ? 'error' : 'answer', own) } : {}),
        ...(body ? { body: shapes.add(status >= 400 ? 'error' : 'body', writeShape(body)) } : {}),
        ...(stream
          ? {
              grammars: [...stream.grammars].toSorted(),
              events: Object.fromEntries(
                [...stream.kinds].map(([kind, shape]) => [
                  stream.optionalKinds?.has(kind) ? `${kind}?` : kind,
                  shapes.add(kind, writeShape(shape)),
                ]),
              ),
              floating: Object.fromEntries(
                [...stream.floating].map(([kind, places]) => [kind, [...places].toSorted()]),
              ),
              constants: [...stream.constants].toSorted(),
            }
          : {}),
      } satisfies ScenarioFacts,
    ] as const
  })
  return { endpoint, scenarios: Object.fromEntries(entries), shapes: shapes.all(), headers: headers.all() }
}

/** The facts of a scenario as they are compared. */
export function readFacts(file: FactsFile, name: string): AnswerFacts {
  const {
    status,
    ordered,
    styles,
    headers,
    body,
    grammars,
    events = {},
    floating = {},
    constants = [],
  } = file.scenarios[name]!
  const shape = (key: string) => readShape(file.shapes[key]!)
  const kinds = Object.entries(events)
  return {
    status,
    ordered,
    ...(styles ? { styles: new Set(styles) } : {}),
    ...(headers ? readHeaders(file.headers[headers]!) : {}),
    ...(body ? { body: shape(body) } : {}),
    ...(grammars
      ? {
          stream: {
            grammars: new Set(grammars),
            kinds: new Map(kinds.map(([kind, key]) => [bare(kind), shape(key)])),
            optionalKinds: new Set(
              kinds
                .map(([kind]) => kind)
                .filter((kind) => kind.endsWith('?'))
                .map(bare),
            ),
            floating: new Map(Object.entries(floating).map(([kind, places]) => [kind, new Set(places)])),
            constants: new Set(constants),
          },
        }
      : {}),
  }
}

/** Equal entries under one name. */
function createPool() {
  const names = new Map<string, string>()
  const entries: Record<string, Written> = {}
  return {
    add(stem: string, entry: Written): string {
      const key = `${stem} ${JSON.stringify(entry)}`
      const known = names.get(key)
      if (known !== undefined) return known
      const taken = Object.keys(entries).filter((name) => name === stem || name.startsWith(`${stem} #`)).length
      const name = taken === 0 ? stem : `${stem} #${taken + 1}`
      names.set(key, name)
      entries[name] = entry
      return name
    },
    all: () => entries,
  }
}

function writeShape(shape: Shape): Written {
  return Object.fromEntries(
    [...shape].map(([path, { types, values, ids, optional, unplaced }]) => {
      const words = values.size > 0 ? ` = ${[...values].toSorted().join(',')}` : ''
      const patterns = ids.size > 0 ? ` ~ ${[...ids].toSorted().join(',')}` : ''
      return [path + (unplaced ? '*' : '') + (optional ? '?' : ''), [...types].toSorted().join('|') + words + patterns]
    }),
  )
}

function readShape(written: Written): Shape {
  return new Map(
    Object.entries(written).map(([path, text]) => {
      const [head = '', ids] = text.split(' ~ ')
      const [types = '', values] = head.split(' = ')
      const facts = {
        types: new Set(types.split('|').filter(Boolean)),
        values: new Set(values?.split(',')),
        ids: new Set(ids?.split(',')),
        exact: new Set<string>(),
        optional: path.endsWith('?'),
        unplaced: /\*\??$/.test(path),
      }
      return [bare(path), facts]
    }),
  )
}

function writeHeaders({ headers, optionalHeaders }: AnswerFacts): Written {
  return Object.fromEntries(
    [...headers!]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, shapes]) => [optionalHeaders?.has(name) ? `${name}?` : name, [...shapes].toSorted().join(' | ')]),
  )
}

function readHeaders(written: Written): Pick<AnswerFacts, 'headers' | 'optionalHeaders'> {
  const entries = Object.entries(written)
  return {
    headers: new Map(entries.map(([name, shapes]) => [bare(name), new Set(shapes.split(' | '))])),
    optionalHeaders: new Set(
      entries
        .map(([name]) => name)
        .filter((name) => name.endsWith('?'))
        .map(bare),
    ),
  }
}

function bare(name: string): string {
  return name.replace(/\*?\??$/, '')
}
