import Groq, { toFile } from 'groq-sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new Groq({ apiKey: 'any-dummy-key' })
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const model = 'llama-3.3-70b-versatile'

test('creates a completion with the default base URL, its usage with times', async () => {
  const { data, response } = await client().chat.completions.create({ model, messages }).withResponse()
  expect(data.choices[0]!.message.content!.length).toBeGreaterThan(20)
  const usage = data.usage!
  expect(usage.total_time).toBeCloseTo(usage.prompt_time! + usage.completion_time!, 9)
  expect(response.headers.get('x-ratelimit-reset-tokens')).toMatch(/^\d.*s$/)
  expect(data.x_groq!.id).toBe(response.headers.get('x-request-id'))
})

test('streams chunks whose text is that of the unary answer, usage unasked', async () => {
  const unary = await client().chat.completions.create({ model, messages })
  llm.reset()
  let text = ''
  let usage: Groq.CompletionUsage | null | undefined
  for await (const chunk of await client().chat.completions.create({ model, messages, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.x_groq?.usage ?? usage
  }
  expect(text).toBe(unary.choices[0]!.message.content)
  expect(usage).toEqual(unary.usage)
})

test('shows parsed reasoning of gpt-oss in a field of its own', async () => {
  const answer = await client().chat.completions.create({ model: 'openai/gpt-oss-20b', messages })
  expect(answer.choices[0]!.message.reasoning!.length).toBeGreaterThan(20)
  expect(answer.usage!.completion_tokens_details!.reasoning_tokens).toBeGreaterThan(5)
})

test('throws the SDK’s own errors', async () => {
  await expect(client().chat.completions.create({ model: 'nope', messages })).rejects.toBeInstanceOf(Groq.NotFoundError)
  await expect(client().chat.completions.create({ model, messages, n: 2 })).rejects.toBeInstanceOf(Groq.BadRequestError)
  llm.provider('groq').failNext(3, 'overloaded')
  await expect(client().chat.completions.create({ model, messages })).rejects.toMatchObject({ status: 503 })
})

test('retries after a fault', async () => {
  llm.provider('groq').failNext(1, 'server_error')
  const answer = await client().chat.completions.create({ model, messages })
  expect(answer.object).toBe('chat.completion')
  expect(llm.exchanges.map(({ status }) => status)).toEqual([500, 200])
})

test('rejects a stream that is broken by an error event', async () => {
  llm.provider('groq').cutStreamAfter({ tokens: 3 }, 'error')
  const stream = await client().chat.completions.create({ model, messages, stream: true })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toBeInstanceOf(Groq.APIError)
})

test('lists models and finds one with a slash in its id', async () => {
  const { data } = await client().models.list()
  expect(data.map(({ id }) => id)).toContain('openai/gpt-oss-120b')
  expect((await client().models.retrieve('openai/gpt-oss-120b')).owned_by).toBe('OpenAI')
})

test('writes down what is said, in every format, from a file or an address', async () => {
  const file = await toFile(new Uint8Array(80_000).fill(7), 'call.mp3')
  const { transcriptions } = client().audio
  const model = 'whisper-large-v3-turbo'
  const plain = await transcriptions.create({ file, model })
  expect(plain).toMatchObject({ text: expect.stringMatching(/\w+/), x_groq: { id: expect.stringMatching(/^req_/) } })
  const verbose = await transcriptions.create({
    file,
    model,
    response_format: 'verbose_json',
    timestamp_granularities: ['word', 'segment'],
  })
  expect(verbose).toMatchObject({ task: 'transcribe', language: 'English', duration: 10, text: plain.text })
  expect(verbose).toMatchObject({
    segments: expect.arrayContaining([expect.objectContaining({ id: 0, start: 0 })]),
    words: expect.arrayContaining([expect.objectContaining({ start: 0 })]),
  })
  const text = await transcriptions.create({ file, model, response_format: 'text' })
  expect(text).toBe(plain.text)
  const heard = await transcriptions.create({ url: 'https://example.com/call.mp3', model })
  expect(heard.text.length).toBeGreaterThan(10)
})

test('refuses sounds and models that do not go together', async () => {
  const { transcriptions, translations } = client().audio
  const file = await toFile(new Uint8Array(80_000).fill(7), 'call.mp3')
  await expect(transcriptions.create({ model: 'whisper-large-v3' })).rejects.toBeInstanceOf(Groq.BadRequestError)
  await expect(transcriptions.create({ file, model: 'nope' })).rejects.toBeInstanceOf(Groq.NotFoundError)
  await expect(translations.create({ file, model: 'whisper-large-v3-turbo' })).rejects.toThrow(/does not support/)
  await expect(
    transcriptions.create({ file: await toFile(Buffer.from('a'), 'a.txt'), model: 'whisper-large-v3' }),
  ).rejects.toThrow(/one of the following types/)
  const chat = client().chat.completions.create({ model: 'whisper-large-v3', messages })
  await expect(chat).rejects.toThrow(/does not support chat completions/)
})
