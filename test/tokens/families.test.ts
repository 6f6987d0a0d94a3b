import { expect, test } from 'vitest'
import { loadEncoding } from '../../src/tokens/encoding.ts'
import { loadTokenizer, tokenizerFamilies, type TokenizerFamily } from '../../src/tokens/families.ts'

const FAMILIES = Object.keys(tokenizerFamilies) as TokenizerFamily[]
const TEXT = 'Counting tokens is a question of vocabulary: 12 words here, and 3 numbers.'

test.each(FAMILIES)('counts and splits for %s', async (family) => {
  const tokenizer = await loadTokenizer(family)
  expect(await loadTokenizer(family)).toBe(tokenizer)
  expect(tokenizer.count('')).toBe(0)
  expect(tokenizer.split(TEXT).join('')).toBe(TEXT)
  expect(tokenizer.split(TEXT).length).toBe(tokenizer.count(TEXT))
})

test('counts exactly where the encoding is public', async () => {
  expect(await loadTokenizer('o200k')).toBe(await loadEncoding('o200k_base'))
  expect(await loadTokenizer('cl100k')).toBe(await loadEncoding('cl100k_base'))
  expect(await loadTokenizer('p50k')).toBe(await loadEncoding('p50k_base'))
})

test('counts more for the newer Claude models than for the older', async () => {
  const [older, newer] = await Promise.all([loadTokenizer('claude'), loadTokenizer('claude-new')])
  const base = (await loadEncoding('o200k_base')).count(TEXT)
  expect(older.name).toBe('claude')
  expect(older.count(TEXT)).toBe(Math.round(base * 1.06))
  expect(newer.count(TEXT)).toBe(Math.round(base * 1.415))
})

test('rejects an unknown family with the families it knows', async () => {
  // @ts-expect-error not a family
  await expect(loadTokenizer('gpt')).rejects.toThrow(`No tokenizer family "gpt". Known: ${FAMILIES.join(', ')}.`)
})
