/** One bad request of a table: its name and where the words of its answer come from. */
export interface ListedRow {
  readonly title: string
  readonly source: Source
}

type Source = 'recorded' | 'documented' | 'reconstructed'

const SOURCES: ReadonlySet<unknown> = new Set(['recorded', 'documented', 'reconstructed'])

let rows: ListedRow[] = []

/** The rows of the tables that were loaded since the last call. */
export function takeRows(): readonly ListedRow[] {
  const taken = rows
  rows = []
  return taken
}

/** Stands in for vitest's `test`: tables of refusals are listed, nothing runs. */
export const test = Object.assign(() => undefined, {
  each: (table: readonly unknown[]) => (title: string) => {
    if (/\brefus(?:es|al)\b/.test(title) && !title.startsWith('takes')) rows.push(...table.map(rowOf))
  },
})

/** A row's first text is its name; its source is a member of it, at most 3 deep, or in its name. */
function rowOf(row: unknown): ListedRow {
  const said = textsOf(row, 3)
  const named = said.map((text) => /\((recorded|documented|reconstructed)[):]/.exec(text)?.[1]).find(Boolean)
  const source = said.find((text) => SOURCES.has(text)) ?? named ?? 'reconstructed'
  // One of the three words.
  return { title: titleOf(row), source: source as Source }
}

function titleOf(row: unknown): string {
  if (typeof row !== 'object' || row === null) return String(row)
  if ('title' in row) return String(row.title)
  if (!Array.isArray(row)) return ''
  const [first, second] = row as readonly unknown[]
  // Tables without names are numbered: the path says more.
  return typeof first === 'number' ? `${String(second)} ${first}` : String(first)
}

function textsOf(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value]
  if (depth === 0 || typeof value !== 'object' || value === null) return []
  const { source, row, title } = value as Readonly<Record<string, unknown>>
  const inside = Array.isArray(value) ? value : [source, title, row]
  return inside.flatMap((one) => textsOf(one, depth - 1))
}

/** Values that tables hold in place of ids: whatever is asked of it, it gives itself. */
export const expect: unknown = new Proxy(() => undefined, {
  get: (_, name) => (name === 'toJSON' ? () => 'any' : expect),
  apply: () => expect,
})

export function describe(_: string, body: () => void): void {
  body()
}

export const beforeAll = (): void => undefined
export const afterAll = (): void => undefined
export const beforeEach = (): void => undefined
export const afterEach = (): void => undefined
