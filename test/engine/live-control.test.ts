import { afterEach, expect, test } from 'vitest'
import { createManualClock, createSimulation, UsageError } from '../../handlers/index.ts'

const PACE = { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 }
const TEXT = 'The tide comes in twice a day, pulled by the moon.'
const clock = createManualClock()
const llm = createSimulation({ clock, latency: PACE })
afterEach(() => llm.reset())

async function send(prompt: string, stream = true): Promise<Response> {
  const asked = llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer any' },
    body: JSON.stringify({ model: 'gpt-4o-mini', stream, messages: [{ role: 'user', content: prompt }] }),
  })
  await clock.advance(5000)
  return asked
}

/** Reads on in the background; `frames` are what has come. */
function read({ body }: Response): { frames: number; readonly done: Promise<void> } {
  const seen = { frames: 0, done: Promise.resolve() }
  const reader = body!.getReader()
  const next = async (): Promise<void> => {
    if ((await reader.read()).done) return
    seen.frames++
    await next()
  }
  seen.done = next()
  return seen
}

const sentText = () => llm.last!.sent.map((part) => ('text' in part ? part.text : '')).join('')

test('a paused stream sends nothing, a step sends one event, and resume goes on where the schedule was', async () => {
  await llm.ready('openai')
  llm.when({}).reply(TEXT)
  llm.streams.pause()
  expect(llm.streams.isPaused()).toBe(true)
  const seen = read(await send('tide'))
  await clock.advance(60_000)
  expect([seen.frames, sentText(), llm.last!.state]).toEqual([0, '', 'streaming'])
  llm.streams.step()
  await clock.advance(0)
  expect([seen.frames, sentText()]).toEqual([1, ''])
  llm.streams.step(llm.last)
  await clock.advance(0)
  llm.streams.step(llm.last)
  await clock.advance(0)
  expect([seen.frames, sentText()]).toEqual([3, 'The tide'])
  llm.streams.resume()
  await clock.advance(250)
  const soon = sentText()
  expect(TEXT.startsWith(soon)).toBe(true)
  expect(soon.length).toBeGreaterThan('The tide'.length)
  expect(soon.length).toBeLessThan(TEXT.length)
  await clock.advance(20_000)
  await seen.done
  expect([sentText(), llm.last!.state]).toEqual([TEXT, 'complete'])
})

test('one stream is paused and another is not', async () => {
  llm.when({}).reply(TEXT)
  llm.on('stream', (exchange) => exchange.prompt === 'held' && llm.streams.pause(exchange))
  const [held, free] = [read(await send('held')), read(await send('free'))]
  await clock.advance(60_000)
  await free.done
  expect(llm.exchanges.map(({ state }) => state)).toEqual(['streaming', 'complete'])
  expect(llm.streams.isPaused(llm.exchanges[0])).toBe(true)
  llm.streams.resume(llm.exchanges[0])
  await clock.advance(60_000)
  await held.done
  expect(llm.last!.text).toBe(TEXT)
})

test('a stream that is broken off keeps what has left of it', async () => {
  llm.when({}).reply(TEXT)
  llm.provider('openai').cutStreamAfter({ tokens: 4 }, 'stall')
  const { body } = await send('tide')
  const reader = body!.getReader()
  const reading = (async () => {
    while (!(await reader.read()).done);
  })()
  await clock.advance(60_000)
  expect([sentText(), llm.last!.state]).toEqual(['The tide comes in', 'cut'])
  llm.reset()
  await expect(reading).rejects.toThrow(/reset/)
})

test('settings change for exchanges that begin afterwards, until reset', async () => {
  const started = llm.settings
  llm.configure({ errorRate: 1 })
  expect((await send('tide')).status).toBeGreaterThanOrEqual(400)
  llm.configure({ errorRate: 0, latency: undefined, limits: { openai: { requestsPerMinute: 2 } } })
  expect((await send('tide', false)).status).toBe(200)
  expect([(await send('tide', false)).status, llm.last!.schedule.totalMs]).toEqual([429, 0])
  llm.reset()
  expect(llm.settings).toEqual(started)
  expect((await send('tide', false)).status).toBe(200)
  expect(llm.last!.schedule.totalMs).toBeGreaterThan(0)
})

test('a seed that changes gives other answers, the same ones as from the start', async () => {
  const said = async () => ((await (await send('tide', false)).json()) as any).choices[0].message.content
  const first = await said()
  llm.configure({ seed: 9 })
  const other = await said()
  expect(other).not.toBe(first)
  expect(llm.exchanges.map(({ id }) => id)).toEqual(['ex_1', 'ex_2'])
  llm.configure({ seed: 0 })
  expect(await said()).toBe(first)
})

test('refuses what is no setting', () => {
  expect(() => llm.configure({ budgetUsd: 3 } as never)).toThrow(/no setting "budgetUsd".*errorRate/)
  expect(() => llm.configure({ errorRate: 2 })).toThrow(UsageError)
  expect(() => llm.configure({ timeScale: -1 })).toThrow(/timeScale/)
  expect(() => llm.configure({ limits: { nobody: {} } })).toThrow(/nobody/)
  expect(llm.settings.errorRate).toBe(0)
})
