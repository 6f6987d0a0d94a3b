import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSimulation, replayFrom, type Recording, type ReplaySource } from '../../handlers/index.ts'
import { readRecordings, recordingsFolder, type Recording as Traffic } from '../wire/recording.ts'

const folder = recordingsFolder(process.cwd())

/** What a browser would have saved of a recorded exchange. */
function har(traffic: readonly Traffic[], host: string) {
  const entries = traffic.map(({ request, response }) => {
    const events = response.events?.map(({ event, data }) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data)
      return `${event ? `event: ${event}\n` : ''}data: ${text}\n\n`
    })
    return {
      startedDateTime: '2026-01-01T00:00:00.000Z',
      time: 900,
      timings: { wait: 400, receive: 500 },
      request: {
        method: request.method,
        url: `https://${host}${request.path}`,
        headers: [{ name: 'authorization', value: 'Bearer sk-real' }],
        postData: { mimeType: 'application/json', text: JSON.stringify(request.body) },
      },
      response: {
        status: response.status,
        headers: Object.entries({ ...response.headers, 'content-encoding': 'br', 'x-mark': 'recorded' }).map(
          ([name, value]) => ({ name, value }),
        ),
        content: {
          mimeType: events ? 'text/event-stream' : 'application/json',
          text: events?.join('') ?? JSON.stringify(response.body),
        },
      },
    }
  })
  return JSON.parse(JSON.stringify({ log: { version: '1.2', entries } })) as Parameters<typeof replayFrom>[0]
}

/** Recorded chats that are whole: nothing was cut out of them. */
function chats(endpoint: string, scenario: string) {
  const all = readRecordings(folder, endpoint).filter(
    (one) =>
      one.scenario === scenario &&
      one.response.framing !== 'body-only' &&
      one.request.path !== null &&
      one.request.body !== null &&
      one.response.headers_complete &&
      !/<cut|elided_events|<base64/.test(JSON.stringify(one)),
  )
  return { streamed: all.find(({ stream }) => stream)!, whole: all.find(({ stream }) => !stream)! }
}

