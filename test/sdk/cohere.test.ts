import { Cohere, CohereClient, CohereClientV2, CohereError } from 'cohere-ai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const model = 'command-a-03-2025'
const messages: Cohere.ChatMessages = [{ role: 'user', content: 'Tell me about the harbour of Lisbon.' }]
const client = () => new CohereClientV2({ token: 'any-dummy-key' })
const clientV1 = () => new CohereClient({ token: 'any-dummy-key' })
const weather: Cohere.ToolV2 = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

function textOf(message: Cohere.AssistantMessageResponse): string {
  return (message.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
}

test('chats with the default base URL and any key', async () => {
  const answer = await client().chat({ model, messages })
  expect(textOf(answer.message).length).toBeGreaterThan(20)
  expect(answer.finishReason).toBe('COMPLETE')
  expect(answer.usage!.tokens!.inputTokens).toBeGreaterThan(answer.usage!.billedUnits!.inputTokens!)
})

test('streams what it answers unary', async () => {
  const unary = await client().chat({ model, messages })
  llm.reset()
  let text = ''
  let end: Cohere.ChatMessageEndEventDelta | undefined
  for await (const event of await client().chatStream({ model, messages })) {
    if (event.type === 'content-delta') text += event.delta?.message?.content?.text ?? ''
    if (event.type === 'message-end') end = event.delta
  }
  expect(text).toBe(textOf(unary.message))
  expect(end).toMatchObject({ finishReason: 'COMPLETE', usage: unary.usage })
})

test('ends a tool loop, with a plan before and citations after', async () => {
  const question: Cohere.ChatMessages = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  const first = await client().chat({ model, messages: question, tools: [weather] })
  const { toolCalls = [], toolPlan } = first.message
  expect(first.finishReason).toBe('TOOL_CALL')
  expect(toolPlan).toContain('get_weather')
  expect(toolCalls[0]!.id).toMatch(/^get_weather_[a-z0-9]{12}$/)
  expect(JSON.parse(toolCalls[0]!.function!.arguments!)).toEqual({ city: 'Lisbon' })
  const second = await client().chat({
    model,
    tools: [weather],
    messages: [
      ...question,
      { role: 'assistant', toolPlan: toolPlan!, toolCalls },
      { role: 'tool', toolCallId: toolCalls[0]!.id, content: 'It is 21 degrees and sunny in Lisbon' },
    ],
  })
  expect(textOf(second.message)).toContain('21 degrees')
  expect(second.message.citations![0]!.sources![0]).toMatchObject({ type: 'tool', id: `${toolCalls[0]!.id}:0` })
})

test('streams the plan and the call', async () => {
  const question: Cohere.ChatMessages = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  let plan = ''
  let args = ''
  const kinds = new Set<string>()
  for await (const event of await client().chatStream({ model, messages: question, tools: [weather] })) {
    kinds.add(event.type)
    if (event.type === 'tool-plan-delta') plan += event.delta?.message?.toolPlan ?? ''
    if (event.type === 'tool-call-delta') args += event.delta?.message?.toolCalls?.function?.arguments ?? ''
  }
  expect(plan).toMatch(/^I will use the get_weather tool/)
  expect(JSON.parse(args)).toEqual({ city: 'Lisbon' })
  expect([...kinds]).toEqual(
    expect.arrayContaining(['message-start', 'tool-call-start', 'tool-call-end', 'message-end']),
  )
})

test('reads thinking and documents', async () => {
  const answer = await client().chat({
    model: 'command-a-reasoning-08-2025',
    messages,
    documents: [{ id: 'a', data: { text: 'The ferry to Cacilhas leaves at noon.' } }],
  })
  expect(answer.message.content!.map((block) => block.type)).toEqual(['thinking', 'text'])
  expect(answer.message.citations![0]).toMatchObject({ type: 'TEXT_CONTENT', contentIndex: 1 })
})

// The V2 client of 8.1 has tokenize, models and check-api-key of version 1, which throw there (`this.__tokenize is not a function`).
test('embeds, ranks, tokenizes and lists models', async () => {
  const { embeddings, texts } = await client().embed({
    model: 'embed-v4.0',
    inputType: 'search_query',
    texts: ['hello', 'world'],
    embeddingTypes: ['float', 'int8'],
    outputDimension: 256,
  })
  expect(texts).toEqual(['hello', 'world'])
  expect(embeddings.float!.map((one) => one.length)).toEqual([256, 256])
  expect(embeddings.int8).toHaveLength(2)
  const documents = ['Bananas are yellow.', 'Paris is the capital of France.']
  const ranked = await client().rerank({ model: 'rerank-v3.5', query: 'capital of France', documents, topN: 1 })
  expect(ranked.results).toMatchObject([{ index: 1 }])
  const { tokens } = await clientV1().tokenize({ text: 'hello world', model })
  expect((await clientV1().detokenize({ tokens, model })).text).toBe('hello world')
  expect((await clientV1().models.list({ endpoint: 'chat' })).models.map((one) => one.name)).toContain(model)
  expect((await clientV1().models.get(model)).contextLength).toBe(256_000)
  expect((await clientV1().checkApiKey()).valid).toBe(true)
})

test('serves the client of version 1: chat, stream, embed, rerank', async () => {
  const unary = await clientV1().chat({ model, message: 'Tell me about the harbour of Lisbon.' })
  expect(unary.chatHistory).toHaveLength(2)
  llm.reset()
  let text = ''
  let end: Cohere.NonStreamedChatResponse | undefined
  for await (const event of await clientV1().chatStream({ model, message: 'Tell me about the harbour of Lisbon.' })) {
    if (event.eventType === 'text-generation') text += event.text
    if (event.eventType === 'stream-end') end = event.response
  }
  expect(text).toBe(unary.text)
  expect(end).toMatchObject({ text, finishReason: 'COMPLETE' })
  const embedded = await clientV1().embed({ model: 'embed-v4.0', inputType: 'search_query', texts: ['hello'] })
  expect(embedded.responseType).toBe('embeddings_floats')
  const ranked = await clientV1().rerank({ query: 'France', documents: ['Peru', 'France'], returnDocuments: true })
  expect(ranked.results[0]).toMatchObject({ index: 1, document: { text: 'France' } })
})

test('throws the classes of its errors with their bodies', async () => {
  await expect(client().chat({ model: 'nonexistent', messages })).rejects.toBeInstanceOf(Cohere.NotFoundError)
  await expect(client().chat({ model, messages, temperature: 3 })).rejects.toBeInstanceOf(Cohere.BadRequestError)
  llm.provider('cohere').failNext(1, 'quota')
  const error = await client()
    .chat({ model, messages })
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(CohereError)
  expect(error).toMatchObject({ statusCode: 402 })
})

test('tries again after a failure of the server', async () => {
  llm.provider('cohere').failNext(1, { status: 503, headers: { 'retry-after': '0' } })
  expect((await client().chat({ model, messages })).finishReason).toBe('COMPLETE')
  expect(llm.exchanges.map((exchange) => exchange.status)).toEqual([503, 200])
})
