import { expect, test } from 'vitest'
import { chunksOf, contents, GEMINI, googleLab, NOW, tools, VERTEX, weather } from './google-lab.ts'

const url = (model: string, method = 'generateContent') => `${GEMINI}/models/${model}:${method}`
const sse = (model: string) => url(model, 'streamGenerateContent?alt=sse')

test('writes JSON with two spaces and a line break, compact where asked, with < and > escaped', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('a <b> & "c"')
  const response = await send(url('gemini-2.5-flash'), { contents })
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
  expect(text).toContain(String.raw`"text": "a \u003cb\u003e & \"c\""`)
  expect(text.replaceAll(String.raw`\u003c`, '<').replaceAll(String.raw`\u003e`, '>')).toBe(
    `${JSON.stringify(JSON.parse(text), null, 2)}\n`,
  )
  const compact = await (await send(`${url('gemini-2.5-flash')}?prettyPrint=false`, { contents })).text()
  expect(compact).not.toMatch(/[\n ]{2}/)
})

test('orders the members of an answer as the Gemini API does', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('hi')
  const body = await (await send(url('gemini-2.5-flash'), { contents })).json()
  expect(body).toEqual({
    candidates: [{ content: { parts: [{ text: 'hi' }], role: 'model' }, finishReason: 'STOP', index: 0 }],
    usageMetadata: {
      promptTokenCount: 3,
      candidatesTokenCount: 1,
      totalTokenCount: 4,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 3 }],
      serviceTier: 'standard',
    },
    modelVersion: 'gemini-2.5-flash',
    responseId: expect.stringMatching(/^[\w-]{22,23}$/),
  })
  expect(Object.keys(body)).toEqual(['candidates', 'usageMetadata', 'modelVersion', 'responseId'])
})

test('begins a response id with the second of the answer', async () => {
  const { send } = googleLab()
  const { responseId } = await (await send(url('gemini-2.5-flash'), { contents })).json()
  const bytes = Buffer.from(responseId, 'base64url')
  expect(bytes.readUInt32LE(0)).toBe(Math.floor(NOW / 1000))
  expect([16, 17]).toContain(bytes.length)
})

test('sends the recorded headers and no others', async () => {
  const { send } = googleLab()
  const unary = await send(url('gemini-2.5-flash'), { contents })
  expect(Object.fromEntries(unary.headers)).toEqual({
    'alt-svc': 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000',
    'content-type': 'application/json; charset=UTF-8',
    date: 'Sun, 22 Nov 2026 12:00:00 GMT',
    server: 'scaffolding on HTTPServer2',
    'server-timing': 'gfet4t7; dur=0',
    vary: 'Origin, X-Origin, Referer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-gemini-service-tier': 'standard',
    'x-xss-protection': '0',
  })
  const stream = await send(sse('gemini-2.5-flash'), { contents })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(stream.headers.get('content-disposition')).toBe('attachment')
  expect(stream.headers.has('x-gemini-service-tier')).toBe(false)
})

