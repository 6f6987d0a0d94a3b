import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindsOf, readKinds } from '../../src/tokens/kinds.ts'
import { pieceEndOf } from '../../src/tokens/pieces.ts'
import { table as cl100k } from '../../src/tokens/tables/cl100k-base.ts'
import { kindRuns } from '../../src/tokens/tables/kinds.ts'
import { table as o200k } from '../../src/tokens/tables/o200k-base.ts'
import { table as p50k } from '../../src/tokens/tables/p50k-base.ts'
import { anyText, MIXED_TEXTS, normalised } from './texts.ts'

const kinds = readKinds(kindRuns)
kinds.readAll()

/** Rust's `\s`, which has U+0085 and not U+FEFF. */
const WHITE_SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** tiktoken's pattern as a JavaScript RegExp; `(?i:…)` and `\s` are written out. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll(
      /\(\?i:([^)]*)\)/g,
      (_, body: string) =>
        `(?:${body.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}${letter === 's' ? 'ſ' : ''}]`)})`,
    )
    .replaceAll('[^\\s', `[^${WHITE_SPACE}`)
    .replaceAll('\\s', `[${WHITE_SPACE}]`)
    .replaceAll('\\S', `[^${WHITE_SPACE}]`)
  return new RegExp(source, 'gu')
}

function pieces(pattern: string, text: string): string[] {
  const pieceEnd = pieceEndOf(pattern)
  const textKinds = kindsOf(text, kinds)
  const result: string[] = []
  for (let start = 0; start < text.length;) {
    const end = pieceEnd(text, textKinds, start)
    if (end <= start) throw new Error(`no piece at ${start} of ${JSON.stringify(text)}`)
    result.push(text.slice(start, end))
    start = end
  }
  return result
}

/** Text in which this engine and tiktoken agree about every character: Unicode grows. */
function settled(text: string): string {
  const kindOf = [/[\p{Lu}\p{Lt}]/u, /\p{Ll}/u, /[\p{Lm}\p{Lo}]/u, /\p{M}/u, /\p{N}/u]
  return Array.from(normalised(text))
    .filter((character) => {
      const bit = kindOf.findIndex((pattern) => pattern.test(character))
      const kind = kinds.cells[character.codePointAt(0)!]!
      return bit === -1 ? kind >= 32 : kind === 1 << bit
    })
    .join('')
}

test.each([
  ['o200k_base', o200k.pattern],
  ['cl100k_base', cl100k.pattern],
  ['p50k_base', p50k.pattern],
])('cuts as the regular expression of %s does', (_, pattern) => {
  const regExp = toRegExp(pattern)
  const agree = (text: string): void => {
    expect(pieces(pattern, settled(text))).toEqual(settled(text).match(regExp) ?? [])
  }
  MIXED_TEXTS.forEach(agree)
  fc.assert(fc.property(anyText, agree), { numRuns: 500 })
  // Short texts of one character of each kind meet in every order.
  const characters = fc.constantFrom(..."aſsA\u01c5ʰ日\u0301\u{1d400}\u{20000}1\u{1d7d8} \t\u0085\ufeff\n\r'/!tEe")
  fc.assert(
    fc.property(
      fc.array(characters, { maxLength: 9 }).map((parts) => parts.join('')),
      agree,
    ),
    { numRuns: 4000 },
  )
})

test('refuses a pattern it does not know', () => {
  expect(() => pieceEndOf('\\w+')).toThrow(RangeError)
})