describe.skipIf(!existsSync(folder))('a HAR of a real chat', () => {
  const openaiText = chats('openai.chat', 'text')
  const openaiTools = chats('openai.chat', 'tool_calls')
  const anthropicText = chats('anthropic.messages', 'text')

  test('replays through the OpenAI SDK, whole and streamed, with the usage that was billed', async () => {
    const traffic = [openaiText.whole, openaiText.streamed, openaiTools.whole, openaiTools.streamed]
    const llm = createSimulation({ clock: 'virtual', strict: true, rules: replayFrom(har(traffic, 'api.openai.com')) })
    const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
    const create = (body: unknown) =>
      openai.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsNonStreaming)
    const { data, response } = await create(openaiText.whole.request.body).withResponse()
    expect(data).toEqual(openaiText.whole.response.body)
    expect(response.headers.get('x-mark')).toBe('recorded')
    const [first] = llm.exchanges
    expect(first!.text).toBe(data.choices[0]!.message.content)
    expect(first!.usage).toMatchObject({
      inputTokens: data.usage!.prompt_tokens,
      outputTokens: data.usage!.completion_tokens,
    })
    expect(first!.costUsd).toBeGreaterThan(0)
    expect(llm.explain(first!)).toMatch('recorded POST /v1/chat/completions: it answered')

    const started = llm.clock.now()
    const stream = (await create(
      openaiText.streamed.request.body,
    )) as unknown as AsyncIterable<OpenAI.ChatCompletionChunk>
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of stream) chunks.push(chunk)
    expect(chunks).toEqual(
      openaiText.streamed.response.events!.map(({ data: event }) => event).filter((event) => event !== '[DONE]'),
    )
    expect(llm.last!.text).toBe(
      chunks.map(({ choices: [choice] }) => (choice?.index === 0 ? (choice.delta.content ?? '') : '')).join(''),
    )
    expect(llm.clock.now() - started).toBeCloseTo(900)
    expect(llm.last!.schedule).toMatchObject({ headersMs: 400, totalMs: 900 })

    const called = await create(openaiTools.whole.request.body)
    const calls = called.choices[0]!.message.tool_calls!.map((call) => ({ id: call.id, ...(call as any).function }))
    expect(llm.last!.toolCalls.map(({ id, name, arguments: args }) => ({ id, name, arguments: args }))).toEqual(calls)
    for await (const chunk of (await create(openaiTools.streamed.request.body)) as unknown as AsyncIterable<any>)
      expect(chunk).toBeDefined()
    expect(JSON.parse(llm.last!.toolCalls[0]!.arguments)).toBeTypeOf('object')
  })

  test('replays through the Anthropic SDK', async () => {
    const traffic = [anthropicText.whole, anthropicText.streamed]
    const rules = replayFrom(har(traffic, 'api.anthropic.com'), { pace: 'simulated' })
    const llm = createSimulation({ rules, strict: true })
    const anthropic = new Anthropic({ apiKey: 'any', fetch: llm.fetch })
    const whole = await anthropic.messages.create(
      anthropicText.whole.request.body as Anthropic.MessageCreateParamsNonStreaming,
    )
    expect(whole).toMatchObject(anthropicText.whole.response.body as object)
    expect(llm.last!.text).toBe(whole.content.map((part) => (part.type === 'text' ? part.text : '')).join(''))
    const { stream: _, ...body } = anthropicText.streamed.request.body as Anthropic.MessageCreateParams
    const message = await anthropic.messages.stream(body).finalMessage()
    expect(llm.last!.text).toBe(message.content.map((part) => (part.type === 'text' ? part.text : '')).join(''))
    expect(llm.last!.usage.outputTokens).toBe(message.usage.output_tokens)
    expect(llm.last!.schedule.totalMs).toBe(0)
  })

  test('a changed request fails and says where it differs, or is answered by the simulated model', async () => {
    const source = har([openaiText.whole], 'api.openai.com')
    const body = openaiText.whole.request.body as OpenAI.ChatCompletionCreateParamsNonStreaming
    const changed = {
      ...body,
      messages: [...body.messages.slice(0, -1), { role: 'user' as const, content: 'changed' }],
    }
    const ask = (llm: ReturnType<typeof createSimulation>, asked = changed) =>
      new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 }).chat.completions.create(asked)
    const failure = await ask(createSimulation({ strict: true, rules: replayFrom(source) })).catch((error) => error)
    expect(failure.cause.message).toMatch(
      /rule 1, recorded POST \/v1\/chat\/completions: body\.messages\[\d\]\.content is "changed", recorded: "/,
    )
    const loose = createSimulation()
    loose.add(...replayFrom(source, { pace: 'simulated', ignore: ['user', 'metadata'] }))
    expect((await ask(loose)).choices[0]!.message.content).not.toBe('')
    expect(loose.last!.rule).toBeUndefined()
    await ask(loose, { ...body, user: 'someone else' })
    expect(loose.last!.rule).toBeDefined()
  })

  test('limits, faults and keys hold as ever', async () => {
    const rules = replayFrom(har([openaiText.whole], 'api.openai.com'), { pace: 'simulated' })
    const llm = createSimulation({ rules, limits: { openai: { requestsPerMinute: 2 } }, apiKeys: ['good'] })
    const body = openaiText.whole.request.body as OpenAI.ChatCompletionCreateParamsNonStreaming
    const ask = (apiKey: string) =>
      new OpenAI({ apiKey, fetch: llm.fetch, maxRetries: 0 }).chat.completions.create(body)
    await expect(ask('bad')).rejects.toThrow('401')
    llm.provider('openai').failNext(1, 'overloaded')
    await expect(ask('good')).rejects.toThrow('503')
    await ask('good')
    await expect(ask('good')).rejects.toThrow('429')
  })

  test('without content it is refused', () => {
    const entry = {
      request: { method: 'POST', url: 'https://api.openai.com/v1/chat/completions' },
      response: { status: 200, headers: [{ name: 'Content-Length', value: '9' }], content: {} },
    }
    expect(() => replayFrom({ log: { entries: [entry] } })).toThrow('has no content. Save it "with content"')
    expect(() => replayFrom({} as never)).toThrow('replayFrom takes recordings of msw-llm')
  })
})

test('recordings of other operations and errors replay, in order where a request came more than once', async () => {
  const recording = (response: Partial<Recording['response']>): Recording => ({
    format: 'msw-llm/1',
    request: {
      method: 'POST',
      url: 'https://api.openai.com/v1/embeddings',
      headers: {},
      body: { model: 'text-embedding-3-small', input: 'sea', encoding_format: 'float' },
    },
    response: { status: 200, headers: { 'content-type': 'application/json' }, headersMs: 0, totalMs: 0, ...response },
  })
  const llm = createSimulation({
    strict: true,
    rules: replayFrom([
      recording({ status: 429, json: { error: { message: 'Slow down.', type: 'requests' } } }),
      recording({
        json: { object: 'list', data: [{ embedding: [1, 2], index: 0 }], usage: { prompt_tokens: 7, total_tokens: 7 } },
      }),
    ]),
  })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
  const embed = (input: string) =>
    openai.embeddings.create({ model: 'text-embedding-3-small', input, encoding_format: 'float' })
  await expect(embed('sea')).rejects.toThrow('429 Slow down.')
  expect((await embed('sea')).data[0]!.embedding).toEqual([1, 2])
  expect(llm.exchanges.map(({ status, usage }) => [status, usage.inputTokens])).toEqual([
    [429, 0],
    [200, 7],
  ])
  await expect(embed('lake')).rejects.toThrow(
    expect.objectContaining({
      cause: expect.objectContaining({ message: expect.stringContaining('body.input is "lake", recorded: "sea"') }),
    }),
  )
  llm.reset()
  await expect(embed('sea')).rejects.toThrow('429')
})

