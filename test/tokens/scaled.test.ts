import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadEncoding } from '../../src/tokens/encoding.ts'
import { scaled } from '../../src/tokens/scaled.ts'
import { anyText, normalised } from './texts.ts'

const anyFactor = fc.double({ min: 0.05, max: 5, noNaN: true })

test('counts the factor times what the base counts, at least 1 for any text', async () => {
  const base = await loadEncoding('o200k_base')
  fc.assert(
    fc.property(anyText, anyFactor, (text, factor) => {
      const expected = text === '' ? 0 : Math.max(1, Math.round(base.count(text) * factor))
      expect(scaled(base, { name: 'rule', factor }).count(text)).toBe(expected)
    }),
  )
})

test('splits into as many texts as it counts, or one per character where there are fewer', async () => {
  const base = await loadEncoding('o200k_base')
  fc.assert(
    fc.property(anyText, anyFactor, (text, factor) => {
      const rule = scaled(base, { name: 'rule', factor })
      const texts = rule.split(text)
      expect(texts.join('')).toBe(normalised(text))
      expect(texts.length).toBe(Math.min(rule.count(text), Array.from(normalised(text)).length))
      expect(texts.every((piece) => piece !== '' && normalised(piece) === piece)).toBe(true)
      expect(rule.split(text)).toEqual(texts)
    }),
  )
})

test('cuts long pieces first and joins evenly', async () => {
  const base = await loadEncoding('o200k_base')
  const text = 'An international organization, I say'
  expect(base.split(text)).toEqual(['An', ' international', ' organization', ',', ' I', ' say'])
  expect(scaled(base, { name: 'more', factor: 1.34 }).split(text)).toEqual([
    'An',
    ' intern',
    'ational',
    ' organi',
    'zation',
    ',',
    ' I',
    ' say',
  ])
  expect(scaled(base, { name: 'fewer', factor: 0.5 }).split(text)).toEqual([
    'An international',
    ' organization,',
    ' I say',
  ])
})

test('tells the constant per message without counting it', async () => {
  const base = await loadEncoding('o200k_base')
  const rule = scaled(base, { name: 'rule', factor: 1, constant: 3 })
  expect(rule).toMatchObject({ name: 'rule', factor: 1, constant: 3 })
  expect(rule.count('hello')).toBe(1)
  expect(scaled(base, { name: 'rule', factor: 1 }).constant).toBe(0)
})

test('refuses a factor that is not above 0', async () => {
  const base = await loadEncoding('o200k_base')
  for (const factor of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => scaled(base, { name: 'rule', factor })).toThrow(RangeError)
  }
})
