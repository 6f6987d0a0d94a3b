import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { openTape } from '../../handlers/faces/record.ts'

const KEY = 'sk-real-0123456789abcdefghij'

/** Stands in for the real API, on this machine alone. */
const asked: { url: string; headers: IncomingMessage['headers']; body: any }[] = []
const api = createServer((request, response) => {
  let text = ''
  request.on('data', (bytes) => (text += bytes))
  request.on('end', () => {
    const body = text === '' ? undefined : JSON.parse(text)
    asked.push({ url: request.url!, headers: request.headers, body })
    const headers = {
      'set-cookie': 'a=b',
      'openai-organization': 'org-secret',
      'x-ratelimit-limit-requests': '10',
      date: 'x',
    }
    if (body?.stream) {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
      for (const content of ['De', 'ep ü.']) {
        response.write(`data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta: { content } }] })}\n\n`)
      }
      return response.end('data: [DONE]\n\n')
    }
    response.writeHead(200, { ...headers, 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        choices: [
          { index: 0, message: { role: 'assistant', content: `no. ${asked.length} of ${KEY}` }, finish_reason: 'stop' },
        ],
        usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 },
      }),
    )
  })
})

let origin = ''
let folder = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
})
afterAll(() => api.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tape-'))
  asked.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const recorder = () => openTape(folder, { keys: { openai: KEY }, upstream: { openai: origin } })
const clientOf = (llm: ReturnType<typeof createSimulation>) =>
  new OpenAI({ apiKey: 'dummy', fetch: llm.fetch, maxRetries: 0 })
const body = (content: string) => ({ model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content }] })

test('records what is missing, without secrets, and replays it without a key', async () => {
  const recording = createSimulation({ rules: [recorder()] })
  const openai = clientOf(recording)
  const first = await openai.chat.completions.create(body('How deep is the sea?'))
  const again = await openai.chat.completions.create(body('How deep is the sea?'))
  expect([first, again].map(({ choices }) => choices[0]!.message.content)).toEqual(['no. 1 of <key>', 'no. 2 of <key>'])
  expect(asked[0]).toMatchObject({ url: '/v1/chat/completions', body: body('How deep is the sea?') })
  expect(asked[0]!.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'accept-encoding': 'identity' })

  const files = readdirSync(folder)
  expect(files).toEqual([
    expect.stringMatching(/^openai\.chat-how-deep-is-the-sea-\w{6}-2\.json$/),
    expect.stringMatching(/^openai\.chat-how-deep-is-the-sea-\w{6}\.json$/),
  ])
  const text = readFileSync(join(folder, files[1]!), 'utf8')
  expect(text).not.toMatch(/sk-real|dummy|org-secret|set-cookie|stainless/)
  expect(JSON.parse(text)).toMatchObject({
    format: 'msw-llm/1',
    provider: 'openai',
    request: { url: 'https://api.openai.com/v1/chat/completions', body: body('How deep is the sea?') },
    response: { status: 200, headers: { 'x-ratelimit-limit-requests': '10' }, json: { id: 'chatcmpl-1' } },
  })

  const replaying = createSimulation({ rules: [openTape(folder)], clock: 'virtual' })
  const replayed = clientOf(replaying)
  for (const answer of [first, again, again]) {
    expect(await replayed.chat.completions.create(body('How deep is the sea?'))).toEqual(answer)
  }
  replaying.reset()
  expect(await replayed.chat.completions.create(body('How deep is the sea?'))).toEqual(first)
  expect(asked).toHaveLength(2)
  expect(replaying.last!.usage).toMatchObject({ inputTokens: 11, outputTokens: 5 })
})

test('a tape that has a recording does not ask again', async () => {
  await clientOf(createSimulation({ rules: [recorder()] })).chat.completions.create(body('sea'))
  const llm = createSimulation({ rules: [recorder()] })
  await clientOf(llm).chat.completions.create(body('sea'))
  expect(asked).toHaveLength(1)
  llm.when('sea').reply('Deep.')
  const own = await clientOf(llm).chat.completions.create(body('sea'))
  expect(own.choices[0]!.message.content).toBe('Deep.')
})

test('records under MSW, streams by event, and replays them at their pace', async () => {
  const llm = createSimulation({ rules: [recorder()] })
  const server = setupServer(...llm.handlers)
  server.listen({ onUnhandledRequest: 'error' })
  const read = async (openai: OpenAI) => {
    let all = ''
    const stream = await openai.chat.completions.create({ ...body('sea'), stream: true })
    for await (const chunk of stream) all += chunk.choices[0]!.delta.content
    return all
  }
  expect(await read(new OpenAI({ apiKey: 'dummy', maxRetries: 0 }))).toBe('Deep ü.')
  server.close()
  const [file] = readdirSync(folder)
  const { response } = JSON.parse(readFileSync(join(folder, file!), 'utf8'))
  expect(response.chunks.map(({ text }: { text: string }) => text.slice(0, 10))).toEqual([
    'data: {"id',
    'data: {"id',
    'data: [DON',
  ])
  const replaying = createSimulation({ rules: [openTape(folder)], clock: 'virtual' })
  const started = replaying.clock.now()
  expect(await read(clientOf(replaying))).toBe('Deep ü.')
  // The SDK leaves at the last event, which may be before the connection closes.
  const tookMs = replaying.clock.now() - started
  expect(tookMs).toBeGreaterThanOrEqual(Math.floor(response.chunks.at(-1).atMs))
  expect(tookMs).toBeLessThanOrEqual(response.totalMs + 1)
  expect(replaying.last!.text).toBe('Deep ü.')
})

test('without a key, what is missing or changed fails and says why', async () => {
  await clientOf(createSimulation({ rules: [recorder()] })).chat.completions.create(body('sea'))
  const openai = clientOf(createSimulation({ rules: [openTape(folder)] }))
  const failure = await openai.chat.completions.create(body('lake')).catch((error) => error)
  expect(failure.cause.message).toMatch(
    /has no recording of this POST \/v1\/chat\/completions \(openai\.chat-sea-\w+\.json: body\.messages\[0\]\.content is "lake", recorded: "sea"\), and there is no key of openai/,
  )
  const models = await Promise.resolve(openai.models.list()).catch((error) => error)
  expect(models.cause.message).toMatch(/has no recording of this GET \/v1\/models, and/)
})
