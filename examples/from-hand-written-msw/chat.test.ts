// #region
import { createSimulation } from 'msw-llm'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { chat } from '../app/chat.js'
import { summarize } from '../unit-test/summarize.ts'

const llm = createSimulation({ seed: 7 })
const server = setupServer(
  http.get('https://example.test/user', () => HttpResponse.json({ name: 'Ada' })), // what is not an LLM stays as it is
  ...llm.handlers,
)
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  server.resetHandlers()
  llm.reset()
})
afterAll(() => server.close())

test('says how deep the sea is', async () => {
  llm.when('sea').reply('Deep.')
  expect(await summarize('All about the sea.')).toBe('Deep.')
  expect(await chat('How deep is the sea?')).toBe('Deep.') // the same rule, streamed
})
// #endregion

test('yours beside ours', async () => {
  expect(await (await fetch('https://example.test/user')).json()).toEqual({ name: 'Ada' })
  // #region
  server.use(
    http.post('https://api.openai.com/v1/chat/completions', () =>
      HttpResponse.json({ error: { message: 'Mine.' } }, { status: 400 }),
    ),
  )
  await expect(chat('How deep is the sea?')).rejects.toThrow('400 Mine.')
  expect(llm.exchanges).toHaveLength(0) // a handler in front wins, and the simulation hears nothing of it
  // #endregion
})

test('errors', async () => {
  // #region
  llm.provider('openai').failNext(1, { kind: 'rate_limit', retryAfterMs: 1 })
  expect(await chat('How deep is the sea?')).not.toBe('') // the SDK asked again
  expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 200])
  // #endregion
})

test('what was sent', async () => {
  // #region
  await chat('How deep is the sea?')
  expect(llm.last).toMatchObject({ endpoint: 'openai.chat', prompt: 'How deep is the sea?', status: 200 })
  // #endregion
})

test('a bad request', async () => {
  // #region
  const body = JSON.stringify({ model: 'gpt-4o-mini', messages: 'How deep is the sea?' })
  const headers = { 'content-type': 'application/json', authorization: 'Bearer any' }
  const response = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body })
  expect(response.status).toBe(400) // a hand-written handler would have answered
  // #endregion
})
