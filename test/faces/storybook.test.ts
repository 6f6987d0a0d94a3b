import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withLlm, type LlmParameters } from '../../handlers/faces/storybook.ts'
import { createSimulation } from '../../handlers/index.ts'

const llm = createSimulation({ seed: 7 })
/** The worker of the addon stands on the same interface. */
const msw = setupServer(http.get('https://app.test/own', () => HttpResponse.text('initial')))
const scenarios = [{ name: 'Out of credit', faults: [{ kind: 'quota' }] }] as const
const before = withLlm(llm, { scenarios })

beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => msw.resetHandlers()) // as the addon does before each story
afterAll(() => msw.close())

const story = (parameters: LlmParameters = {}) => before({ parameters: { llm: parameters }, msw })

async function ask(prompt = 'How deep is the sea?'): Promise<string | null> {
  const client = new OpenAI({ apiKey: 'any', maxRetries: 0 })
  const answer = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
  })
  return answer.choices[0]!.message.content
}

test('answers without parameters, the same in each story', async () => {
  story()
  const first = await ask()
  expect(first).toMatch(/\w/)
  story()
  expect(await ask()).toBe(first)
  expect(llm.exchanges).toHaveLength(1)
})

test('does what the parameters of a story say, and forgets it with the next', async () => {
  story({
    seed: 8,
    errorRate: 0,
    latencyMs: 3,
    rules: (own) => void own.when('sea').reply('Deep.'),
  })
  expect(llm.settings).toMatchObject({ seed: 8, latency: 3 })
  expect(await ask()).toBe('Deep.')
  expect(llm.last!.schedule.totalMs).toBe(3)
  story()
  expect(llm.settings).toMatchObject({ seed: 7, latency: undefined })
  expect(await ask()).not.toBe('Deep.')
})

test('breaks by faults, by scenarios of the panel and by scenarios of its own', async () => {
  story({ faults: { kind: 'overloaded', next: 1 } })
  await expect(ask()).rejects.toMatchObject({ status: 503 })
  expect(await ask()).toMatch(/\w/)
  story({ scenario: 'Rate limited' })
  await expect(ask()).rejects.toMatchObject({ status: 429 })
  story({ scenario: 'Out of credit' })
  await expect(ask()).rejects.toMatchObject({ code: 'insufficient_quota' })
})

test('handlers of a story go before those of the simulation, and are gone with it', async () => {
  const own = http.post('https://api.openai.com/v1/chat/completions', () =>
    HttpResponse.json({ choices: [{ message: { content: 'mine' } }] }),
  )
  msw.use(own)
  story()
  expect(await ask()).toBe('mine')
  expect(await (await fetch('https://app.test/own')).text()).toBe('initial')
  msw.resetHandlers()
  story()
  expect(await ask()).not.toBe('mine')
})

test('what is under way ends with its story', async () => {
  const leave = story({ latency: { ttftMs: 60_000 } })
  const decided = new Promise((resolve) => llm.on('exchange', resolve))
  const answer = ask().catch((error: Error) => error)
  await decided
  leave()
  expect(await answer).toBeInstanceOf(OpenAI.APIConnectionError)
  expect(llm.exchanges).toEqual([])
})

test('says which scenarios there are, and which settings', () => {
  expect(() => story({ scenario: 'Rainy' })).toThrow(/no scenario "Rainy". There are "Slow answers",.*"Out of credit"/)
  expect(() => story({ latncy: 3 } as never)).toThrow('configure has no setting "latncy"')
})
