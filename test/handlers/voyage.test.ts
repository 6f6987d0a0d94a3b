import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const llm = createSimulation()
const AUTH = { authorization: 'Bearer pa-0123456789abcdefghij', 'content-type': 'application/json' }

function post(path: string, body: object, headers: Record<string, string> = AUTH): Promise<Response> {
  return llm.fetch(`https://api.voyageai.com/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

test('embeds as base64 with the nulls that the official client sends', async () => {
  const ask = {
    input: ['The capital of France is Paris.', 'London is the capital of England.'],
    model: 'voyage-3-lite',
    input_type: 'document',
    truncation: true,
    output_dtype: null,
    output_dimension: null,
    encoding_format: 'base64',
  }
  const response = await post('embeddings', ask)
  expect(response.headers.get('server')).toBe('uvicorn')
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  const text = await response.text()
  expect(text.startsWith('{"object":"list","data":[{"object":"embedding","embedding":"')).toBe(true)
  const body = JSON.parse(text)
  expect(body.data.map(({ embedding, index }: any) => [embedding.length, index])).toEqual([
    [2732, 0],
    [2732, 1],
  ])
  expect(body.usage).toEqual({ total_tokens: 12 })
})

test('gives vectors of every size and type', async () => {
  const first = async (extra: object) =>
    (await (await post('embeddings', { model: 'voyage-3.5', input: 'tide', ...extra })).json()).data[0].embedding
  expect(await first({})).toHaveLength(1024)
  const small = await first({ output_dimension: 256 })
  expect(small).toHaveLength(256)
  expect(Math.hypot(...small)).toBeCloseTo(1, 6)
  expect(
    (await first({ output_dtype: 'int8' })).every((value: number) => Number.isInteger(value) && Math.abs(value) < 128),
  ).toBe(true)
  expect(await first({ output_dtype: 'ubinary' })).toHaveLength(128)
  expect(await first({ output_dtype: 'binary', encoding_format: 'base64' })).toHaveLength(172)
})

test('ranks documents, best first, and keeps the first k', async () => {
  const documents = [
    'Paris is the capital of France and is known for the Eiffel Tower.',
    'London is the capital of England and has Big Ben.',
    'Berlin is the capital of Germany.',
    'The capital of France is Paris, a beautiful city.',
  ]
  const ask = { query: 'What is the capital of France?', documents, model: 'rerank-2-lite', top_k: 3, truncation: true }
  const text = await (await post('rerank', ask)).text()
  expect(text.startsWith('{"object":"list","data":[{"relevance_score":')).toBe(true)
  const { data, usage } = JSON.parse(text)
  expect(data.map(({ index }: any) => index)).toEqual([3, 0, 2])
  expect(data.every(({ relevance_score }: any) => Number.isInteger(relevance_score * 1024))).toBe(true)
  expect(usage.total_tokens).toBe(57)
  const withTexts = await (await post('rerank', { ...ask, return_documents: true })).json()
  expect(withTexts.data[0].document).toBe(documents[3])
})

test('bills by the token', async () => {
  llm.reset()
  await post('embeddings', { model: 'voyage-3-large', input: 'The capital of France is Paris.' })
  expect(llm.exchanges[0]!.costUsd).toBeCloseTo((6 * 0.18) / 1e6, 12)
})

const INTRO = 'The request body is not valid JSON, or some arguments were not specified properly. In particular, '
const embed = { model: 'voyage-3.5', input: 'a' }

// oxfmt-ignore
const REFUSALS: readonly (readonly [path: string, body: object, detail: string | RegExp])[] = [
  ['embeddings', { model: 'voyage-3.5' }, `${INTRO}Argument 'input' is required.`],
  ['embeddings', { input: 'a' }, `${INTRO}Argument 'model' is required.`],
  ['embeddings', { ...embed, input: '' }, 'Input cannot contain empty strings or empty lists'],
  ['embeddings', { ...embed, input: [] }, 'Input cannot contain empty strings or empty lists'],
  ['embeddings', { ...embed, input: 7 }, `${INTRO}Argument 'input' is of the wrong type: integer.`],
  ['embeddings', { ...embed, input: Array.from({ length: 1001 }, () => 'a') }, 'The batch size limit is 1000. Your batch size is 1001.'],
  ['embeddings', { ...embed, dimensions: 5 }, `${INTRO}Argument 'dimensions' is not supported by our API.`],
  ['embeddings', { ...embed, encoding_format: 'float' }, `${INTRO}Value 'float' provided for argument 'encoding_format' is not acceptable.`],
  ['embeddings', { ...embed, input_type: 'x' }, `${INTRO}Value 'x' provided for argument 'input_type' is not acceptable.`],
  ['embeddings', { ...embed, output_dimension: 7 }, /^Value '7' provided for argument 'output_dimension' is not acceptable\./],
  ['embeddings', { ...embed, model: 'voyage-3', output_dtype: 'int8' }, "Argument 'output_dtype' with value 'int8' is not supported by model voyage-3."],
  ['embeddings', { ...embed, model: 'nope' }, /^Model nope is not supported\. Supported models are \['voyage-4-large', /],
  ['embeddings', { ...embed, model: 'rerank-2' }, /^Model rerank-2 is not supported\./],
  ['embeddings', { ...embed, model: 'voyage-law-2', input: 'word '.repeat(17_000), truncation: false }, /does not fit into the model's context window of 16000 tokens/],
  ['embeddings', { ...embed, model: 'voyage-law-2', input: Array.from({ length: 9 }, () => 'word '.repeat(15_000)) }, /^Request to model 'voyage-law-2' failed\. The max allowed tokens per submitted batch is 120000\. Your batch has 135000 tokens after truncation\./],
  ['rerank', { query: 'a', documents: [], model: 'rerank-2' }, 'Input cannot contain empty strings or empty lists'],
  ['rerank', { documents: ['a'], model: 'rerank-2' }, `${INTRO}Argument 'query' is required.`],
  ['rerank', { query: 'a', documents: ['a'], model: 'voyage-3' }, /^Model voyage-3 is not supported\. Supported models are \['rerank-2\.5', /],
]

test.each(REFUSALS.map((refusal, index) => [index, ...refusal] as const))(
  'refusal %i of %s',
  async (_, path, body, detail) => {
    const response = await post(path, body)
    expect(response.status).toBe(400)
    const answer = await response.json()
    expect(Object.keys(answer)).toEqual(['detail'])
    if (typeof detail === 'string') expect(answer.detail).toBe(detail)
    else expect(answer.detail).toMatch(detail)
  },
)

test('answers 401 without a usable key, 404 on unknown paths and 405 on wrong methods', async () => {
  const missing = await post('embeddings', embed, { 'content-type': 'application/json' })
  expect([missing.status, await missing.json()]).toEqual([401, { detail: 'Provided API key is invalid.' }])
  const path = await post('chat', {})
  expect([path.status, await path.json()]).toEqual([404, { detail: 'Not Found' }])
  const method = await llm.fetch('https://api.voyageai.com/v1/rerank', { headers: AUTH })
  expect([method.status, await method.json()]).toEqual([405, { detail: 'Method Not Allowed' }])
})

test('answers 429 with retry-after once the minute is spent', async () => {
  const limited = createSimulation({ limits: { voyage: { requestsPerMinute: 1 } }, clock: 'manual' })
  const ask = () =>
    limited.fetch('https://api.voyageai.com/v1/embeddings', {
      method: 'POST',
      headers: AUTH,
      body: JSON.stringify(embed),
    })
  expect((await ask()).status).toBe(200)
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await refused.json()).detail).toMatch(/^You have exceeded your rate limit of 1 RPM/)
})
