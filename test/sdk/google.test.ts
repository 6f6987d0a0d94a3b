import * as third from '@google/genai'
import * as second from 'google-genai-2'
import { describe, expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const { FunctionCallingConfigMode, Type } = third
type FunctionCallingConfigMode = third.FunctionCallingConfigMode

// The third major asks /v1, the second /v1beta; what is used here is alike in both.
const MAJORS = [
  ['@google/genai 3', third],
  ['@google/genai 2', second as unknown as typeof third],
] as const

describe.each(MAJORS)('%s', (_, { ApiError, GoogleGenAI }) => {
  const ai = (): third.GoogleGenAI => new GoogleGenAI({ apiKey: 'any-dummy-key' })
  const model = 'gemini-2.5-flash'
  const contents = 'Tell me about the harbour of Lisbon.'

  const weather = {
    name: 'get_weather',
    description: 'Gets the weather of a city.',
    parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ['city'] },
  }

  test('generates content with the default address and any key', async () => {
    const response = await ai().models.generateContent({ model, contents })
    expect(response.text!.length).toBeGreaterThan(20)
    const { promptTokenCount = 0, candidatesTokenCount = 0, thoughtsTokenCount = 0 } = response.usageMetadata!
    expect(response.usageMetadata!.totalTokenCount).toBe(promptTokenCount + candidatesTokenCount + thoughtsTokenCount)
    expect(llm.exchanges).toMatchObject([{ provider: 'google', endpoint: 'google.generateContent', status: 200 }])
  })

  test('streams what it answers at once', async () => {
    const unary = await ai().models.generateContent({ model, contents })
    llm.reset()
    let text = ''
    const ids = new Set<string | undefined>()
    let usage
    for await (const chunk of await ai().models.generateContentStream({ model, contents })) {
      text += chunk.text ?? ''
      ids.add(chunk.responseId)
      usage = chunk.usageMetadata
    }
    expect(text).toBe(unary.text)
    expect(ids.size).toBe(1)
    expect(usage).toEqual(unary.usageMetadata)
  })

  test('calls a function and answers from its response, signatures and all', async () => {
    for (const name of [model, 'gemini-3-flash-preview']) {
      const config = { tools: [{ functionDeclarations: [weather] }] }
      const chat = ai().chats.create({ model: name, config })
      const first = await chat.sendMessage({ message: 'What is the weather in Lisbon?' })
      expect(first.functionCalls).toMatchObject([{ name: 'get_weather', args: { city: 'Lisbon' } }])
      const [call] = first.functionCalls!
      const functionResponse = {
        ...(call!.id ? { id: call!.id } : {}),
        name: 'get_weather',
        response: { result: '21 degrees' },
      }
      const second = await chat.sendMessage({ message: [{ functionResponse }] })
      expect(second.text).toContain('21 degrees')
    }
  })

  test('forces a function and forbids it', async () => {
    const ask = (mode: FunctionCallingConfigMode) =>
      ai().models.generateContent({
        model,
        contents: 'What is the weather in Lisbon?',
        config: { tools: [{ functionDeclarations: [weather] }], toolConfig: { functionCallingConfig: { mode } } },
      })
    expect((await ask(FunctionCallingConfigMode.ANY)).functionCalls).toHaveLength(1)
    expect((await ask(FunctionCallingConfigMode.NONE)).functionCalls).toBeUndefined()
  })

  test('answers in the shape of a schema of either kind', async () => {
    const prompt = 'Book 3 nights at "Casa Azul".'
    const properties = { hotel: { type: Type.STRING }, nights: { type: Type.INTEGER } }
    const openApi = await ai().models.generateContent({
      model,
      contents: prompt,
      config: {
        responseMimeType: 'application/json',
        responseSchema: { type: Type.OBJECT, properties, required: ['hotel', 'nights'] },
      },
    })
    expect(JSON.parse(openApi.text!)).toMatchObject({ nights: 3 })
    const schema = { type: 'object', properties: { nights: { type: 'integer' } }, required: ['nights'] }
    const json = await ai().models.generateContent({
      model: 'gemini-3-flash-preview',
      contents: prompt,
      config: { responseMimeType: 'application/json', responseJsonSchema: schema },
    })
    expect(JSON.parse(json.text!)).toMatchObject({ nights: 3 })
  })

  test('shows thoughts when asked', async () => {
    const response = await ai().models.generateContent({
      model,
      contents,
      config: { thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 } },
    })
    const [thought, text] = response.candidates![0]!.content!.parts!
    expect(thought).toMatchObject({ thought: true })
    expect(text!.thought).toBeUndefined()
    expect(response.usageMetadata!.thoughtsTokenCount).toBeGreaterThan(0)
  })

  test('counts tokens as it bills them', async () => {
    const { totalTokens } = await ai().models.countTokens({ model, contents })
    const { usageMetadata } = await ai().models.generateContent({ model, contents })
    expect(usageMetadata!.promptTokenCount).toBe(totalTokens)
  })

  test('embeds near texts near each other', async () => {
    const { embeddings = [] } = await ai().models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['a ship in the harbour', 'ships in a harbour', 'quarterly tax return'],
      config: { outputDimensionality: 768 },
    })
    const [ship, ships, tax] = embeddings.map(({ values }) => values!)
    expect(ship).toHaveLength(768)
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, index) => sum + value * b[index]!, 0)
    expect(dot(ship!, ships!)).toBeGreaterThan(dot(ship!, tax!))
  })

  test('lists models page by page and gets one', async () => {
    const names: string[] = []
    for await (const one of await ai().models.list({ config: { pageSize: 7 } })) names.push(one.name!)
    expect(names.length).toBeGreaterThan(14)
    expect(new Set(names).size).toBe(names.length)
    expect(await ai().models.get({ model })).toMatchObject({ name: `models/${model}`, inputTokenLimit: 1_048_576 })
  })

  test('makes, uses, prolongs and deletes a cache', async () => {
    const cache = await ai().caches.create({
      model,
      config: {
        contents: 'The harbour lies at the mouth of the river. '.repeat(400),
        ttl: '300s',
        displayName: 'harbour',
      },
    })
    expect(cache.name).toMatch(/^cachedContents\/[a-z0-9]{40}$/)
    const { usageMetadata } = await ai().models.generateContent({
      model,
      contents,
      config: { cachedContent: cache.name! },
    })
    expect(usageMetadata!.cachedContentTokenCount).toBe(cache.usageMetadata!.totalTokenCount)
    expect(usageMetadata!.promptTokenCount).toBeGreaterThan(usageMetadata!.cachedContentTokenCount!)
    const longer = await ai().caches.update({ name: cache.name!, config: { ttl: '600s' } })
    expect(Date.parse(longer.expireTime!)).toBeGreaterThan(Date.parse(cache.expireTime!))
    expect((await ai().caches.list()).page).toHaveLength(1)
    await ai().caches.delete({ name: cache.name! })
    await expect(ai().caches.get({ name: cache.name! })).rejects.toMatchObject({ status: 403 })
  })

  test('uploads a file, asks about it and deletes it', async () => {
    const file = await ai().files.upload({
      file: new Blob(['the tide tables of 2026'], { type: 'text/plain' }),
      config: { displayName: 'tides' },
    })
    expect(file).toMatchObject({ displayName: 'tides', mimeType: 'text/plain', state: 'ACTIVE', sizeBytes: '23' })
    expect(await ai().files.get({ name: file.name! })).toMatchObject({ uri: file.uri })
    const parts = [{ fileData: { fileUri: file.uri!, mimeType: file.mimeType! } }, { text: 'Sum it up.' }]
    expect((await ai().models.generateContent({ model, contents: [{ role: 'user', parts }] })).text).toBeTruthy()
    expect((await ai().files.list()).page).toHaveLength(1)
    await ai().files.delete({ name: file.name! })
    await expect(ai().files.get({ name: file.name! })).rejects.toMatchObject({ status: 403 })
  })

  test('raises its own errors, before a stream and inside it', async () => {
    await expect(ai().models.generateContent({ model: 'no-such-model', contents })).rejects.toMatchObject({
      status: 404,
    })
    const provider = llm.provider('google')
    provider.failNext(1, 'rate_limit')
    await expect(ai().models.generateContentStream({ model, contents })).rejects.toThrow(ApiError)
    provider.cutStreamAfter({ tokens: 1 })
    const stream = await ai().models.generateContentStream({ model, contents })
    const read = async () => {
      for await (const chunk of stream) expect(chunk.candidates![0]!.finishReason).toBeUndefined()
    }
    await expect(read()).rejects.toThrow()
  })

  test('speaks with Vertex AI in a region, at the global address and in express mode', async () => {
    const clients = [
      new GoogleGenAI({ vertexai: true, project: 'p', location: 'europe-west4', googleAuthOptions: authorized() }),
      new GoogleGenAI({ vertexai: true, project: 'p', location: 'global', googleAuthOptions: authorized() }),
      new GoogleGenAI({ vertexai: true, apiKey: 'AIza-express' }),
    ]
    for (const client of clients) {
      const response = await client.models.generateContent({ model, contents })
      expect(response.text!.length).toBeGreaterThan(20)
      expect(response.createTime).toMatch(/^\d{4}-.*\.\d{6}Z$/)
    }
    expect(llm.exchanges.map(({ provider }) => provider)).toEqual(['vertex', 'vertex', 'vertex'])
  })

  test('grounds an answer, runs code and draws', async () => {
    const search = await ai().models.generateContent({
      model,
      contents: 'What is the latest news about the harbour of Lisbon?',
      config: { tools: [{ googleSearch: {} }] },
    })
    expect(search.candidates![0]!.groundingMetadata!.groundingChunks![0]!.web!.uri).toMatch(/^https:/)
    const code = await ai().models.generateContent({
      model,
      contents: 'What is the sum of the first 50 prime numbers? Run code for it.',
      config: { tools: [{ codeExecution: {} }] },
    })
    expect(code.codeExecutionResult).toContain('sum(primes)=5117')
    expect(code.text).toContain('5117')
    const image = await ai().models.generateContent({ model: 'gemini-2.5-flash-image', contents: 'Draw a boat.' })
    expect(Buffer.from(image.data!, 'base64').subarray(1, 4).toString()).toBe('PNG')
  })
})

/** Credentials that need no network. */
function authorized(): object {
  return { authClient: { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } }
}
