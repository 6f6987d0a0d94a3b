import { expect, test } from 'vitest'
import { createManualClock } from '../../src/clock.ts'
import { contents, GEMINI, googleLab, NOW, VERTEX } from './google-lab.ts'

const FLASH = `${GEMINI}/models/gemini-2.5-flash:generateContent`
const user = (...parts: object[]) => ({ role: 'user', parts })
const config = (generationConfig: object) => ({ contents, generationConfig })

type Case = readonly [title: string, body: unknown, message: string | RegExp, url?: string]

/** A bad body, what is said about it, and the address where it is not Gemini 2.5 Flash's. */
const CASES: readonly Case[] = [
  [
    'text instead of contents',
    { contents: 'hi' },
    `Invalid value at 'contents' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content), "hi"`,
  ],
  [
    'a list of types in a schema',
    {
      contents,
      tools: [
        {
          functionDeclarations: [
            { name: 'f', parameters: { type: 'OBJECT', properties: { a: { type: ['string', 'null'] } } } },
          ],
        },
      ],
    },
    `Invalid JSON payload received. Unknown name "type" at 'tools[0].function_declarations[0].parameters.properties[0].value': Proto field is not repeating, cannot start list.`,
  ],
  [
    'a MIME type of answers that nobody writes',
    config({ responseMimeType: 'text/html' }),
    /^\* GenerateContentRequest\.generation_config\.response_mime_type: allowed mimetypes are/,
  ],
  [
    'a MIME type of media that nobody reads',
    { contents: [user({ inlineData: { mimeType: 'application/zip', data: 'AAAA' } })] },
    'Unsupported MIME type: application/zip',
  ],
  [
    'thinking of a model that cannot',
    config({ thinkingConfig: { thinkingBudget: 100 } }),
    'Thinking is not supported for this model.',
    `${GEMINI}/models/gemini-2.0-flash:generateContent`,
  ],
  ['logprobs', config({ responseLogprobs: true }), 'Logprobs is not enabled for models/gemini-2.5-flash'],
  [
    'nothing at all at Vertex AI',
    {},
    /^Unable to submit request because at least one contents field is required\./,
    `${VERTEX}/publishers/google/models/gemini-2.5-flash:generateContent`,
  ],
]

