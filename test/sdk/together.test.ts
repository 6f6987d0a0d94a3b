import Together from 'together-ai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new Together({ apiKey: 'any-dummy-key' })
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

test('creates a completion with the default base URL', async () => {
  const answer = await client().chat.completions.create({ model, messages })
  expect(answer.id).toMatch(/^[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-[0-9a-f]{16}$/)
  expect(answer.choices[0]!.message!.content!.length).toBeGreaterThan(20)
})

test('streams chunks whose text is that of the unary answer', async () => {
  const unary = await client().chat.completions.create({ model, messages })
  llm.reset()
  let text = ''
  let total: number | undefined
  for await (const chunk of await client().chat.completions.create({ model, messages, stream: true })) {
    expect(chunk.choices[0]!.delta.role).toBe('assistant')
    text += chunk.choices[0]!.delta.content ?? ''
    total = chunk.usage?.total_tokens ?? total
  }
  expect(text).toBe(unary.choices[0]!.message!.content)
  expect(total).toBe(unary.usage!.total_tokens)
})

test('completes, embeds, ranks, draws and lists', async () => {
  const completed = await client().completions.create({ model, prompt: 'The sea is' })
  expect(completed.choices[0]!.text!.length).toBeGreaterThan(10)
  const embedded = await client().embeddings.create({ model: 'BAAI/bge-large-en-v1.5', input: ['sea', 'ocean'] })
  expect(embedded.data.map(({ embedding }) => embedding.length)).toEqual([1024, 1024])
  const ranked = await client().rerank.create({
    model: 'Salesforce/Llama-Rank-V1',
    query: 'harbour',
    documents: ['a loaf of bread', 'the harbour of Lisbon'],
    top_n: 1,
    return_documents: true,
  })
  expect(ranked.results).toMatchObject([{ index: 1, document: { text: 'the harbour of Lisbon' } }])
  const drawn = await client().images.generate({
    model: 'black-forest-labs/FLUX.1-schnell',
    prompt: 'a harbour',
    response_format: 'base64',
    width: 256,
    height: 256,
  })
  expect(drawn.data).toMatchObject([{ index: 0, type: 'b64_json' }])
  expect((await client().models.list()).map(({ id }) => id)).toContain(model)
})

test('throws the SDK’s own errors', async () => {
  await expect(client().chat.completions.create({ model: 'a/b', messages })).rejects.toBeInstanceOf(
    Together.BadRequestError,
  )
  llm.provider('together').failNext(3, 'rate_limit')
  await expect(client().chat.completions.create({ model, messages })).rejects.toBeInstanceOf(Together.RateLimitError)
})