describe('a fixture file of aimock', () => {
  const files = 'node_modules/@copilotkit/aimock/fixtures'
  const load = (name: string) => JSON.parse(readFileSync(`${files}/${name}.json`, 'utf8')) as ReplaySource
  const lab = (fixtures: ReplaySource) => {
    const llm = createSimulation({ rules: replayFrom(fixtures), strict: true })
    const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
    const anthropic = new Anthropic({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
    const ask = async (content: string) => {
      const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
      return answer.choices[0]!.message
    }
    return { llm, openai, anthropic, ask }
  }

  test('answers in any dialect, whole and streamed', async () => {
    const { ask, anthropic, llm } = lab(load('example-greeting'))
    expect((await ask('hello there')).content).toBe('Hello! How can I help you today?')
    const messages = [{ role: 'user' as const, content: 'goodbye' }]
    const message = await anthropic.messages
      .stream({ model: 'claude-haiku-4-5', max_tokens: 99, messages })
      .finalMessage()
    expect(message.content).toMatchObject([{ text: 'Goodbye! Have a great day!' }])
    expect(llm.usage().outputTokens).toBeGreaterThan(10)
    await expect(ask('Hello')).rejects.toThrow() // as there, case matters
  })

  test('calls tools, and goes on after their result', async () => {
    const { ask, openai } = lab(load('example-multi-turn'))
    const said = await ask('please change background to blue')
    expect(said.tool_calls).toMatchObject([
      { function: { name: 'change_background', arguments: '{"background":"blue"}' } },
    ])
    const call = {
      id: 'call_background',
      type: 'function' as const,
      function: { name: 'change_background', arguments: '{}' },
    }
    const after = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'user', content: 'please' },
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_background', content: 'ok' },
      ],
    })
    expect(after.choices[0]!.message.content).toBe("Done! I've changed the background.")
  })

  test('blocks, sequences and errors', async () => {
    const blocks = await lab(load('examples/llm/blocks-tool-first')).ask("what's the weather in NYC?")
    expect(blocks).toMatchObject({ content: 'Let me check the weather in NYC for you.', tool_calls: [{}] })
    const { ask, llm } = lab(load('examples/llm/sequential-responses'))
    const jokes = [await ask('tell me a joke'), await ask('tell me a joke'), await ask('tell me a joke')]
    expect(jokes.map(({ content }) => content!.slice(0, 7))).toEqual(['Why did', 'Why do ', 'A SQL q'])
    await expect(ask('tell me a joke')).rejects.toThrow()
    llm.reset()
    expect((await ask('tell me a joke')).content).toBe(jokes[0]!.content)
    await expect(lab(load('examples/llm/error-injection')).ask('a .* b')).rejects.toThrow(
      '429 Rate limit exceeded. Please retry after 30 seconds.',
    )
  })

  test('a turn index chooses, and excludes none where nothing else matches', async () => {
    const { ask } = lab({
      fixtures: [
        { match: { userMessage: 'x', turnIndex: 1 }, response: { content: 'later' } },
        { match: { userMessage: 'x', turnIndex: 0 }, response: { content: 'first', finishReason: 'length' } },
        { match: { userMessage: 'y', turnIndex: 4 }, response: { content: { a: 1 }, reasoning: 'hm' } },
      ],
    })
    expect((await ask('x')).content).toBe('first')
    expect((await ask('y')).content).toBe('{"a":1}')
  })

  test('what no chat does is refused with its place', () => {
    expect(() => replayFrom(load('examples/llm/embeddings'))).toThrow('Fixture 0 has the condition "inputText"')
    expect(() => replayFrom({ fixtures: [{ match: {}, response: { image: {} } }] })).toThrow(
      'Fixture 0 answers with image',
    )
    expect(() => replayFrom({ fixtures: [{ match: { endpoint: 'video' }, response: { content: '' } }] })).toThrow(
      'the endpoint "video"',
    )
    expect(readdirSync(files).length).toBeGreaterThan(3)
  })
})
