import { getResponse, http, HttpResponse } from 'msw'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { startLab } from '../sdk/lab.ts'

const { llm, server } = startLab()
const URL_CHAT = 'https://api.openai.com/v1/chat/completions'
const body = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello' }] }
const asked = (url = URL_CHAT) =>
  new Request(url, { method: 'POST', headers: { authorization: 'Bearer k' }, body: JSON.stringify(body) })

test('our handlers tell MSW what its own tell it', async () => {
  const [simulated, guard] = createSimulation().handlers
  expect(await simulated!.test({ request: asked() })).toBe(true)
  expect(await simulated!.test({ request: asked('https://example.test/') })).toBe(false)
  expect(await guard!.test({ request: asked('https://fal.run/some/model') })).toBe(true)
  expect(simulated!.isUsed).toBe(false)
  expect(simulated!.info.header).toContain('custom predicate')
  const result = await simulated!.run({ request: asked(), requestId: 'one' })
  expect(result).toMatchObject({ handler: simulated, requestId: 'one', parsedResult: { match: { matches: true } } })
  expect(simulated!.isUsed).toBe(true)
  expect(await simulated!.run({ request: asked('https://example.test/'), requestId: 'two' })).toBeNull()
})

test('a request is read once and never cloned; one for another handler is left as it came', async () => {
  const request = asked()
  request.clone = () => expect.fail('cloned')
  expect(await (await getResponse(llm.handlers, request))!.json()).toHaveProperty('choices')
  expect(request.bodyUsed).toBe(true)
  const other = asked('https://example.test/')
  other.clone = () => expect.fail('cloned')
  expect(await getResponse(llm.handlers, other)).toBeUndefined()
  expect(other.bodyUsed).toBe(false)
})

test('handlers before ours may read a clone, those after it the request, and MSW’s events come as ever', async () => {
  const seen: unknown[] = []
  server.use(
    http.post(URL_CHAT, async ({ request }) => {
      seen.push(await request.clone().json())
      return undefined
    }),
  )
  server.events.on('request:start', async ({ request }) => {
    const clone = request.clone()
    seen.push('start', await clone.json())
  })
  server.events.on('request:match', () => void seen.push('match'))
  server.events.on('request:end', () => void seen.push('end'))
  const client = new OpenAI({ apiKey: 'k', maxRetries: 0 })
  expect((await client.chat.completions.create(body)).choices).toHaveLength(1)
  expect(seen.filter((one) => typeof one === 'string')).toEqual(['start', 'match', 'end'])
  expect(seen.filter((one) => typeof one === 'object')).toEqual([body, body])

  server.use(
    ...llm.handlers,
    http.post('https://example.test/', async ({ request }) => HttpResponse.json(await request.json())),
  )
  const echoed = await fetch('https://example.test/', { method: 'POST', body: JSON.stringify(body) })
  expect(await echoed.json()).toEqual(body)
  server.events.removeAllListeners()
})
