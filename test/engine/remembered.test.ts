import { expect, test, vi } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { canonicalJson, hashCanonicalJson } from '../../src/json-text.ts'
import { fork, SeedHash } from '../../src/random.ts'
import { loadEncoding } from '../../src/tokens/encoding.ts'

// What is remembered between exchanges, or made in pieces, gives what would be made anew.

async function ask(llm: ReturnType<typeof createSimulation>): Promise<string> {
  const answer = await llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sea' }] }),
  })
  const body = (await answer.json()) as { choices?: { message: { content: string } }[] }
  return body.choices?.[0]!.message.content ?? String(answer.status)
}

test('an override that is put in between two exchanges answers the second, and no longer once it is taken out', async () => {
  const llm = createSimulation()
  llm.when('sea').reply('Deep.')
  expect(await ask(llm)).toBe('Deep.')
  const openai = llm.provider('openai')
  const { chatCompletion } = openai
  const spy = vi.spyOn(openai, 'chatCompletion').mockImplementation(async (request) => {
    const body = await chatCompletion.call(openai, request)
    const [{ message, ...choice }] = body.choices as [(typeof body.choices)[number]]
    return { ...body, choices: [{ ...choice, message: { ...message, content: 'Mine.' } }] }
  })
  expect(await ask(llm)).toBe('Mine.')
  spy.mockRestore()
  expect(await ask(llm)).toBe('Deep.')
})

test('settings that change between two exchanges hold for the second', async () => {
  const llm = createSimulation()
  llm.when('sea').reply('Deep.')
  expect(await ask(llm)).toBe('Deep.')
  llm.configure({ errorRate: 1 })
  expect(await ask(llm)).toMatch(/^[45]\d\d$/)
  llm.reset()
  expect(llm.settings.errorRate).toBe(0)
})

test('short texts count the same whatever was counted before', async () => {
  const { count, encode } = await loadEncoding('o200k_base')
  const texts = ['', 'a', 'sea', 'see', 'How deep is the sea?', 'It is deep.', '🌊🌊', 'tide', 'tides']
  const order = [0, 1, 2, 1, 3, 4, 5, 4, 5, 6, 7, 8, 7, 2, 0, 3, 8, 6, 6, 1]
  expect(order.map((one) => count(texts[one]!))).toEqual(order.map((one) => encode(texts[one]!).length))
})

test('a body is hashed in pieces as its text would be', () => {
  const bodies = [
    { model: 'm', messages: [{ role: 'user', content: 'quote " back \\ line \n half \ud800 é 🌊' }], stream: true },
    { z: [], a: {}, n: null, t: 1.5e30, b: false, u: undefined, list: [[1, [], {}], ['']] },
    [],
    'text',
    3,
    null,
    { stream: true, stream_options: {} },
  ]
  for (const body of bodies) {
    const hash = new SeedHash(99)
    hash.add('POST chat ')
    hashCanonicalJson(body, hash)
    expect(hash.end()).toBe(fork(99, `POST chat ${canonicalJson(body)}`))
  }
  expect(canonicalJson({ b: 1, a: ['"'], stream: true })).toBe(String.raw`{"a":["\""],"b":1}`)
})
