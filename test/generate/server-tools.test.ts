import { expect, test } from 'vitest'
import type { ServerToolPart, TextPart } from '../../src/completion.ts'
import { readImage } from '../../src/image-size.ts'
import { evaluateExactly } from '../../src/generate/arithmetic.ts'
import { simulateAnswer } from '../../src/generate/model.ts'
import type { CompletionRequest, ServerToolOffer } from '../../src/request.ts'
import { modelAt, request } from './ask.ts'

async function partsFor(prompt: string, offers: readonly ServerToolOffer[], more: Partial<CompletionRequest> = {}) {
  const { content } = await simulateAnswer(request(prompt, { serverTools: offers, ...more }), modelAt(5), 1)
  const uses = content.filter((part): part is ServerToolPart => part.type === 'server-tool')
  return { content, uses, text: content.findLast((part): part is TextPart => part.type === 'text') }
}

const search: ServerToolOffer = { kind: 'web-search', name: 'search' }
const code: ServerToolOffer = { kind: 'code-execution', name: 'code' }

test('searches where the question is about today, and cites a source for every sentence', async () => {
  const { uses, text } = await partsFor('What is the latest news about the harbour of Lisbon?', [search])
  expect(uses).toHaveLength(1)
  expect(JSON.parse(uses[0]!.arguments).query).toMatch(/harbour of Lisbon/)
  const sources = uses[0]!.result as readonly { url: string; text: string }[]
  expect(sources.length).toBeGreaterThan(0)
  const { citations = [] } = text!
  expect(citations.length).toBeGreaterThan(0)
  for (const { url, start, end, citedText } of citations) {
    expect(text!.text.slice(start, end)).toBe(citedText)
    expect(sources.find((one) => one.url === url)!.text).toContain(citedText)
  }
})

test('answers by itself where no tool is called for', async () => {
  const { uses } = await partsFor('Tell me about the tides.', [search, code])
  expect(uses).toEqual([])
})

test('runs code whose output is right, beyond the reach of floats', async () => {
  const { uses, text } = await partsFor('Compute 123456789 * 987654321.', [search, code])
  expect(uses).toMatchObject([{ name: 'code', result: '121932631112635269\n' }])
  expect(JSON.parse(uses[0]!.arguments)).toEqual({ code: 'print(123456789 * 987654321)\n' })
  expect(text!.text).toContain('121932631112635269')
  const primes = await partsFor('What is the sum of the first 50 prime numbers? Generate and run code.', [code])
  expect(primes.text!.text).toContain('5117')
})

test('adds up figures or counts words where there is nothing else to run', async () => {
  const figures = await partsFor('Run code over 3 apples, 4.5 pears and 10 plums.', [code])
  expect(figures.uses[0]!.result).toBe('17.5\n')
  const words = await partsFor('Please run some code on this.', [code])
  expect(words.uses[0]!.result).toBe('6\n')
})

test('reads the pages that a prompt names', async () => {
  const offers = [search, { kind: 'web-fetch', name: 'fetch' }] as const
  const { uses, text } = await partsFor('Sum up https://a.example/x and https://b.example/y', offers)
  expect(uses.map((use) => JSON.parse(use.arguments).url)).toEqual(['https://a.example/x', 'https://b.example/y'])
  expect(text!.citations!.map(({ url }) => url)).toContain('https://a.example/x')
})

test('finds places and files', async () => {
  const maps = await partsFor('Which restaurants are near the station?', [{ kind: 'maps', name: 'maps' }])
  expect(maps.uses).toMatchObject([{ name: 'maps' }])
  const files = await partsFor('What does our handbook say?', [{ kind: 'file-search', name: 'files' }])
  expect(files.text!.citations![0]!.title).toBe('handbook.pdf')
})

test('is the same for the same seed, and leaves JSON uncited', async () => {
  const ask = () => partsFor('What is the current weather in Paris?', [search])
  expect(await ask()).toEqual(await ask())
  const responseFormat = {
    type: 'json-schema',
    schema: { type: 'object', properties: { degrees: { type: 'number' } } },
  } as const
  const { uses, text } = await partsFor('What is the current weather in Paris?', [search], { responseFormat })
  expect(uses).toHaveLength(1)
  expect(text!.citations).toBeUndefined()
  expect(JSON.parse(text!.text)).toHaveProperty('degrees')
})

test('draws where a picture is ordered', async () => {
  for (const mediaType of ['image/png', 'image/jpeg'] as const) {
    const { content } = await partsFor('Draw an axolotl.', [], { picture: { mediaType, widthPx: 64, heightPx: 32 } })
    expect(content).toMatchObject([{ type: 'image-output', mediaType }])
    const [picture] = content
    expect(picture?.type === 'image-output' && readImage(picture.data)).toMatchObject({ widthPx: 64, heightPx: 32 })
  }
})

test('calculates exactly what is whole', () => {
  expect(evaluateExactly('(2 + 3) * -4')).toBe('-20')
  expect(evaluateExactly('1 / 4')).toBe('0.25')
  expect(evaluateExactly('65465-6544 * 65464-6+1.02255')).toBe('-428330955.97745')
  expect(evaluateExactly('2 ^')).toBeUndefined()
  expect(evaluateExactly('(2')).toBeUndefined()
})
