import { describe, expect, test } from 'vitest'
import { createManualClock, createSimulation, ERROR_KINDS, type ManualClock } from '../../handlers/index.ts'
import { macrotask } from '../../src/macrotask.ts'
import { send } from './ask.ts'
import { needs } from './driver.ts'
import { drivers } from './drivers.ts'

describe.each(drivers)('$provider', (driver) => {
  const post = (llm: ReturnType<typeof createSimulation>, init: RequestInit) =>
    llm.fetch(driver.url, { method: 'POST', headers: driver.headers('test-key'), ...init })

  test('answers 401 for a missing key and for one that is not accepted', async ({ skip }) => {
    needs(driver, skip, 'keys')
    const llm = createSimulation({ apiKeys: ['good-key'] })
    const body = JSON.stringify(driver.body({}, false))
    const headers = { 'anthropic-version': '2023-06-01' }
    const [missing, unknown] = driver.status.keys ?? [401, 401]
    expect((await post(llm, { headers, body })).status).toBe(missing)
    expect((await post(llm, { headers: driver.headers('bad-key'), body })).status).toBe(unknown)
    expect((await post(llm, { headers: driver.headers('good-key'), body })).status).toBe(200)
    expect(llm.exchanges.map((exchange) => exchange.error?.kind)).toEqual(['auth', 'auth', undefined])
  })

  test('refuses malformed JSON, an empty body, wrong types and missing fields with 400', async () => {
    const llm = createSimulation()
    const good = driver.body({}, false)
    const bodies = [
      '{"model":',
      '',
      '[]',
      '"text"',
      '{}',
      JSON.stringify({ ...good, messages: 'hi' }),
      ...(driver.without?.fullConversation ? [] : [JSON.stringify({ ...good, messages: [] })]),
    ]
    const statuses = driver.status.invalid ?? [400]
    for (const body of bodies) expect(statuses, body).toContain((await post(llm, { body })).status)
    expect(llm.usage().costUsd).toBe(0)
  })

  test('answers its own 404 for an unknown model and an unknown path', async () => {
    const llm = createSimulation()
    const model = await send(llm, driver, { model: 'no-such-model' })
    const path = await llm.fetch(`${new URL(driver.url).origin}/v1/no/such/path`, {
      method: 'POST',
      headers: driver.headers('k'),
      body: '{}',
    })
    expect(model.status).toBe(driver.status.unknownModel)
    expect(path.status).toBe(404)
    if (driver.unknownPath) expect(await path.text()).toMatch(driver.unknownPath.path)
    else expect(await path.json()).toHaveProperty(driver.pathError ?? 'error')
  })

  test('refuses a known path with another method', async () => {
    const response = await createSimulation().fetch(driver.url, { headers: driver.headers('k') })
    expect([404, 405]).toContain(response.status)
    if (driver.unknownPath) expect(await response.text()).toMatch(driver.unknownPath.method)
    else expect(await response.json()).toHaveProperty(driver.pathError ?? 'error')
  })

  test.each(ERROR_KINDS)('fails on request: %s', async (kind) => {
    const llm = createSimulation()
    llm.provider(driver.provider).failNext(1, kind)
    const failed = await send(llm, driver)
    expect(failed.status).toBeGreaterThanOrEqual(400)
    expect((await failed.text()).length).toBeGreaterThan(20)
    expect((await send(llm, driver)).status).toBe(200)
    expect(llm.exchanges.map((exchange) => exchange.error?.kind)).toEqual([kind, undefined])
    expect(llm.provider(driver.provider).getStats()).toMatchObject({ requestCount: 2, errorCount: 1, errorRate: 0.5 })
  })

  test('takes a fault of one’s own: status, message, headers', async () => {
    const llm = createSimulation()
    llm
      .provider(driver.provider)
      .failNext(1, { status: 418, message: 'short and stout', headers: { 'retry-after': '7' } })
    const failed = await send(llm, driver)
    expect(failed.status).toBe(418)
    expect(failed.headers.get('retry-after')).toBe('7')
    expect(await failed.text()).toContain('short and stout')
  })

  test('fails by the given rate and the provider’s mix', async () => {
    const llm = createSimulation({ errorRate: 0.5 })
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => (await send(llm, driver, { prompt: `#${index}` })).status),
    )
    const failed = statuses.filter((status) => status !== 200)
    expect(failed.length).toBeGreaterThan(70)
    expect(failed.length).toBeLessThan(130)
    expect(new Set(failed).size).toBeGreaterThan(1)
    expect(failed).toContain(driver.status.overloaded)
  })

  test('breaks a stream in-band, by silence or by the socket, and bills what was sent', async ({ skip }) => {
    needs(driver, skip, 'streams')
    const llm = createSimulation()
    const whole = driver.readStream(await (await send(llm, driver, {}, true)).text())
    llm.reset()
    llm.provider(driver.provider).cutStreamAfter({ tokens: 12 }, 'error')
    const inBand = await (await send(llm, driver, {}, true)).text()
    expect(driver.isTerminated(inBand)).toBe(false)
    expect(inBand).toContain(driver.streamError ?? '"error"')
    expect(whole.text.startsWith(driver.readStream(inBand).text)).toBe(true)
    expect(llm.exchanges[0]).toMatchObject({ state: 'cut', status: 200 })
    expect(llm.exchanges[0]!.usage.outputTokens).toBeLessThan(whole.outputTokens)
    expect(llm.exchanges[0]!.usage.outputTokens).toBeGreaterThan(0)

    llm.provider(driver.provider).cutStreamAfter({ share: 0.5 }, 'socket')
    const socket = await send(llm, driver, {}, true)
    await expect(socket.text()).rejects.toThrow(/terminated/)
    expect(llm.exchanges[1]!.state).toBe('cut')

    llm.provider(driver.provider).cutStreamAfter({ tokens: 0 }, 'stall')
    const controller = new AbortController()
    const stalled = (await send(llm, driver, {}, true, { signal: controller.signal })).text()
    for (let turn = 0; turn < 20; turn++) await macrotask()
    expect(llm.exchanges[2]!.state).toBe('cut')
    controller.abort(new Error('enough'))
    await expect(stalled).rejects.toThrow('enough')
  })

  test('ends at once when the client leaves, and bills what was sent', async ({ skip }) => {
    needs(driver, skip, 'streams')
    const clock = createManualClock()
    const llm = createSimulation({ clock, latency: { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 } })
    const controller = new AbortController()
    const pending = send(llm, driver, {}, true, { signal: controller.signal })
    await clock.advance(95)
    const reader = (await pending).body!.getReader()
    void reader.read()
    await clock.advance(1000)
    controller.abort(new Error('left'))
    await expect(readAll(reader)).rejects.toThrow('left')
    expect(llm.exchanges[0]!.state).toBe('aborted')
    const billed = llm.exchanges[0]!.usage.outputTokens
    await clock.advance(60_000)
    expect(llm.exchanges[0]!.usage.outputTokens).toBe(billed)

    const cancelled = send(llm, driver, { prompt: 'again' }, true)
    await clock.advance(95)
    await (await cancelled).body!.cancel()
    expect(llm.exchanges[1]!.state).toBe('aborted')
  })

  test('rejects at once when the client leaves before the headers', async () => {
    const clock = createManualClock()
    const llm = createSimulation({ clock, latencyMs: 5000 })
    const controller = new AbortController()
    const pending = send(llm, driver, {}, false, { signal: controller.signal })
    await clock.advance(100)
    controller.abort(new Error('left'))
    await expect(pending).rejects.toThrow('left')
    expect(llm.exchanges[0]).toMatchObject({ state: 'aborted', usage: { outputTokens: 0 } })
  })

  test('waits the given latency, failing calls too', async () => {
    const clock = createManualClock()
    const llm = createSimulation({ clock, latencyMs: 200 })
    llm.provider(driver.provider).failNext()
    const statuses: number[] = []
    const calls = [send(llm, driver), send(llm, driver)].map(async (call) => statuses.push((await call).status))
    await clock.advance(199)
    expect(statuses).toEqual([])
    await clock.advance(1)
    await Promise.all(calls)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 500])
    expect(llm.provider(driver.provider).getStats().averageLatencyMs).toBe(200)
  })

  test('answers 429 with retry-after once the minute’s requests are spent, and 200 when it has passed', async () => {
    const clock: ManualClock = createManualClock()
    const llm = createSimulation({ clock, limits: { [driver.provider]: { requestsPerMinute: 3 } } })
    for (let index = 0; index < 3; index++) expect((await send(llm, driver)).status).toBe(200)
    const refused = await send(llm, driver)
    expect(refused.status).toBe(429)
    if (driver.hasRetryAfter !== false) expect(Number(refused.headers.get('retry-after'))).toBe(20)
    await clock.advance((driver.limitWaitMs ?? 20_000) - 1)
    expect((await send(llm, driver)).status).toBe(429)
    await clock.advance(1)
    expect((await send(llm, driver)).status).toBe(200)
  })

  test('stops when the budget is spent', async ({ skip }) => {
    needs(driver, skip, 'prices')
    const price = createSimulation()
    await (await send(price, driver)).text()
    const llm = createSimulation({ budgetUsd: price.usage().costUsd * 1.1 })
    expect((await send(llm, driver)).status).toBe(200)
    expect((await send(llm, driver)).status).toBeGreaterThanOrEqual(400)
    expect(llm.exchanges.map((exchange) => exchange.error?.kind)).toEqual([undefined, 'quota'])
  })

  test('refuses a prompt that is larger than the window', async ({ skip }) => {
    needs(driver, skip, 'window')
    const llm = createSimulation()
    const { words, text } = driver.tooLong ?? { words: 250_000, text: /2[5-7]\d{4} tokens/ }
    const response = await send(llm, driver, { prompt: 'word '.repeat(words) })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(text)
    expect(llm.exchanges[0]!.error?.kind).toBe('context_length')
  })
})

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
