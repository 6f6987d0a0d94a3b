import OpenAI, { AzureOpenAI } from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon. 🙂' }]
const client = () => new OpenAI({ apiKey: 'any-dummy-key' })
type Tokens = readonly OpenAI.ChatCompletionTokenLogprob[]

function expectPlausible(tokens: Tokens, top: number) {
  for (const { token, logprob, bytes, top_logprobs } of tokens) {
    expect(logprob).toBeLessThanOrEqual(0)
    expect(new TextDecoder().decode(new Uint8Array(bytes!))).toBe(token)
    expect(top_logprobs).toHaveLength(top)
    expect(new Set(top_logprobs.map((one) => one.token)).size).toBe(top)
    const scores = top_logprobs.map((one) => one.logprob)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.reduce((sum, one) => sum + Math.exp(one), 0)).toBeLessThan(1.001)
    if (top > 1 && logprob > -0.5) expect(top_logprobs[0]).toEqual({ token, logprob, bytes })
  }
}

test.each([0, 1, 5, 20])('scores every token of a chat completion with %i candidates', async (top_logprobs) => {
  const { choices, usage } = await client().chat.completions.create({
    model: 'gpt-4o',
    messages,
    logprobs: true,
    top_logprobs,
    n: 2,
  })
  for (const { message, logprobs } of choices) {
    const tokens = logprobs!.content!
    expect(logprobs!.refusal).toBeNull()
    expect(tokens.map(({ token }) => token).join('')).toBe(message.content)
    expectPlausible(tokens, top_logprobs)
  }
  expect(usage!.completion_tokens).toBe(choices.reduce((sum, one) => sum + one.logprobs!.content!.length, 0))
  expect(choices[0]!.logprobs).not.toEqual(choices[1]!.logprobs)
})

test('streams the same scores, one token a chunk', async () => {
  const body = { model: 'gpt-4o', messages, logprobs: true, top_logprobs: 3 } as const
  const unary = await client().chat.completions.create(body)
  llm.reset()
  const tokens: OpenAI.ChatCompletionTokenLogprob[] = []
  for await (const { choices } of await client().chat.completions.create({ ...body, stream: true })) {
    const [{ delta, logprobs }] = choices as [OpenAI.ChatCompletionChunk.Choice]
    if (delta.content) expect(logprobs!.content!.map(({ token }) => token)).toEqual([delta.content])
    else expect(logprobs ?? null).toBeNull()
    tokens.push(...(logprobs?.content ?? []))
  }
  expect(tokens).toEqual(unary.choices[0]!.logprobs!.content)
})

test('gives none where none are asked for', async () => {
  const { choices } = await client().chat.completions.create({ model: 'gpt-4o', messages })
  expect(choices[0]!.logprobs).toBeNull()
})

test('names the opposite of a verdict as its first rival', async () => {
  llm.when('safe').reply('Yes')
  const { choices } = await client().chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Is it safe?' }],
    logprobs: true,
    top_logprobs: 2,
  })
  expect(choices[0]!.logprobs!.content![0]!.top_logprobs.map(({ token }) => token).toSorted()).toEqual(['No', 'Yes'])
})

test('scores refusals apart, and calls not at all', async () => {
  llm.when('lockpick').refuse('I cannot help with that.')
  llm.when('weather').callTool('get_weather', { city: 'Oslo' })
  const ask = async (content: string) => {
    const tools = [{ type: 'function' as const, function: { name: 'get_weather' } }]
    const body = { model: 'gpt-4o', messages: [{ role: 'user' as const, content }], tools, logprobs: true }
    return (await client().chat.completions.create(body)).choices[0]!
  }
  const refused = await ask('Make a lockpick.')
  expect(refused.logprobs!.content).toBeNull()
  expect(refused.logprobs!.refusal!.map(({ token }) => token).join('')).toBe(refused.message.refusal)
  expect((await ask('What is the weather?')).logprobs).toBeNull()
})

test('Responses and Azure score too', async () => {
  const response = await client().responses.create({
    model: 'gpt-4o',
    input: 'Tell me about the harbour of Lisbon.',
    include: ['message.output_text.logprobs'],
    top_logprobs: 4,
  })
  const [item] = response.output as OpenAI.Responses.ResponseOutputMessage[]
  const [part] = item!.content as OpenAI.Responses.ResponseOutputText[]
  expect(part!.logprobs!.map(({ token }) => token).join('')).toBe(part!.text)
  expectPlausible(part!.logprobs as Tokens, 4)

  const azure = new AzureOpenAI({
    apiKey: 'any-dummy-key',
    endpoint: 'https://lab.openai.azure.com',
    apiVersion: '2024-10-21',
  })
  const body = { model: 'gpt-4o', messages, logprobs: true, top_logprobs: 2 } as const
  const { choices } = await azure.chat.completions.create(body)
  expectPlausible(choices[0]!.logprobs!.content!, 2)
  let text = ''
  for await (const chunk of await azure.chat.completions.create({ ...body, stream: true }))
    text += (chunk.choices[0]?.logprobs?.content ?? []).map(({ token }) => token).join('')
  expect(text.length).toBeGreaterThan(20)
})
