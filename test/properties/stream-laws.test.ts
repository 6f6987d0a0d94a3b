import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutByCharacters, cutByToken, cutByTokens } from '../../src/chunking.ts'
import { choicesOf, NO_USAGE, type Completion, type ContentPart, type FinishReason } from '../../src/completion.ts'
import { createRandom } from '../../src/random.ts'
import { collapse, cutCompletion, deltaTextOf, toParts, type Cut } from '../../src/stream.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'

const tokenizer = await loadTokenizer('o200k')

const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const part: fc.Arbitrary<ContentPart> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('reasoning' as const), text }),
  fc.record({ type: fc.constant('refusal' as const), text }),
  fc.record({
    type: fc.constant('tool-call' as const),
    id: fc.string({ minLength: 1 }),
    name: fc.string({ minLength: 1 }),
    arguments: fc.json(),
  }),
)
const finishReason = fc.constantFrom<FinishReason>('stop', 'length', 'tool-calls', 'refusal', 'content-filter')
const choice = fc.record({ content: fc.array(part, { maxLength: 4 }), finishReason })
const completion: fc.Arbitrary<Completion> = fc
  .tuple(choice, fc.array(choice, { maxLength: 2 }))
  .map(([first, alternatives]) => ({ ...first, alternatives, usage: NO_USAGE }))

const cuts: readonly (() => Cut)[] = [
  () => (one) => cutByToken(deltaTextOf(one), tokenizer),
  () => (one) => cutByTokens(deltaTextOf(one), tokenizer, (index) => 1 + (index % 5)),
  () => (one) => cutByCharacters(deltaTextOf(one), tokenizer, createRandom(7), 1, 13),
]

test('a collapsed stream is the completion, however it is cut', () => {
  fc.assert(
    fc.property(completion, fc.constantFrom(...cuts), (answer, makeCut) => {
      const parts = [...toParts(cutCompletion(answer, makeCut()))]
      expect(collapse(parts)).toEqual(
        choicesOf(answer).map(({ content, finishReason: reason }) => ({ content, finishReason: reason })),
      )
    }),
  )
})

test('a stream announces its length, starts once, closes every part and finishes each choice, the last one last', () => {
  fc.assert(
    fc.property(completion, (answer) => {
      const cut = cutCompletion(answer, cuts[0]!())
      const parts = [...toParts(cut)]
      expect(parts).toHaveLength(cut.length)
      expect(parts.filter(({ type }) => type === 'start')).toHaveLength(1)
      const count = (type: string) => parts.filter((one) => one.type === type).length
      expect(count('part-start')).toBe(count('part-end'))
      const finishes = parts.filter((one) => one.type === 'finish')
      expect(finishes).toHaveLength(choicesOf(answer).length)
      expect(finishes.map(({ last }) => last)).toEqual(finishes.map((_, index) => index === finishes.length - 1))
      expect(parts.at(-1)).toBe(finishes.at(-1))
    }),
  )
})

test('no delta splits a surrogate pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (value) => {
      const wellFormed = value.toWellFormed()
      for (const makeCut of cuts) {
        const { texts } = makeCut()({ type: 'text', text: wellFormed }, { content: [], finishReason: 'stop' }, 0)
        expect(texts.join('')).toBe(wellFormed)
        expect(texts.every((piece) => piece.isWellFormed())).toBe(true)
      }
    }),
  )
})
