import fc from 'fast-check'
import { get_encoding } from 'tiktoken'
import { expect, test } from 'vitest'
import { loadEncoding } from '../../src/tokens/encoding.ts'
import { loadTiktoken, tiktokenTokenizer } from '../../src/tokens/tiktoken.ts'
import { anyText, MIXED_TEXTS, normalised } from './texts.ts'

test('counts and splits with tiktoken itself as the packed table does', async () => {
  const [tokenizer, encoding] = await Promise.all([loadTiktoken('o200k_base'), loadEncoding('o200k_base')])
  expect(tokenizer.name).toBe('o200k_base')
  const agree = (text: string): void => {
    expect(tokenizer.count(text)).toBe(encoding.count(text))
    expect(tokenizer.split(text)).toEqual(encoding.split(text))
  }
  MIXED_TEXTS.forEach(agree)
  fc.assert(fc.property(anyText, agree), { numRuns: 50 })
})

test('keeps one tiktoken encoder per name', async () => {
  expect(await loadTiktoken('cl100k_base')).toBe(await loadTiktoken('cl100k_base'))
})

test('rejects an encoding that tiktoken does not know', async () => {
  // @ts-expect-error not a name
  await expect(loadTiktoken('o300k_base')).rejects.toThrow()
})

test('takes an encoder that decodes to text and has plain arrays of tokens', () => {
  const inner = get_encoding('cl100k_base')
  const tokenizer = tiktokenTokenizer({
    name: 'like gpt-tokenizer',
    encode: (text: string) => Array.from(inner.encode(text, [], [])),
    decode: (tokens: number[]) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(inner.decode(Uint32Array.from(tokens))),
  })
  expect(tokenizer.name).toBe('like gpt-tokenizer')
  expect(tokenizer.split('Hello 👩‍👧 wörld')).toEqual(tiktokenTokenizer(inner).split('Hello 👩‍👧 wörld'))
  fc.assert(
    fc.property(anyText, (text) => {
      expect(tokenizer.split(text).join('')).toBe(normalised(text))
    }),
    { numRuns: 50 },
  )
  inner.free()
})
