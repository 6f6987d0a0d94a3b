import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import Groq from 'groq-sdk'
import { createAnthropic } from '@ai-sdk/anthropic'
import { generateText } from 'ai'
import { request } from 'node:http'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createHandler } from '../../handlers/faces/server.ts'
import { createSimulation } from '../../handlers/index.ts'
import { chat, control, start } from './start.ts'

const MESSAGES = [{ role: 'user' as const, content: 'How deep is the sea?' }]

test('answers official SDKs by path prefix, at once and streamed', async () => {
  const { llm, url } = await start()
  llm.when('sea').reply('Deep.')

  const openai = new OpenAI({ apiKey: 'any', baseURL: `${url}/openai/v1` })
  const body = { model: 'gpt-4o', messages: MESSAGES }
  expect((await openai.chat.completions.create(body)).choices[0]!.message.content).toBe('Deep.')
  let text = ''
  for await (const chunk of await openai.chat.completions.create({ ...body, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe('Deep.')

  const anthropic = new Anthropic({ apiKey: 'any', baseURL: `${url}/anthropic` })
  const message = { model: 'claude-sonnet-4-5', max_tokens: 20, messages: MESSAGES }
  expect((await anthropic.messages.create(message)).content).toMatchObject([{ type: 'text', text: 'Deep.' }])
  expect(await anthropic.messages.stream(message).finalText()).toBe('Deep.')

  const google = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: `${url}/google` } })
  const asked = { model: 'gemini-2.5-flash', contents: 'How deep is the sea?' }
  expect((await google.models.generateContent(asked)).text).toBe('Deep.')

  const groq = new Groq({ apiKey: 'any', baseURL: `${url}/groq` })
  const answer = await groq.chat.completions.create({ model: 'llama-3.3-70b-versatile', messages: MESSAGES })
  expect(answer.choices[0]!.message.content).toBe('Deep.')
  expect(llm.exchanges.map(({ provider }) => provider)).toEqual([
    'openai',
    'openai',
    'anthropic',
    'anthropic',
    'google',
    'groq',
  ])
})

test('takes short forms: /v1 alone for OpenAI, /groq/v1, and the base URL that the AI SDK makes of ANTHROPIC_BASE_URL', async () => {
  const { llm, url } = await start()
  llm.when('sea').reply('Deep.')
  expect((await fetch(`${url}/v1/chat/completions`, chat('sea'))).status).toBe(200)
  expect((await fetch(`${url}/groq/v1/chat/completions`, chat('sea', { model: 'llama-3.1-8b-instant' }))).status).toBe(
    200,
  )
  const model = createAnthropic({ apiKey: 'any', baseURL: `${url}/anthropic` })('claude-sonnet-4-5')
  expect((await generateText({ model, prompt: 'sea' })).text).toBe('Deep.')
  expect(llm.exchanges.map(({ host }) => host)).toEqual(['api.openai.com', 'api.groq.com', 'api.anthropic.com'])
})