test.each(CASES.map((one) => ({ title: one[0], one })))('refuses $title', async ({ one }) => {
  const [, body, message, url = FLASH] = one
  const { llm, send } = googleLab()
  const refused = await send(url, body)
  const { error } = await refused.json()
  expect(refused.status).toBe(400)
  expect(error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' })
  if (typeof message === 'string') expect(error.message).toBe(message)
  else expect(error.message).toMatch(message)
  expect(llm.usage().costUsd).toBe(0)
})

test('names all fields that are wrong, once in words and once in details', async () => {
  const { error } = await (await googleLab().send(FLASH, { contents, foo: 1, generationConfig: { topK: 'x' } })).json()
  expect(error.message.split('\n')).toHaveLength(2)
  expect(error.details).toEqual([
    {
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: [
        { description: 'Invalid JSON payload received. Unknown name "foo": Cannot find field.' },
        {
          field: 'generation_config.top_k',
          description: `Invalid value at 'generation_config.top_k' (TYPE_FLOAT), "x"`,
        },
      ],
    },
  ])
})

test('points at the place where JSON ends to be JSON', async () => {
  const { error } = await (await googleLab().send(FLASH, '{"contents": [}')).json()
  expect(error.message).toMatch(/^Invalid JSON payload received\. .*Expected a value\.\n\{"contents": \[\}\n *\^$/)
})

test('takes more than it understands when lenient, but nothing that it cannot read', async () => {
  const { send } = googleLab({ validation: 'lenient' })
  expect((await send(FLASH, { contents, foo: 1, generationConfig: { temperature: 9 } })).status).toBe(200)
  expect((await send(FLASH, { contents: 'hi' })).status).toBe(400)
  expect((await send(FLASH, '{"a":')).status).toBe(400)
})

test('calls a wrong key a bad argument and a missing one a missing permission', async () => {
  const { send } = googleLab({ apiKeys: ['AIza-good'] })
  const wrong = await send(FLASH, { contents })
  expect(wrong.status).toBe(400)
  expect((await wrong.json()).error).toMatchObject({
    message: 'API key not valid. Please pass a valid API key.',
    status: 'INVALID_ARGUMENT',
    details: [
      { reason: 'API_KEY_INVALID', metadata: { service: 'generativelanguage.googleapis.com' } },
      { locale: 'en-US' },
    ],
  })
  const missing = await send(FLASH, { contents }, { headers: {} })
  expect(missing.status).toBe(403)
  expect((await missing.json()).error.status).toBe('PERMISSION_DENIED')
  expect((await send(`${FLASH}?key=AIza-good`, { contents }, { headers: {} })).status).toBe(200)
})

test('says 404 for a model, naming the version and the method', async () => {
  const { send } = googleLab()
  const message = async (method: string, body: object) =>
    (await (await send(`${GEMINI}/models/nope:${method}`, body)).json()).error.message
  const said = (method: string) =>
    `models/nope is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`
  expect(await message('generateContent', { contents })).toBe(said('generateContent'))
  expect(await message('countTokens', { contents })).toBe(said('countTokens'))
  expect(await message('batchEmbedContents', { requests: [] })).toBe(said('embedContent'))
  const chat = await send(`${GEMINI}/models/gemini-embedding-001:generateContent`, { contents })
  expect(chat.status).toBe(404)
  const publisher = await send(`${VERTEX}/publishers/google/models/nope:generateContent`, { contents })
  expect((await publisher.json()).error.message).toBe(
    'Publisher Model `projects/p/locations/us-central1/publishers/google/models/nope` not found.',
  )
})

test('labels an error before the first event as the stream it is not, and puts it into a list where a list was to come', async () => {
  const { send } = googleLab()
  const base = `${GEMINI}/models/nope:streamGenerateContent`
  const events = await send(`${base}?alt=sse`, { contents })
  expect(events.status).toBe(404)
  expect(events.headers.get('content-type')).toBe('text/event-stream')
  expect(await events.text()).toMatch(/^\{\n {2}"error"/)
  const list = await send(base, { contents })
  expect(list.status).toBe(404)
  expect(await list.json()).toMatchObject([{ error: { code: 404 } }])
})

test('ends a stream that breaks with a bare error', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('word '.repeat(200))
  llm.provider('google').cutStreamAfter({ tokens: 40 })
  const text = await (
    await send(`${GEMINI}/models/gemini-2.5-flash:streamGenerateContent?alt=sse`, { contents })
  ).text()
  expect(text).not.toContain('finishReason')
  expect(text.split('\r\n\r\n').at(-1)).toMatch(/^\{\n {2}"error": \{\n {4}"code": 503/)
})

test('says which quota is spent and when to come back, without a header', async () => {
  const clock = createManualClock(NOW)
  const { llm, send } = googleLab({ clock, limits: { google: { requestsPerMinute: 2 } } })
  for (let round = 0; round < 2; round++) expect((await send(FLASH, { contents })).status).toBe(200)
  const refused = await send(FLASH, { contents })
  expect(refused.status).toBe(429)
  expect(refused.headers.has('retry-after')).toBe(false)
  const { error } = await refused.json()
  expect(error.status).toBe('RESOURCE_EXHAUSTED')
  expect(error.details.map((one: any) => one['@type'].split('.').at(-1))).toEqual(['Help', 'QuotaFailure', 'RetryInfo'])
  const { retryDelay } = error.details[2]
  expect(error.message).toContain(`Please retry in ${retryDelay}.`)
  await clock.advance(Number.parseFloat(retryDelay) * 1000)
  expect((await send(FLASH, { contents })).status).toBe(200)
  expect(llm.exchanges.at(-1)!.status).toBe(200)
})
