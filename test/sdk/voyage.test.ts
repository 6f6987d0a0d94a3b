import { expect, test } from 'vitest'
import { VoyageAIClient } from 'voyageai'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new VoyageAIClient({ apiKey: 'any-dummy-key' })

test('embeds and ranks with the default base URL and any key', async () => {
  const { data, usage } = await client().embed({ input: ['hello', 'Hello, world!'], model: 'voyage-3.5' })
  expect(data!.map(({ embedding }) => embedding!.length)).toEqual([1024, 1024])
  expect(usage!.totalTokens).toBe(3)
  const documents = ['Turtles are slow.', 'Paris is the capital of France.']
  const ranking = await client().rerank({ query: 'the capital of France', documents, model: 'rerank-2.5', topK: 1 })
  expect(ranking.data).toHaveLength(1)
  expect(ranking.data![0]!.index).toBe(1)
  expect(ranking.data![0]!.relevanceScore).toBeGreaterThan(0.5)
})

test('rejects with the status of a refusal', async () => {
  await expect(client().embed({ input: 'a', model: 'nope' })).rejects.toMatchObject({ statusCode: 400 })
  expect(llm.exchanges.at(-1)!.status).toBe(400)
})
