import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { createManualClock } from '../../handlers/index.ts'

type Llm = ReturnType<typeof createSimulation>

async function post(llm: Llm, path: string, body: object): Promise<any> {
  const headers = { authorization: 'Bearer key' }
  const response = await llm.fetch(`https://api.cohere.com${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const json = await response.json()
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(json)}`)
  return json
}

async function get(llm: Llm, path: string): Promise<any> {
  const response = await llm.fetch(`https://api.cohere.com${path}`, { headers: { authorization: 'Bearer key' } })
  return response.json()
}

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)
const search = { model: 'embed-v4.0', input_type: 'search_document' }

test('embeds texts: near ones near, each type in its form, keys as recorded', async () => {
  const texts = ['The cat sat on the mat.', 'A cat sits on a mat.', 'Quarterly revenue grew.']
  const embedding_types = ['float', 'int8', 'uint8', 'binary', 'ubinary', 'base64']
  const body = await post(createSimulation(), '/v2/embed', { ...search, texts, embedding_types })
  expect(Object.keys(body)).toEqual(['id', 'texts', 'embeddings', 'meta', 'response_type'])
  expect(body).toMatchObject({
    texts,
    meta: { api_version: { version: '2' }, billed_units: { input_tokens: expect.any(Number), image_tokens: 0 } },
    response_type: 'embeddings_by_type',
  })
  const { float, int8, uint8, binary, ubinary, base64 } = body.embeddings
  expect(Object.keys(body.embeddings)).toEqual(embedding_types)
  expect(float.map((one: number[]) => one.length)).toEqual([1536, 1536, 1536])
  expect(cosine(float[0], float[1])).toBeGreaterThan(cosine(float[0], float[2]) + 0.3)
  expect(Math.max(...float[0].map((one: number) => String(one).replace(/^-?0\.0*|e.*$/g, '').length))).toBeLessThan(11)
  expect(int8[0].every((one: number) => Number.isInteger(one) && one >= -128 && one <= 127)).toBe(true)
  expect(uint8[0]).toEqual(int8[0].map((one: number) => one + 128))
  expect(ubinary[0]).toHaveLength(192)
  expect(binary[0]).toEqual(ubinary[0].map((one: number) => one - 128))
  expect((ubinary[0][0] & 128) > 0).toBe(float[0][0] > 0)
  const bytes = Uint8Array.from(atob(base64[0]), (character) => character.charCodeAt(0))
  expect(new DataView(bytes.buffer).getFloat32(4, true)).toBe(Math.fround(float[0][1]))
})

test('embeds in the asked size, cut from the whole vector and of length 1', async () => {
  const texts = ['The cat sat on the mat.']
  const { embeddings } = await post(createSimulation(), '/v2/embed', { ...search, texts, output_dimension: 256 })
  expect(embeddings.float[0]).toHaveLength(256)
  expect(cosine(embeddings.float[0], embeddings.float[0])).toBeCloseTo(1, 5)
})

test('gives texts back as an uncased model read them', async () => {
  const texts = ['Washington, D.C. has  55,274 people (as of 2010).']
  const body = await post(createSimulation(), '/v2/embed', { ...search, model: 'embed-english-light-v3.0', texts })
  expect(body.texts).toEqual(['washington, d. c. has 55, 274 people ( as of 2010 ).'])
  expect(body.embeddings.float[0]).toHaveLength(384)
  expect(body.meta.billed_units).not.toHaveProperty('image_tokens')
})

test('embeds images and mixed inputs', async () => {
  const png =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const llm = createSimulation()
  const images = await post(llm, '/v2/embed', { model: 'embed-v4.0', input_type: 'image', images: [png] })
  expect(images).toMatchObject({ images: [{ width: 1, height: 1, format: 'png' }], texts: [] })
  expect(images.meta.billed_units).toEqual({ input_tokens: 0, image_tokens: 259 })
  const content = [
    { type: 'text', text: 'A dot' },
    { type: 'image_url', image_url: { url: png } },
  ]
  const mixed = await post(llm, '/v2/embed', { ...search, inputs: [{ content }] })
  expect(mixed.embeddings.float).toHaveLength(1)
  expect(llm.usage().inputTokens).toBe(259 + 259 + 2)
})

test('embeds for clients of version 1 as bare lists', async () => {
  const body = await post(createSimulation(), '/v1/embed', { ...search, texts: ['hello'], truncate: 'END' })
  expect(body).toMatchObject({ response_type: 'embeddings_floats', meta: { api_version: { version: '1' } } })
  expect(body.embeddings[0]).toHaveLength(1536)
})

