import { request } from 'node:http'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { chat, start } from './start.ts'

const PREFLIGHT = {
  method: 'OPTIONS',
  headers: {
    origin: 'http://localhost:5173',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,x-stainless-lang',
  },
}
const ALLOWED = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'authorization,content-type,x-stainless-lang',
}

test('lets pages ask every provider: preflight and answer', async () => {
  const { url, llm } = await start()
  for (const path of ['/openai/v1/chat/completions', '/v1/chat/completions', '/anthropic/v1/messages']) {
    const response = await fetch(url + path, PREFLIGHT)
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject(ALLOWED)
  }
  expect(llm.exchanges).toEqual([])
  const answer = await fetch(`${url}/openai/v1/chat/completions`, chat('sea', {}, { origin: 'http://localhost:5173' }))
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('answers preflights without a server, too; they are no exchanges', async () => {
  const llm = createSimulation()
  const response = await llm.fetch('https://api.openai.com/v1/chat/completions', PREFLIGHT)
  expect([response.status, Object.fromEntries(response.headers)]).toEqual([204, expect.objectContaining(ALLOWED)])
  expect(llm.exchanges).toEqual([])
  // Without a browser's question it is an unknown method of the provider's.
  expect((await llm.fetch('https://api.openai.com/v1/chat/completions', { method: 'OPTIONS' })).status).toBe(401)
})

test('keeps the control API from pages of other places and from names that only look like this machine', async () => {
  const { url, server } = await start()
  const from = (origin: string) => fetch(`${url}/__llm/journal`, { headers: { origin } })
  expect((await from('https://evil.example')).status).toBe(403)
  const own = await from('http://localhost:5173')
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'http://localhost:5173'])
  const rebound = (path: string) =>
    new Promise<{ status: number | undefined; text: string }>((resolve) => {
      const options = { port: server.port, path, headers: { host: 'evil.example', accept: 'text/html' } }
      request(options, async (response) => {
        const text = (await response.toArray()).join('')
        resolve({ status: response.statusCode, text })
      }).end()
    })
  for (const path of ['/__llm/journal', '/__llm/events', '/__llm/panel.js'])
    expect((await rebound(path)).status).toBe(403)
  await (await fetch(`${url}/v1/chat/completions`, chat('a secret'))).text()
  expect((await rebound('/')).text).not.toMatch(/secret|<script/)
  const page = await fetch(url, { headers: { origin: 'https://evil.example' } })
  expect(page.headers.get('access-control-allow-origin')).toBeNull()
  expect(await page.text()).not.toContain('secret')
})
