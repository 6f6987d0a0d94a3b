import OpenAI from 'openai'
import OpenAI6 from 'openai-6'
import { describe, expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm, server } = startLab()
const content = 'Tell me about the harbour of Lisbon.'
const messages = [{ role: 'user' as const, content }]
/** The calls below have one shape in both majors. */
const majors = [
  ['7', OpenAI],
  ['6', OpenAI6 as unknown as typeof OpenAI],
] as const

describe.each(majors)('openai %s', (major, Client) => {
  const client = () => new Client({ apiKey: 'any-dummy-key', maxRetries: 0 })

  test('is that major', async () => {
    const agents: (string | null)[] = []
    server.events.on('request:start', ({ request }) => agents.push(request.headers.get('user-agent')))
    await client().chat.completions.create({ model: 'gpt-4o-mini', messages })
    server.events.removeAllListeners()
    expect(agents).toEqual([expect.stringMatching(new RegExp(`/JS ${major}\\.`))])
  })

  test('creates chat completions and streams them, with usage', async () => {
    const ask = { model: 'gpt-4o-mini', messages }
    const { choices, usage } = await client().chat.completions.create(ask)
    llm.reset()
    const streamed = await client()
      .chat.completions.stream({ ...ask, stream_options: { include_usage: true } })
      .finalChatCompletion()
    expect(streamed.choices[0]!.message.content).toBe(choices[0]!.message.content)
    expect(streamed.usage).toEqual(usage)
  })

  test('creates responses and streams them', async () => {
    const ask = { model: 'gpt-4.1-mini', input: content }
    const whole = await client().responses.create(ask)
    llm.reset()
    const streamed = await client().responses.stream(ask).finalResponse()
    expect(whole.output_text.length).toBeGreaterThan(20)
    expect(streamed.output_text).toBe(whole.output_text)
    expect(streamed.usage).toEqual(whole.usage)
  })

  test('embeds, whichever format it asks for by itself', async () => {
    const ask = { model: 'text-embedding-3-small', input: ['tide', 'tax'] }
    const { data } = await client().embeddings.create(ask)
    const plain = await client().embeddings.create({ ...ask, encoding_format: 'float' })
    expect(data.map(({ embedding }) => embedding.length)).toEqual([1536, 1536])
    expect(data[0]!.embedding[7]).toBeCloseTo(plain.data[0]!.embedding[7]!, 6)
  })

  test('types its errors', async () => {
    llm.provider('openai').failNext(1, 'rate_limit')
    const failure = await client()
      .chat.completions.create({ model: 'gpt-4o-mini', messages })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Client.RateLimitError)
    expect(failure).toMatchObject({ status: 429 })
  })
})
