import { idPattern } from './id-pattern.ts'

/** What is known of one key path of a JSON value. Sets hold everything that was seen. */
export interface PathFacts {
  readonly types: Set<string>
  /** Values of keys that choose among few words (`object`, `role`, `finish_reason`). */
  readonly values: Set<string>
  /** Patterns of ids. */
  readonly ids: Set<string>
  /** Texts that the request decides (`model`, the words of an error); never committed. */
  readonly exact: Set<string>
  /** Whether it may be absent. */
  optional: boolean
  /** Whether its place among its siblings is unknown: only recordings with sorted keys have it. */
  unplaced: boolean
}

/** The structure of JSON values: key paths in the order of the wire. `choices[].message.content`, `content[text].text`. */
export type Shape = Map<string, PathFacts>

/** Keys below which user or model invent the keys. */
const OPAQUE = new Set([
  'input',
  'arguments',
  'args',
  'parameters',
  'input_schema',
  'schema',
  'metadata',
  'properties',
  'document',
])
const WORDS = new Set(['object', 'type', 'role', 'finish_reason', 'stop_reason', 'status', 'service_tier', 'code'])
const EXACT = new Set(['model', 'message', 'error.message', 'error.param'])

/** The structure that these values have together. */
export function shapeOf(values: readonly unknown[]): Shape {
  const shape: Shape = new Map()
  for (const value of values) visit(shape, value, '')
  return shape
}

export function emptyPath(): PathFacts {
  return { types: new Set(), values: new Set(), ids: new Set(), exact: new Set(), optional: false, unplaced: false }
}

/** The facts of a path, made where they are missing. */
export function pathFacts(shape: Shape, path: string): PathFacts {
  const known = shape.get(path) ?? emptyPath()
  shape.set(path, known)
  return known
}

function visit(shape: Shape, value: unknown, path: string): void {
  if (path !== '') note(pathFacts(shape, path), value, path)
  if (OPAQUE.has(lastKey(path))) return
  if (Array.isArray(value)) {
    for (const item of value) visit(shape, item, `${path}[${tagOf(item)}]`)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) visit(shape, child, path === '' ? key : `${path}.${key}`)
  }
}

function note(facts: PathFacts, value: unknown, path: string): void {
  facts.types.add(typeOf(value))
  if (typeof value !== 'string') return
  const key = lastKey(path)
  if (WORDS.has(key) && !path.endsWith('executableCode.code')) facts.values.add(value)
  else if (EXACT.has(path) || key === 'model') facts.exact.add(key === 'message' ? masked(value) : value)
  else if (path !== 'data[].id' && /(?:^|_)id$|^system_fingerprint$/.test(key)) {
    const pattern = idPattern(value)
    if (pattern) facts.ids.add(pattern)
  }
}

/** Without what differs from call to call: numbers, and keys that were replaced in the recording. */
function masked(text: string): string {
  return text
    .replace(/(API key provided: |api key: )\S+/i, '$1*')
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')
    .replace(/\d{4,}/g, 'N')
}

/** Items that say their type are told apart by it. */
function tagOf(item: unknown): string {
  const type = typeof item === 'object' && item !== null && 'type' in item ? item.type : undefined
  return typeof type === 'string' ? type : ''
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function lastKey(path: string): string {
  return path.replace(/\[[^\]]*\]$/, '').replace(/^.*\./, '')
}
