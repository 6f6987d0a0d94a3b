import Anthropic from '@anthropic-ai/sdk'
import { DefaultChatTransport, readUIMessageStream, type UIMessage } from 'ai'
import OpenAI, { toFile } from 'openai'
import { afterEach, describe, expect, test, vi } from 'vitest'

// The server of `.scripts/runtimes.mjs`, in whichever runtime.
const url = process.env['MSW_LLM_RUNTIME']!
const openai = new OpenAI({ apiKey: 'any', baseURL: `${url}/openai/v1`, maxRetries: 0 })
const anthropic = new Anthropic({ apiKey: 'any', baseURL: `${url}/anthropic`, maxRetries: 0 })
const asking = (content: string) => [{ role: 'user' as const, content }]
const gpt = (content: string) => ({ model: 'gpt-4o-mini', messages: asking(content) })
const claude = (content: string) => ({ model: 'claude-haiku-4-5', max_tokens: 200, messages: asking(content) })

async function control(path: string, body?: object) {
  const init = body && { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${url}/__llm/${path}`, init)
  expect(response.ok, `${path}: ${response.status}`).toBe(true)
  return response.status === 204 ? undefined : response.json()
}

interface Entry {
  readonly state: string
  readonly prompt: string
  readonly usage: { readonly outputTokens: number }
}

const journal = async () => ((await control('journal')) as { exchanges: Entry[] }).exchanges
const stateOf = async (prompt: string) => (await journal()).find((one) => one.prompt === prompt)?.state

const WITHIN = { timeout: 5000, interval: 50 }

async function collected<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}

afterEach(() => control('streams', { action: 'resume' }))

describe('official clients are answered', () => {
  test('at once, with counted usage that the journal has, too', async () => {
    const before = (await control('usage')) as { outputTokens: number }
    const answer = await openai.chat.completions.create(gpt('How deep is the sea?'))
    expect(answer.choices[0]!.message.content).toMatch(/./)
    const message = await anthropic.messages.create(claude('How deep is the sea?'))
    expect(message.content).toMatchObject([{ type: 'text', text: expect.stringMatching(/./) }])
    const written = answer.usage!.completion_tokens + message.usage.output_tokens
    expect(written).toBeGreaterThan(10)
    expect(await control('usage')).toMatchObject({ outputTokens: before.outputTokens + written })
  })

  test('chunk by chunk', async () => {
    await control('streams', { action: 'pause' })
    const prompt = 'Step by step.'
    const opened = openai.chat.completions.create({ ...gpt(prompt), stream: true })
    await vi.waitFor(async () => expect(await stateOf(prompt)).toBe('streaming'), WITHIN)
    // Some send the headers with the first chunk.
    await control('streams', { action: 'step' })
    const chunks = (await opened)[Symbol.asyncIterator]()
    expect((await chunks.next()).done).toBe(false)
    for (let step = 0; step < 3; step++) {
      const next = chunks.next()
      await control('streams', { action: 'step' })
      expect((await next).done).toBe(false)
      expect(await stateOf(prompt)).toBe('streaming')
    }
    await control('streams', { action: 'resume' })
    const rest = await collected({ [Symbol.asyncIterator]: () => chunks })
    expect(rest.length).toBeGreaterThan(3)
    expect(rest.at(-1)!.choices[0]!.finish_reason).toBe('stop')
    expect(await stateOf(prompt)).toBe('complete')
  })

  test('in their own events, whole', async () => {
    const stream = anthropic.messages.stream(claude('Tell me of the tides.'))
    const types = (await collected(stream)).map(({ type }) => type)
    expect(types.filter((type) => type === 'content_block_delta').length).toBeGreaterThan(5)
    expect(types.at(-1)).toBe('message_stop')
    const { usage } = await stream.finalMessage()
    expect(usage.output_tokens).toBeGreaterThan(5)
  })

  test('with data of a schema', async () => {
    const properties = { name: { type: 'string' }, email: { type: 'string', format: 'email' } }
    const schema = { type: 'object', properties, required: ['name', 'email'], additionalProperties: false }
    const answer = await openai.chat.completions.create({
      ...gpt('Who?'),
      response_format: { type: 'json_schema', json_schema: { name: 'person', schema, strict: true } },
    })
    expect(JSON.parse(answer.choices[0]!.message.content!)).toMatchObject({ email: expect.stringMatching(/@/) })
  })

  test('after an upload', async () => {
    const file = await toFile(new TextEncoder().encode('{"sea":"deep"}\n'), 'sea.jsonl')
    const { id, bytes } = await openai.files.create({ file, purpose: 'user_data' })
    expect(bytes).toBe(15)
    expect(await openai.files.retrieve(id)).toMatchObject({ filename: 'sea.jsonl' })
  })

  test('with failures, their status and headers', async () => {
    const asked = [
      openai.chat.completions.create(gpt('limited')),
      openai.chat.completions.create({ ...gpt('limited'), stream: true }),
      anthropic.messages.create(claude('limited')),
    ]
    for (const error of await Promise.all(
      asked.map((one) =>
        one.then(
          () => undefined,
          (thrown: unknown) => thrown,
        ),
      ),
    )) {
      expect(error).toMatchObject({ status: 429 })
      expect((error as { headers: Headers }).headers.get('retry-after')).toBe('7')
    }
  })
})

test('who leaves ends the exchange, and pays for what was sent', async () => {
  const prompt = 'May I leave?'
  await control('rules', { when: { prompt }, reply: 'word '.repeat(2000) })
  const controller = new AbortController()
  const stream = await openai.chat.completions.create({ ...gpt(prompt), stream: true }, { signal: controller.signal })
  await stream[Symbol.asyncIterator]().next()
  controller.abort()
  await vi.waitFor(async () => expect(await stateOf(prompt)).toBe('aborted'), WITHIN)
  const { usage } = (await journal()).find((one) => one.prompt === prompt)!
  expect(usage.outputTokens).toBeLessThan(1500)
})

test.each(['', 'virtual/'])(
  'many at the same time do not wait for each other, and one that leaves stops none (%s)',
  async (below) => {
    const client = new OpenAI({ apiKey: 'any', baseURL: `${url}/${below}openai/v1`, maxRetries: 0 })
    const controller = new AbortController()
    const leaving = client.chat.completions
      .create({ ...gpt('The first.'), stream: true }, { signal: controller.signal })
      .then(collected, () => [])
    const streamed = [1, 2, 3, 4].map(async (one) =>
      collected(await client.chat.completions.create({ ...gpt(`Sea ${one}?`), stream: true })),
    )
    const whole = [5, 6, 7].map((one) => client.chat.completions.create(gpt(`Sea ${one}?`)))
    await Promise.race(whole)
    controller.abort()
    await leaving.catch(() => [])
    for (const chunks of await Promise.all(streamed)) expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe('stop')
    for (const { usage } of await Promise.all(whole)) expect(usage!.completion_tokens).toBeGreaterThan(5)
  },
)

test('an answer that never comes is a time-out of the client, not a failure of the server', async () => {
  const prompt = 'Will you answer?'
  await control('faults', { how: 'stall', when: { prompt }, next: 1 })
  const asked = openai.chat.completions.create(gpt(prompt), { timeout: 1500 })
  await expect(asked).rejects.toThrow(OpenAI.APIConnectionTimeoutError)
})

test('connections that a fault breaks fail, and the server answers the next', async () => {
  const prompt = 'Is anybody there?'
  await control('faults', { how: 'socket', when: { prompt }, next: 1 })
  await expect(openai.chat.completions.create(gpt(prompt))).rejects.toThrow(OpenAI.APIError)
  const half = 'Half of it.'
  await control('faults', { how: 'socket', at: { tokens: 4 }, when: { prompt: half }, next: 1 })
  // A Worker ends the body as if it were whole; the answer has no end in any case.
  const cut = openai.chat.completions.create({ ...gpt(half), stream: true }).then(collected)
  const chunks = await cut.catch(() => [])
  expect(chunks.some(({ choices }) => choices[0]?.finish_reason)).toBe(false)
  expect(await stateOf(half)).toBe('cut')
  expect((await openai.chat.completions.create(gpt(half))).choices).toHaveLength(1)
})

test('a chat route speaks the UI message stream', async () => {
  const transport = new DefaultChatTransport({ api: `${url}/api/chat` })
  const stream = await transport.sendMessages({
    chatId: 'c1',
    messageId: undefined,
    trigger: 'submit-message',
    messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text: 'How deep is the sea?' }] }],
    abortSignal: undefined,
  })
  const states = await collected<UIMessage>(readUIMessageStream({ stream }))
  expect(states.length).toBeGreaterThan(5)
  expect(states.at(-1)!.parts).toContainEqual(expect.objectContaining({ type: 'text', state: 'done' }))
})
