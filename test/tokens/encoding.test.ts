import fc from 'fast-check'
import { get_encoding } from 'tiktoken'
import { afterAll, describe, expect, test } from 'vitest'
import { loadEncoding, type EncodingName } from '../../src/tokens/encoding.ts'
import { anyText, everyCodePoint, MIXED_TEXTS, normalised } from './texts.ts'

const NAMES: readonly EncodingName[] = ['o200k_base', 'cl100k_base', 'p50k_base']

describe.each(NAMES)('%s', (name) => {
  const reference = get_encoding(name)
  afterAll(() => reference.free())
  const expected = (text: string): number[] => Array.from(reference.encode(text, [], []))

  test('encodes mixed texts as tiktoken does', async () => {
    const encoding = await loadEncoding(name)
    for (const text of MIXED_TEXTS) expect(encoding.encode(text), text.slice(0, 60)).toEqual(expected(text))
  })

  test('encodes any text as tiktoken does, and counts, splits and decodes it accordingly', async () => {
    const encoding = await loadEncoding(name)
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = encoding.encode(text)
        expect(tokens).toEqual(expected(text))
        expect(encoding.count(text)).toBe(tokens.length)
        expect(encoding.decode(tokens)).toBe(normalised(text))
        expect(encoding.split(text).join('')).toBe(normalised(text))
      }),
      { numRuns: 400 },
    )
  })

  test('gives the text of each token, held back until its last character is complete', async () => {
    const encoding = await loadEncoding(name)
    fc.assert(
      fc.property(anyText, (text) => {
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
        const texts: string[] = []
        let held: number[] = []
        for (const token of encoding.encode(text)) {
          held.push(token)
          try {
            const bytes = reference.decode(Uint32Array.from(held))
            texts.push(decoder.decode(bytes))
            held = []
          } catch {
            // The token ends inside a character.
          }
        }
        expect(encoding.split(text)).toEqual(texts)
      }),
      { numRuns: 60 },
    )
  })
})

test('knows the kind of every code point', async () => {
  const encoding = await loadEncoding('o200k_base')
  const reference = get_encoding('o200k_base')
  const text = everyCodePoint()
  // Compared as text: an array of half a million numbers has no readable difference.
  expect(encoding.encode(text).join() === reference.encode(text, [], []).join()).toBe(true)
  reference.free()
})

test('loads an encoding once, for callers at the same time as well', async () => {
  const [first, second] = await Promise.all([loadEncoding('o200k_base'), loadEncoding('o200k_base')])
  expect(first).toBe(second)
  expect(first.name).toBe('o200k_base')
})

test('rejects an unknown name with the names it knows', async () => {
  // @ts-expect-error not a name
  await expect(loadEncoding('toString')).rejects.toThrow(
    new RangeError('No encoding "toString". Known: o200k_base, cl100k_base, p50k_base.'),
  )
})

test('refuses to decode what is no ordinary token', async () => {
  const encoding = await loadEncoding('p50k_base')
  for (const token of [50256, 999_999, -1, 0.5, Number.NaN]) {
    expect(() => encoding.decode([token])).toThrow(new RangeError(`${token} is no token of this encoding.`))
  }
})

test('keeps counting right when the texts outgrow its cache', async () => {
  const encoding = await loadEncoding('o200k_base')
  const words = Array.from({ length: 80_000 }, (_, index) => ` w${index.toString(36)}`)
  const before = encoding.count(words.join(''))
  expect(encoding.count(words.join(''))).toBe(before)
  const reference = get_encoding('o200k_base')
  expect(before).toBe(reference.encode(words.join(''), [], []).length)
  reference.free()
})
