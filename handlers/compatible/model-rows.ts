import type { Capability, Model, Price } from '../../src/models.ts'
import type { TokenizerFamily } from '../../src/tokens/families.ts'

/** One model of a provider's table; `out` is absent where an answer may fill the window. */
export interface ModelRow {
  readonly id: string
  readonly window: number
  readonly out?: number
  readonly can: readonly Capability[]
  readonly tokenizer: TokenizerFamily
  readonly released: string
  /** Prices that the generated table does not have, or has under another name. */
  readonly prices?: readonly Price[]
  readonly aliases?: readonly string[]
  readonly title?: string
  readonly traits?: Readonly<Record<string, unknown>>
}

/** What most chat models can do, by letters: `t`ools, `v`ision, `r`easoning, `a`udio, `s`chema, `l`ong context. JSON mode is always there. */
export function chatModel(letters = 'ts'): readonly Capability[] {
  return [
    'chat',
    'streaming',
    'json',
    ...Object.entries(LETTERS).flatMap(([letter, name]) => (letters.includes(letter) ? [name] : [])),
  ]
}

const LETTERS: Readonly<Record<string, Capability>> = {
  t: 'tools',
  v: 'vision',
  r: 'reasoning',
  a: 'audio',
  s: 'json_schema',
  l: 'long-context',
}

/** The models of a table with the prices of the generated one. */
export function modelsFrom(
  rows: readonly ModelRow[],
  prices: Readonly<Record<string, readonly Price[]>>,
): readonly Model[] {
  return rows.map((row) => ({
    id: row.id,
    ...(row.aliases ? { aliases: row.aliases } : {}),
    contextWindow: row.window,
    maxOutputTokens: row.out ?? row.window,
    capabilities: row.can,
    tokenizer: row.tokenizer,
    prices: row.prices ?? prices[row.id] ?? [],
    released: row.released,
    ...(row.title ? { displayName: row.title } : {}),
    ...(row.traits ? { traits: row.traits } : {}),
  }))
}

/** Seconds since the epoch at which a model was released. */
export function createdOf({ released }: Pick<Model, 'released'>): number {
  return Date.parse(`${released ?? '2025-01-01'}T00:00:00Z`) / 1000
}

/** A list price in USD per million tokens. */
export function priced(input: number, output: number): readonly Price[] {
  return [{ inputUsdPerMillion: input, outputUsdPerMillion: output }]
}
