// Frames between which no time passes reach a server as one chunk; elsewhere each is a chunk of its own. The bytes are the same.
import { expect, it } from 'vitest'
import { createHandler } from '../../handlers/faces/server.ts'
import { createSimulation } from '../../handlers/index.ts'

const WORDS = 'The sea is wide and deep, and it covers most of the planet. '

async function chunks(response: Response): Promise<string[]> {
  const decoder = new TextDecoder()
  const found: string[] = []
  for await (const chunk of response.body!) found.push(decoder.decode(chunk))
  return found
}

const asked = (url: string) =>
  new Request(url, {
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'The sea?' }], stream: true }),
  })

async function both(answer: string, timeScale: number) {
  const options = { clock: 'virtual', timeScale, latency: timeScale > 0 ? 'realistic' : 0 } as const
  const [direct, served] = [createSimulation(options), createSimulation(options)]
  for (const llm of [direct, served]) llm.when(/sea/).reply(answer)
  return {
    direct: await chunks(await direct.fetch(asked('https://api.openai.com/v1/chat/completions'))),
    served: await chunks(await createHandler(served)(asked('http://localhost:4010/openai/v1/chat/completions'))),
    exchange: served.exchanges[0]!,
  }
}

it('joins the frames of a stream without latency', async () => {
  const { direct, served, exchange } = await both(WORDS, 0)
  expect(served).toHaveLength(1)
  expect(direct.length).toBeGreaterThan(10)
  expect(served.join('')).toBe(direct.join(''))
  expect(exchange.state).toBe('complete')
})

it('lets a long stream leave in several chunks', async () => {
  const { direct, served } = await both(WORDS.repeat(40), 0)
  expect(served.length).toBeGreaterThan(5)
  expect(served.length).toBeLessThan(direct.length / 30)
  expect(served.join('')).toBe(direct.join(''))
})

it('leaves a paced stream as it is', async () => {
  const { direct, served } = await both(WORDS, 1)
  expect(served).toEqual(direct)
})
