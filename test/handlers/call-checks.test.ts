import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import type { ValidationOption } from '../../src/checks.ts'

const FORM = 'application/x-www-form-urlencoded'
const AXUM = 'Expected request with `Content-Type: application/json`'
const OBJECT = 'Input should be a valid dictionary or object to extract fields from'
const OPENAI = `Unsupported content type: '${FORM}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${FORM}'. Please try again with a supported content type.`

const messages = [{ role: 'user', content: 'hi' }]

/** A bad request of the table, and whether its status and words are documented or rebuilt from the framework's or the edge's. */
// oxfmt-ignore
const TYPES: readonly (readonly [provider: string, url: string, model: string, status: number, words: string])[] = [
  ['OpenAI (documented)', 'https://api.openai.com/v1/chat/completions', 'gpt-4o', 400, OPENAI],
  ['Azure (reconstructed: OpenAI’s)', 'https://acme.openai.azure.com/openai/v1/chat/completions', 'gpt-4o', 400, OPENAI],
  ['xAI (documented)', 'https://api.x.ai/v1/chat/completions', 'grok-3', 415, AXUM],
  ['DeepSeek (reconstructed: axum’s)', 'https://api.deepseek.com/chat/completions', 'deepseek-chat', 415, AXUM],
  ['Mistral (reconstructed: FastAPI’s)', 'https://api.mistral.ai/v1/chat/completions', 'mistral-small-latest', 422, OBJECT],
]

function send(url: string, body: string, type: string, validation: ValidationOption = 'strict') {
  const llm = createSimulation({ validation })
  const headers = { authorization: 'Bearer sk-or-v1-any', 'content-type': type }
  return llm.fetch(url, { method: 'POST', headers, body }).then((response) => ({ llm, response }))
}

test.each(TYPES)('%s refuses a body of another type', async (_, url, model, status, words) => {
  const body = JSON.stringify({ model, messages })
  const { llm, response } = await send(url, body, FORM)
  expect(response.status).toBe(status)
  const text = await response.text()
  expect(text.replaceAll('\\"', '"')).toContain(words)
  expect(llm.exchanges[0]!.note).toContain('validation: { headers: false }')
  expect((await send(url, body, FORM, { headers: false })).response.status).toBe(200)
  expect((await send(url, body, 'application/json; charset=utf-8')).response.status).toBe(200)
})

const MEGABYTE = 1_000_000

// oxfmt-ignore
const SIZES: readonly (readonly [provider: string, url: string, model: string, bytes: number, type: string, words: string])[] = [
  ['OpenAI (documented)', 'https://api.openai.com/v1', 'gpt-4o', 52_428_800, 'application/json', 'Maximum content size limit (52428800) exceeded ('],
  ['Groq (documented)', 'https://api.groq.com/openai/v1', 'llama-3.3-70b-versatile', 20_971_520, 'application/json', '"code":"request_too_large"'],
  ['xAI (reconstructed: axum’s)', 'https://api.x.ai/v1', 'grok-3', 100 * MEGABYTE, 'text/plain; charset=utf-8', 'length limit exceeded'],
  ['Perplexity (reconstructed: the edge’s)', 'https://api.perplexity.ai', 'sonar', 100 * MEGABYTE, 'text/html', '<hr><center>cloudflare</center>'],
  ['Moonshot (reconstructed: the edge’s)', 'https://api.moonshot.ai/v1', 'kimi-k2-0905-preview', 100 * MEGABYTE, 'text/html', '<hr><center>nginx</center>'],
]

test.each(SIZES)('%s refuses a body that is too large', async (_, base, model, bytes, type, words) => {
  // Spaces after the body: of them no token has to be counted.
  const body = JSON.stringify({ model, messages }) + ' '.repeat(bytes)
  const { llm, response } = await send(`${base}/chat/completions`, body, 'application/json')
  expect([response.status, response.headers.get('content-type')]).toEqual([413, type])
  expect(await response.text()).toContain(words)
  expect(llm.exchanges[0]!.note).toContain('validation: { window: false }')
})

test('the page of an edge reaches the client as an error of its status', async () => {
  const client = new OpenAI({
    baseURL: 'https://api.together.xyz/v1',
    apiKey: 'any',
    maxRetries: 0,
    fetch: createSimulation().fetch,
  })
  const failure: unknown = await client.chat.completions
    .create({
      model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
      messages: [{ role: 'user', content: 'a'.repeat(100 * MEGABYTE) }],
    })
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OpenAI.APIError)
  expect(failure).toMatchObject({
    status: 413,
    message: expect.stringContaining('413 Request Entity Too Large') as unknown,
  })
})
