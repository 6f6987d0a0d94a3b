import { expect, test } from 'vitest'
import { loadEncoding } from '../../src/tokens/encoding.ts'

const MILLION = 1_000_000
/** A tenth of it is usual; the ceiling only tells linear from quadratic. */
const CEILING_MS = 3000

function pseudoRandomText(length: number, alphabet: string): string {
  let state = 1
  let text = ''
  while (text.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    text += alphabet[(state >>> 8) % alphabet.length]
  }
  return text
}

test.each([
  ['two megabytes of the same letter', 'a'.repeat(2 * MILLION), 250_000],
  ['a megabyte of letters without a space', pseudoRandomText(MILLION, 'abcdefghijklmnopqrstuvwxyz'), undefined],
  ['a megabyte of mixed case', 'aBcDeFgH'.repeat(MILLION / 8), undefined],
  ['a megabyte of upper case', 'ABCDEFGH'.repeat(MILLION / 8), undefined],
  ['a megabyte of digits', '1234567890'.repeat(MILLION / 10), 333_334],
  ['a megabyte of ideographs', pseudoRandomText(MILLION / 3, '漢字仮名交文日本語中国話人大小上下'), undefined],
  ['a megabyte of blanks', ' '.repeat(MILLION), undefined],
  ['a megabyte of blanks with a line break now and then', `${' '.repeat(999)}\n`.repeat(MILLION / 1000), undefined],
  ['a megabyte of line breaks', '\n'.repeat(MILLION), undefined],
  ['a megabyte of symbols', '=-'.repeat(MILLION / 2), undefined],
  ['a megabyte of combining marks', `a${'\u0301'.repeat(MILLION / 2)}`, undefined],
  ['a megabyte of emoji sequences', '👩‍👩‍👧'.repeat(MILLION / 18), undefined],
  ['a megabyte of contractions', "'s".repeat(MILLION / 2), undefined],
  ['a megabyte of lone surrogates', '\ud800'.repeat(MILLION / 2), undefined],
])('cuts %s in time', async (_, text, expected) => {
  const encoding = await loadEncoding('o200k_base')
  const started = performance.now()
  const pieces = encoding.split(text)
  expect(performance.now() - started).toBeLessThan(CEILING_MS)
  expect(pieces.join('').length).toBe(text.length)
  if (expected !== undefined) expect(encoding.count(text)).toBe(expected)
})