test('answers by Host header, as behind a proxy or an entry in the hosts file', async () => {
  const { server, llm } = await start()
  const status = await new Promise((resolve, reject) => {
    const options = {
      port: server.port,
      path: '/v1/models',
      headers: { host: 'api.anthropic.com', 'x-api-key': 'any', 'anthropic-version': '2023-06-01' },
    }
    request(options, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(200)
  expect(llm.last?.url).toBe('https://api.anthropic.com/v1/models')
})

test('answers by the whole address as the path, with the addresses of the provider in what it says', async () => {
  const read = (target: string) => target.replace(/^\/@1(?=\/)/, '')
  const { llm, url } = await start({ baseUrls: { openai: ['http://proxy.test/llm'] } }, { read })
  llm.when('sea').reply('Deep.')
  for (const address of ['https://eu.api.openai.com/v1', 'http://proxy.test/llm'])
    expect((await fetch(`${url}/${address}/chat/completions`, chat('sea'))).status).toBe(200)
  expect(llm.exchanges).toMatchObject([
    { host: 'eu.api.openai.com', path: '/v1/chat/completions', text: 'Deep.' },
    { host: 'proxy.test', path: '/llm/chat/completions', text: 'Deep.' },
  ])
  const upload = 'https://generativelanguage.googleapis.com/upload/v1beta/files'
  const headers = { 'x-goog-api-key': 'any', 'x-goog-upload-protocol': 'resumable', 'x-goog-upload-command': 'start' }
  const begun = async (asked: string) =>
    (await fetch(asked, { method: 'POST', headers, body: '{"file":{}}' })).headers.get('x-goog-upload-url')
  for (const before of [url, `${url}/@1`]) {
    expect(await begun(`${before}/${upload}`)).toMatch(upload)
    expect(await begun(`${before}/google/upload/v1beta/files`)).toMatch(`${url}/google/upload/v1beta/files`)
  }
  expect((await fetch(`${url}/https://example.com/v1/models`)).status).toBe(404)
  expect((await fetch(`${url}/http://proxy.test/other`)).status).toBe(404)
})

test('answers with the same bytes as an intercepted request', async () => {
  const { url } = await start({ seed: 3, clock: 'manual' })
  const intercepted = createSimulation({ seed: 3, clock: 'manual' })
  for (const more of [{}, { stream: true }]) {
    const served = await fetch(`${url}/openai/v1/chat/completions`, chat('Tell me about tides.', more))
    const direct = await intercepted.fetch(
      'https://api.openai.com/v1/chat/completions',
      chat('Tell me about tides.', more),
    )
    expect(await served.text()).toBe(await direct.text())
    for (const [name, value] of direct.headers) expect([name, served.headers.get(name)]).toEqual([name, value])
  }
})

test('lists the environment variables that SDKs read, each with an address that answers', async () => {
  const { server, url } = await start()
  expect(server.environment).toContain(`export OPENAI_BASE_URL=${url}/openai/v1\n`)
  expect(server.environment).toContain(`export ANTHROPIC_BASE_URL=${url}/anthropic\n`)
  for (const { provider, baseUrl } of server.addresses) {
    const response = await fetch(`${baseUrl}/no-such-path`)
    expect([provider, response.headers.get('content-type')]).not.toEqual([provider, null])
    expect([provider, await response.text()]).not.toEqual([provider, expect.stringContaining('msw_llm_unknown_path')])
  }
  expect(await (await fetch(`${url}/__llm/env`)).text()).toBe(`${server.environment}\n`)
})

test('sends clients on to itself, not to the provider, where an answer names addresses', async () => {
  const { url } = await start({ clock: 'manual' })
  const anthropic = new Anthropic({ apiKey: 'any', baseURL: `${url}/anthropic` })
  const params = { model: 'claude-sonnet-4-5', max_tokens: 20, messages: MESSAGES }
  let batch = await anthropic.messages.batches.create({ requests: [{ custom_id: 'one', params }] })
  await control(url, '/clock', { advanceMs: 3_600_000 })
  batch = await anthropic.messages.batches.retrieve(batch.id)
  expect(batch.results_url).toBe(`${url}/anthropic/v1/messages/batches/${batch.id}/results`)
  const results = []
  for await (const one of await anthropic.messages.batches.results(batch.id)) results.push(one.result.type)
  expect(results).toEqual(['succeeded'])

  const google = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: `${url}/google` } })
  const file = await google.files.upload({ file: new Blob(['The sea.'], { type: 'text/plain' }) })
  expect(file.mimeType).toBe('text/plain')
})

test('has a page, a health route and words for unknown paths', async () => {
  const { llm, url } = await start()
  llm.when('sea').reply('Deep.')
  await (await fetch(`${url}/v1/chat/completions`, chat('The <sea>'))).text()
  const text = await fetch(url)
  expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await text.text()).toMatch(/export OPENAI_BASE_URL=.*1 exchanges.*"The <sea>" -> "Deep\."/s)
  const page = await fetch(url, { headers: { accept: 'text/html,*/*;q=0.8' } })
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await page.text()).toContain('<script type="module" src="/__llm/panel.js">')
  const script = await fetch(`${url}/__llm/panel.js`)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await script.text()).toContain('msw-llm-panel')
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', exchanges: 1 })
  const unknown = await fetch(`${url}/opnai/v1/models`)
  expect(unknown.status).toBe(404)
  expect((await unknown.json()).error.message).toMatch(
    /No simulated provider answers GET \/opnai\/v1\/models\. .*\/openai/,
  )
  const providers = await fetch(`${url}/openai/v1/no/such`, { headers: { authorization: 'Bearer any' } })
  expect((await providers.json()).error.message).toMatch(/Invalid URL/)
})

test('is a web-standard handler for runtimes with a server of their own', async () => {
  const llm = createSimulation()
  const handler = createHandler(llm)
  const answer = await handler(new Request('https://llm.example.workers.dev/openai/v1/chat/completions', chat('sea')))
  expect(answer.status).toBe(200)
  expect(llm.last?.url).toBe('https://api.openai.com/v1/chat/completions')
})
