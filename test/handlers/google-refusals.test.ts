import { expect, test } from 'vitest'
import { createManualClock } from '../../src/clock.ts'
import { contents, GEMINI, googleLab, NOW, tools, VERTEX, weather } from './google-lab.ts'

const FLASH = `${GEMINI}/models/gemini-2.5-flash:generateContent`
const THIRD = `${GEMINI}/models/gemini-3-flash-preview:generateContent`
const user = (...parts: object[]) => ({ role: 'user', parts })
const model = (...parts: object[]) => ({ role: 'model', parts })
const call = { functionCall: { name: 'get_weather', args: {} } }
const response = { functionResponse: { name: 'get_weather', response: { result: '1' } } }
const config = (generationConfig: object) => ({ contents, generationConfig })

const REQUEST = '* GenerateContentRequest'

type Case = readonly [title: string, body: unknown, message: string | RegExp, url?: string]

/** A bad body, what is said about it, and the address where it is not Gemini 2.5 Flash's. */
const CASES: readonly Case[] = [
  ['no contents', {}, `${REQUEST}.contents: contents is not specified\n`],
  ['an empty body', '', `${REQUEST}.contents: contents is not specified\n`],
  [
    'contents without parts',
    { contents: [{ role: 'user' }] },
    `${REQUEST}.contents[0].parts: contents.parts must not be empty.\n`,
  ],
  [
    'a part without data',
    { contents: [user({})] },
    `${REQUEST}.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\n`,
  ],
  [
    'a role that nobody has',
    { contents: [{ role: 'system', parts: [{ text: 'a' }] }] },
    'Please use a valid role: user, model.',
  ],
  ['a list', '[]', 'Invalid JSON payload received. Unknown name "": Root element must be a message.'],
  ['an unknown field', { contents, foo: 1 }, 'Invalid JSON payload received. Unknown name "foo": Cannot find field.'],
  [
    'an unknown field inside',
    config({ x: 1 }),
    `Invalid JSON payload received. Unknown name "x" at 'generation_config': Cannot find field.`,
  ],
  [
    'a wrong type',
    config({ temperature: 'hot' }),
    `Invalid value at 'generation_config.temperature' (TYPE_FLOAT), "hot"`,
  ],
  [
    'text instead of contents',
    { contents: 'hi' },
    `Invalid value at 'contents' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content), "hi"`,
  ],
  [
    'an enum that is none',
    { contents, safetySettings: [{ category: 'RUDE' }] },
    `Invalid value at 'safety_settings[0].category' (type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory), "RUDE"`,
  ],
  [
    'base64 that is none',
    { contents: [user({ inlineData: { mimeType: 'image/png', data: '%%' } })] },
    `Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for "%%"`,
  ],
  [
    'two kinds of data in a part',
    { contents: [user({ text: 'a', inlineData: { mimeType: 'image/png', data: '' } })] },
    `Invalid value at 'contents[0].parts[0]' (oneof), oneof field 'data' is already set. Cannot set 'inlineData'`,
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
    'a temperature out of range',
    config({ temperature: 3 }),
    `${REQUEST}.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n`,
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
    'an image that is none',
    { contents: [user({ inlineData: { mimeType: 'image/png', data: 'AAAA' } })] },
    /^Unable to process input image\./,
  ],
  [
    'more tokens than the model writes',
    config({ maxOutputTokens: 100_000 }),
    /maxOutputTokens value of 100000 but the supported range is from 1 \(inclusive\) to 65537 \(exclusive\)/,
  ],
  [
    'a budget that is too large',
    config({ thinkingConfig: { thinkingBudget: 50_000 } }),
    'The thinking budget 50000 is invalid. Please choose a value between 0 and 24576.',
  ],
  [
    'no thinking of a model that must',
    config({ thinkingConfig: { thinkingBudget: 0 } }),
    'Budget 0 is invalid. This model only works in thinking mode.',
    `${GEMINI}/models/gemini-2.5-pro:generateContent`,
  ],
  [
    'thinking of a model that cannot',
    config({ thinkingConfig: { thinkingBudget: 100 } }),
    'Thinking is not supported for this model.',
    `${GEMINI}/models/gemini-2.0-flash:generateContent`,
  ],
  ['logprobs', config({ responseLogprobs: true }), 'Logprobs is not enabled for models/gemini-2.5-flash'],
  [
    'JSON together with functions',
    { ...config({ responseMimeType: 'application/json' }), tools },
    "Function calling with a response mime type: 'application/json' is unsupported",
  ],
  [
    'search together with functions',
    { contents, tools: [...tools, { googleSearch: {} }] },
    'Tool use with function calling is unsupported',
  ],
  [
    'a function twice',
    { contents, tools: [{ functionDeclarations: [weather, weather] }] },
    'Duplicate function declaration found: get_weather',
  ],
  [
    'a function with a bad name',
    { contents, tools: [{ functionDeclarations: [{ name: '1st' }] }] },
    /^\* GenerateContentRequest\.tools\[0\]\.function_declarations\[0\]\.name: \[FIELD_INVALID\] Invalid function name\./,
  ],
  [
    'a list without items',
    {
      contents,
      tools: [
        { functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: { a: { type: 'ARRAY' } } } }] },
      ],
    },
    `${REQUEST}.tools[0].function_declarations[0].parameters.properties[a].items: missing field.\n`,
  ],
  [
    'a required property that is none',
    {
      contents,
      tools: [
        { functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: {}, required: ['a'] } }] },
      ],
    },
    `${REQUEST}.tools[0].function_declarations[0].parameters.required[0]: property is not defined\n`,
  ],
  [
    'a forced call without functions',
    { contents, toolConfig: { functionCallingConfig: { mode: 'ANY' } } },
    'Function calling config is set without function_declarations.',
  ],
  [
    'a call at the start',
    { contents: [model(call), user(response)], tools },
    /^Please ensure that function call turn comes immediately after a user turn/,
  ],
  [
    'fewer responses than calls',
    { contents: [user({ text: 'a' }), model(call, call), user(response)], tools },
    /^Please ensure that the number of function response parts is equal/,
  ],
  [
    'a response to nothing',
    { contents: [user({ text: 'a' }), model({ text: 'b' }), user(response)], tools },
    /^Please ensure that function response turn comes immediately after/,
  ],
  [
    'a call without its signature',
    { contents: [user({ text: 'a' }), model(call), user(response)], tools },
    /^Function call is missing a thought_signature in functionCall parts\..*function call `default_api:get_weather` , position 2\./,
    THIRD,
  ],
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