test('streams events with CRLF, a space after colons and none after commas, each a whole response', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('The sea is wide and deep and blue. '.repeat(30))
  const text = await (await send(sse('gemini-2.5-flash'), { contents })).text()
  expect(text).toMatch(/^data: \{"candidates": \[\{"content": \{"parts": \[\{"text": "/)
  expect(text).toMatch(/\r\n\r\n$/)
  expect(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')).not.toMatch(/, |:[^ ]|event|DONE/)
  const chunks = chunksOf(text)
  expect(new Set(chunks.map((one) => one.responseId)).size).toBe(1)
  expect(chunks.filter((one) => one.candidates[0].finishReason)).toEqual([chunks.at(-1)])
  const counts = chunks.map((one) => one.usageMetadata.candidatesTokenCount)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  for (const { usageMetadata: usage } of chunks)
    expect(usage.totalTokenCount).toBe(usage.promptTokenCount + usage.candidatesTokenCount)
})

test('streams one list that parses as a whole where events are not asked for', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('word '.repeat(100))
  const response = await send(url('gemini-2.5-flash', 'streamGenerateContent'), { contents })
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
  expect(text).toMatch(/^\[\{\n {2}"candidates"/)
  expect(text).toContain('},\r\n{')
  const chunks = JSON.parse(text)
  expect(chunks.length).toBeGreaterThan(1)
  expect(chunks.map((one: any) => one.candidates[0].content.parts[0].text).join('')).toBe('word '.repeat(100))
})

test('ends a stream of Gemini 3 with an empty text and the signature', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('Good morning.')
  const chunks = chunksOf(await (await send(sse('gemini-3-flash-preview'), { contents })).text())
  const last = chunks.at(-1).candidates[0]
  expect(last).toMatchObject({
    content: { parts: [{ text: '', thoughtSignature: expect.any(String) }] },
    finishReason: 'STOP',
  })
  expect(chunks.slice(0, -1).every((one) => one.candidates[0].finishReason === undefined)).toBe(true)
})

test('sends calls whole: all in one event with the end before Gemini 3, in an event each since', async () => {
  const { llm, send } = googleLab()
  const ask = { contents, tools }
  for (let round = 0; round < 3; round++)
    llm.when('hello').callTool('get_weather', { city: 'Oslo' }).callTool('get_weather', { city: 'Rome' })
  const old = chunksOf(await (await send(sse('gemini-2.5-flash'), ask)).text())
  expect(old).toHaveLength(1)
  expect(old[0].candidates[0]).toEqual({
    content: {
      parts: [
        { functionCall: { name: 'get_weather', args: { city: 'Oslo' } } },
        { functionCall: { name: 'get_weather', args: { city: 'Rome' } } },
      ],
      role: 'model',
    },
    finishReason: 'STOP',
    index: 0,
    finishMessage: 'Model generated function call(s).',
  })
  const third = chunksOf(await (await send(sse('gemini-3-flash-preview'), ask)).text())
  expect(third.map((one) => Object.keys(one.candidates[0].content.parts[0]))).toEqual([
    ['functionCall', 'thoughtSignature'],
    ['functionCall'],
    ['text'],
  ])
  const ids = third.slice(0, 2).map((one) => one.candidates[0].content.parts[0].functionCall.id)
  expect(ids).toEqual([expect.stringMatching(/^[a-z0-9]{8}$/), expect.stringMatching(/^[a-z0-9]{8}$/)])
  expect(third.at(-1).candidates[0]).not.toHaveProperty('finishMessage')
})

test('signs what Gemini 2.5 thought about with functions at hand, and nothing else', async () => {
  const { llm, send } = googleLab()
  const content = [
    { type: 'reasoning', text: '', tokens: 50 },
    { type: 'text', text: 'Hi.' },
  ] as const
  llm.when('hello').reply(content)
  const signed = await (await send(url('gemini-2.5-flash'), { contents, tools })).json()
  expect(signed.candidates[0].content.parts).toEqual([{ text: 'Hi.', thoughtSignature: expect.any(String) }])
  expect(signed.usageMetadata.thoughtsTokenCount).toBe(50)
  const plain = await (await send(url('gemini-2.5-flash'), { contents })).json()
  expect(plain.candidates[0].content.parts).toEqual([{ text: 'Hi.' }])
})

test('leaves out what an old model does not say, and adds what it does', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('Hi.')
  const { candidates, usageMetadata } = await (await send(url('gemini-2.0-flash'), { contents })).json()
  expect(candidates).toEqual([
    { content: { parts: [{ text: 'Hi.' }], role: 'model' }, finishReason: 'STOP', avgLogprobs: expect.any(Number) },
  ])
  expect(usageMetadata.candidatesTokensDetails).toEqual([
    { modality: 'TEXT', tokenCount: usageMetadata.candidatesTokenCount },
  ])
})

test('blocks a prompt without candidates and an answer without parts', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply({ content: [], finishReason: 'content-filter' })
  const prompt = await (await send(url('gemini-2.5-flash'), { contents })).json()
  expect(prompt).toMatchObject({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })
  expect(prompt).not.toHaveProperty('candidates')
  expect(prompt.usageMetadata).not.toHaveProperty('candidatesTokenCount')
  llm.when('hello').reply({ content: 'something bad', finishReason: 'content-filter' })
  const [candidate] = (await (await send(url('gemini-2.5-flash'), { contents })).json()).candidates
  expect(candidate).toMatchObject({ content: {}, finishReason: 'SAFETY' })
  expect(candidate.safetyRatings.filter((one: any) => one.blocked)).toHaveLength(1)
})

test('spends the token limit on thoughts first', async () => {
  const { send } = googleLab()
  const generationConfig = { maxOutputTokens: 3 }
  const body = await (await send(url('gemini-2.5-pro'), { contents, generationConfig })).json()
  expect(body.candidates[0]).toMatchObject({ content: { role: 'model' }, finishReason: 'MAX_TOKENS' })
  expect(body.candidates[0].content).not.toHaveProperty('parts')
  expect(body.usageMetadata.thoughtsTokenCount).toBe(3)
})

test('takes names in snake_case, mixed ones, single values for lists, enums in lower case, numbers as text', async () => {
  const { send } = googleLab()
  const body = {
    contents: { parts: { text: 'hello there' } },
    system_instruction: { parts: [{ text: 'Be kind.' }] },
    generation_config: { max_output_tokens: '20', thinkingConfig: { thinking_budget: 0 } },
    safety_settings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'block_none' }],
    tools: {
      function_declarations: [
        { ...weather, parameters: { type: 'object', properties: { my_city: { type: 'string' } } } },
      ],
    },
  }
  expect((await send(url('gemini-2.5-flash'), body)).status).toBe(200)
})

test('speaks as Vertex AI at Vertex AI', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('Good morning.')
  const base = `${VERTEX}/publishers/google/models/gemini-2.5-flash`
  const unary = await send(`${base}:generateContent`, { contents })
  const body = await unary.json()
  expect(Object.keys(body)).toEqual(['candidates', 'usageMetadata', 'modelVersion', 'createTime', 'responseId'])
  expect(Object.keys(body.candidates[0])).toEqual(['content', 'finishReason', 'avgLogprobs'])
  expect(Object.keys(body.candidates[0].content)).toEqual(['role', 'parts'])
  expect(body.usageMetadata).toMatchObject({ trafficType: 'ON_DEMAND' })
  expect(body.usageMetadata).not.toHaveProperty('serviceTier')
  expect(unary.headers.has('server-timing')).toBe(false)
  const chunks = chunksOf(await (await send(`${base}:streamGenerateContent?alt=sse`, { contents })).text())
  expect(chunks.slice(0, -1).map((one) => one.usageMetadata)).toEqual(
    chunks.slice(0, -1).map(() => ({ trafficType: 'ON_DEMAND' })),
  )
  expect(chunks.at(-1).usageMetadata.promptTokenCount).toBe(body.usageMetadata.promptTokenCount)
})

test('streams the arguments of a call at Vertex AI where asked', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').callTool('get_weather', { city: 'San Francisco', days: 3 })
  const toolConfig = { functionCallingConfig: { streamFunctionCallArguments: true } }
  const base = `${VERTEX}/publishers/google/models/gemini-3-flash-preview:streamGenerateContent?alt=sse`
  const chunks = chunksOf(await (await send(base, { contents, tools, toolConfig })).text())
  const calls = chunks
    .flatMap((one) => one.candidates[0].content.parts ?? [])
    .flatMap((part: any) => part.functionCall ?? [])
  expect(calls[0]).toEqual({ name: 'get_weather', willContinue: true })
  const city = calls.flatMap((one: any) => one.partialArgs ?? []).filter((one: any) => one.jsonPath === '$.city')
  expect(city.map((one: any) => one.stringValue).join('')).toBe('San Francisco')
  expect(city.at(-1)).toEqual({ jsonPath: '$.city', stringValue: '' })
  expect(calls.at(-1)).toEqual({})
})

test('answers Claude at Vertex AI as Anthropic does, by its dated name and with ids of its own', async () => {
  const { llm, send } = googleLab()
  llm.when('hello').reply('Good morning.')
  const base = `${VERTEX}/publishers/anthropic/models`
  const messages = [{ role: 'user', content: 'hello' }]
  const body = { anthropic_version: 'vertex-2023-10-16', max_tokens: 50, messages }
  const unary = await (await send(`${base}/claude-sonnet-4-5@20250929:rawPredict`, body)).json()
  expect(unary).toMatchObject({
    type: 'message',
    model: 'claude-sonnet-4-5-20250929',
    content: [{ text: 'Good morning.' }],
  })
  expect(unary.id).toMatch(/^msg_vrtx_01/)
  const stream = await (
    await send(`${base}/claude-sonnet-4-5@20250929:streamRawPredict`, { ...body, stream: true })
  ).text()
  expect(stream).toMatch(/^event: message_start\ndata: .*"id":"msg_vrtx_01/)
  expect(stream).toMatch(/event: message_stop\ndata: [^\n]*\n\n$/)
  const counted = { anthropic_version: 'vertex-2023-10-16', model: 'claude-sonnet-4-5@20250929', messages }
  expect(await (await send(`${base}/count-tokens:rawPredict`, counted)).json()).toEqual({
    input_tokens: unary.usage.input_tokens,
  })
  const unknown = await send(`${base}/claude-nope:rawPredict`, body)
  expect((await unknown.json()).error.message).toBe(
    'Publisher Model `projects/p/locations/us-central1/publishers/anthropic/models/claude-nope` not found.',
  )
})

test('embeds each request of a batch in order, with length 1 and nine digits', async () => {
  const { send } = googleLab()
  const request = (text: string, rest = {}) => ({
    model: 'models/gemini-embedding-2',
    content: { parts: [{ text }] },
    ...rest,
  })
  const requests = [
    request('a cat'),
    request('a dog'),
    request('a cat'),
    request('a cat', { outputDimensionality: 256 }),
  ]
  const body = await (await send(`${GEMINI}/models/gemini-embedding-2:batchEmbedContents`, { requests })).json()
  const vectors = body.embeddings.map((one: any) => one.values)
  expect(vectors.map((one: any) => one.length)).toEqual([3072, 3072, 3072, 256])
  expect(vectors[0]).toEqual(vectors[2])
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 3)
  expect(body.usageMetadata.promptTokenDetails).toEqual([
    { modality: 'TEXT', tokenCount: body.usageMetadata.promptTokenCount },
  ])
  const old = await (
    await send(`${GEMINI}/models/gemini-embedding-001:embedContent`, { content: { parts: [{ text: 'a cat' }] } })
  ).json()
  expect(Object.keys(old)).toEqual(['embedding'])
})

test('predicts embeddings at Vertex AI', async () => {
  const { send } = googleLab()
  const instances = [{ content: 'Ruby is great', task_type: 'RETRIEVAL_QUERY' }]
  const body = await (await send(`${VERTEX}/publishers/google/models/text-embedding-004:predict`, { instances })).json()
  expect(body.metadata).toEqual({ billableCharacterCount: 11 })
  expect(body.predictions[0].embeddings.values).toHaveLength(768)
  expect(body.predictions[0].embeddings.statistics).toEqual({ truncated: false, token_count: 3 })
})

test('keeps small caches out and refuses unknown ones', async () => {
  const { send } = googleLab()
  const small = await send(`${GEMINI}/cachedContents`, { model: 'models/gemini-2.5-flash', contents })
  expect((await small.json()).error.message).toBe(
    'Cached content is too small. total_token_count=3, min_total_token_count=2048',
  )
  const unknown = await send(url('gemini-2.5-flash'), { contents, cachedContent: 'cachedContents/nope' })
  expect(unknown.status).toBe(403)
  expect((await unknown.json()).error.message).toBe('CachedContent not found (or permission denied)')
})