test('cuts long texts for truncate and refuses them for NONE', async () => {
  const llm = createSimulation()
  const long = { model: 'embed-multilingual-v3.0', input_type: 'search_query', texts: ['word '.repeat(600)] }
  expect((await post(llm, '/v2/embed', { ...long, truncate: 'END' })).meta.billed_units.input_tokens).toBe(512)
  await expect(post(llm, '/v2/embed', { ...long, truncate: 'NONE' })).rejects.toThrow(/400.*size limit exceeded by 8\d/)
})

const documents = ['Paris is the capital of France.', 'Bananas are yellow.', 'The capital of France has a river.']

test('ranks documents, best first, and counts search units', async () => {
  const llm = createSimulation()
  const ask = { model: 'rerank-v3.5', query: 'What is the capital of France?' }
  const body = await post(llm, '/v2/rerank', { ...ask, documents })
  expect(Object.keys(body)).toEqual(['id', 'results', 'meta'])
  expect(body.results.map((one: any) => one.index).at(-1)).toBe(1)
  const scores = body.results.map((one: any) => one.relevance_score)
  expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a))
  expect(body.meta).toEqual({ api_version: { version: '2' }, billed_units: { search_units: 1 } })
  expect((await post(llm, '/v2/rerank', { ...ask, documents, top_n: 2 })).results).toHaveLength(2)
  const many = Array.from({ length: 101 }, (_, index) => `Document ${index}`)
  expect((await post(llm, '/v2/rerank', { ...ask, documents: many })).meta.billed_units.search_units).toBe(2)
})

test('ranks fields of objects in version 1 and gives documents back', async () => {
  const objects = documents.map((text, index) => ({ text: `No. ${index}`, body: text }))
  const body = await post(createSimulation(), '/v1/rerank', {
    query: 'capital of France',
    documents: objects,
    rank_fields: ['body'],
    return_documents: true,
    top_n: 1,
  })
  expect(body.results[0].document).toEqual(objects[body.results[0].index])
  expect(body.meta.api_version.version).toBe('1')
})

test('gives back the text whose tokens it gave out', async () => {
  const llm = createSimulation()
  const text = 'Room 1024, naïve 漢字!'
  const { tokens, token_strings } = await post(llm, '/v1/tokenize', { text, model: 'command-a-03-2025' })
  expect(token_strings.join('')).toBe(text)
  expect(tokens).toHaveLength(token_strings.length)
  expect(token_strings).toContain('4')
  expect(await post(llm, '/v1/detokenize', { tokens, model: 'command-a-03-2025' })).toMatchObject({ text })
})

test('lists models page by page and by endpoint, without removed ones', async () => {
  const llm = createSimulation({ clock: createManualClock(Date.parse('2026-08-13T12:00:00Z')) })
  const names: string[] = []
  let token: string | undefined
  do {
    const page = await get(llm, `/v1/models?page_size=7${token ? `&page_token=${encodeURIComponent(token)}` : ''}`)
    names.push(...page.models.map((one: any) => one.name))
    token = page.next_page_token
  } while (token)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('command-a-03-2025')
  expect(names).not.toContain('command-r')
  const rerankers = await get(llm, '/v1/models?endpoint=rerank')
  expect(rerankers.models.every((one: any) => one.endpoints[0] === 'rerank')).toBe(true)
  expect(await get(llm, '/v1/models/command-a-03-2025')).toMatchObject({
    name: 'command-a-03-2025',
    endpoints: ['chat'],
    context_length: 256_000,
    features: expect.arrayContaining(['tools']),
  })
})

test('checks keys', async () => {
  const llm = createSimulation({ apiKeys: ['key'] })
  const id = expect.stringMatching(/^[\da-f-]{36}$/)
  expect(await post(llm, '/v1/check-api-key', {})).toEqual({ valid: true, organization_id: id, owner_id: id })
})

test('shows a trial key its meter, and no meter to a production key', async () => {
  const llm = createSimulation({ limits: { cohere: { requestsPerMinute: 20 } } })
  const ask = (one: Llm) =>
    one.fetch('https://api.cohere.ai/v2/rerank', {
      method: 'POST',
      headers: { authorization: 'Bearer key' },
      body: JSON.stringify({ model: 'rerank-v3.5', query: 'q', documents }),
    })
  const trial = await ask(llm)
  expect(trial.headers.get('x-trial-endpoint-call-limit')).toBe('20')
  expect(trial.headers.get('x-trial-endpoint-call-remaining')).toBe('19')
  expect((await ask(createSimulation())).headers.has('x-trial-endpoint-call-limit')).toBe(false)
})
