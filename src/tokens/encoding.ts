import { createCountCache } from './count-cache.ts'
import { createCutter, wellFormed } from './cut.ts'
import { kindsOf, readKinds, type Kinds } from './kinds.ts'
import { createMerger } from './merge.ts'
import { createPairTable } from './pair-table.ts'
import { createPieceCache } from './piece-cache.ts'
import { pieceEndOf } from './pieces.ts'
import { readByteIds, readMerges, type Merges, type RankTable } from './rank-table.ts'
import { decodeTokens } from './token-bytes.ts'
import type { Tokenizer } from './tokenizer.ts'

/** A tokenizer whose vocabulary is public: it counts exactly, and tells and reads token ids. */
export interface Encoding extends Tokenizer {
  /** Token ids of `text`, equal to tiktoken's `encode(text, [], [])`. */
  encode(text: string): number[]
  /**
   * Text behind token ids; bytes that are no UTF-8 become U+FFFD.
   * @throws {RangeError} for an id that is no ordinary token.
   */
  decode(tokens: Iterable<number>): string
}

/** Literal specifiers, so that a bundler makes a chunk of each table. */
const TABLES = {
  o200k_base: () => import('./tables/o200k-base.ts'),
  cl100k_base: () => import('./tables/cl100k-base.ts'),
  p50k_base: () => import('./tables/p50k-base.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly table: RankTable }>>>

/** An encoding that can be loaded, by OpenAI's name. */
export type EncodingName = keyof typeof TABLES

const loading = new Map<EncodingName, Promise<Encoding>>()

/**
 * The encoding of that name. Its table is imported on the first call and kept for the life of the process.
 * @throws {RangeError} for an unknown name.
 *
 * @example
 * const encoding = await loadEncoding('o200k_base')
 * encoding.split('Hello, world!') // ['Hello', ',', ' world', '!']
 */
export function loadEncoding(name: EncodingName): Promise<Encoding> {
  const known = loading.get(name)
  if (known !== undefined) return known
  const encoding = createNamedEncoding(name)
  loading.set(name, encoding)
  // A chunk that could not be fetched may be there next time.
  encoding.catch(() => loading.delete(name))
  return encoding
}

let kinds: Kinds | undefined

async function createNamedEncoding(name: EncodingName): Promise<Encoding> {
  if (!Object.hasOwn(TABLES, name)) {
    throw new RangeError(`No encoding "${name}". Known: ${Object.keys(TABLES).join(', ')}.`)
  }
  const [{ table }, { kindRuns }] = await Promise.all([TABLES[name](), import('./tables/kinds.ts')])
  return createEncoding(name, table, (kinds ??= readKinds(kindRuns)))
}

function createEncoding(name: EncodingName, table: RankTable, kinds: Kinds): Encoding {
  const merger = createMerger(createPairTable(table), readByteIds(table), table.size)
  let merges: Merges | undefined
  const cache = createPieceCache()
  const counts = createCountCache()
  const pieceEnd = pieceEndOf(table.pattern)

  /** Calls back with the tokens of each piece of well-formed `text`, as cells of an array that is reused. */
  const eachPiece = (text: string, visit: (tokens: Int32Array, start: number, end: number) => void): void => {
    const textKinds = kindsOf(text, kinds)
    for (let start = 0; start < text.length;) {
      const end = pieceEnd(text, textKinds, start)
      const entry = cache.find(text, start, end)
      if (entry >= 0) {
        visit(cache.tokens, cache.tokenStarts[entry]!, cache.tokenStarts[entry + 1]!)
      } else {
        const count = merger.merge(text, start, end)
        cache.add(text, start, end, merger.tokens, count)
        visit(merger.tokens, 0, count)
      }
      start = end
    }
  }

  return {
    name,
    count(text) {
      const known = counts.find(text)
      if (known !== undefined) return known
      let total = 0
      eachPiece(wellFormed(text), (_, start, end) => (total += end - start))
      counts.add(text, total)
      return total
    },
    split(text) {
      const wellFormedText = wellFormed(text)
      const cutter = createCutter(wellFormedText)
      eachPiece(wellFormedText, (tokens, start, end) => {
        for (let index = start; index < end; index++) cutter.advance(merger.byteLengths[tokens[index]!]!)
      })
      return cutter.texts
    },
    encode(text) {
      const ids: number[] = []
      eachPiece(wellFormed(text), (tokens, start, end) => {
        for (let index = start; index < end; index++) ids.push(tokens[index]!)
      })
      return ids
    },
    decode: (tokens) => decodeTokens((merges ??= readMerges(table)), tokens),
  }
}
