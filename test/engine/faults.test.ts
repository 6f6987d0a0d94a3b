import OpenAI from 'openai'
import { describe, expect, test, vi } from 'vitest'
import {
  createManualClock,
  createSimulation,
  cutStreams,
  flaky,
  incidents,
  outage,
  sequence,
  slow,
  UsageError,
  type Fault,
} from '../../handlers/index.ts'
import { macrotask } from '../../src/macrotask.ts'

const TEXT = 'Whales sleep upright, half of the brain at a time, and rise to breathe every quarter of an hour or so.'

function simulate(options: Parameters<typeof createSimulation>[0] = {}) {
  const llm = createSimulation(options)
  llm.when('whales').reply(TEXT)
  return llm
}

type Simulated = ReturnType<typeof simulate>

function ask(llm: Simulated, stream: boolean, extra: object = {}, init: RequestInit = {}): Promise<Response> {
  return llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer key-1', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'whales' }], stream, ...extra }),
    ...init,
  })
}

const WITH_USAGE = { stream_options: { include_usage: true } }

async function streamed(fault: Fault, extra: object = WITH_USAGE): Promise<{ llm: Simulated; text: string }> {
  // Texts name the second.
  const llm = simulate({ clock: createManualClock() })
  llm.fault(fault)
  return { llm, text: await (await ask(llm, true, extra)).text() }
}

const contentOf = (text: string) =>
  text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => JSON.parse(event.slice(6)).choices?.[0]?.delta?.content ?? '')
    .join('')

describe('places in a stream', () => {
  test('after the headers, before any event', async () => {
    const { text, llm } = await streamed({ how: 'end', at: 'headers' })
    expect(text).toBe('')
    expect(llm.exchanges[0]).toMatchObject({
      state: 'cut',
      status: 200,
      usage: { outputTokens: 0 },
      fault: { how: 'end' },
    })
  })

  test('after tokens and after a share of them', async () => {
    const tokens = await streamed({ how: 'end', at: { tokens: 5 } })
    expect(tokens.llm.exchanges[0]!.usage.outputTokens).toBe(5)
    const share = await streamed({ how: 'end', at: { share: 0.5 } })
    expect(contentOf(share.text).length / TEXT.length).toBeCloseTo(0.5, 0)
    expect(TEXT.startsWith(contentOf(share.text))).toBe(true)
  })

  test('before the usage: the end is told, the usage is not', async () => {
    const { text } = await streamed({ how: 'end', at: 'usage' })
    expect(contentOf(text)).toBe(TEXT)
    expect(text).toContain('"finish_reason":"stop"')
    expect(text).not.toContain('"prompt_tokens"')
  })

  test('before the terminator, and after it', async () => {
    const before = await streamed({ how: 'end', at: 'terminator' })
    expect(before.text).toContain('"prompt_tokens"')
    expect(before.text).not.toContain('[DONE]')
    const after = simulate()
    after.fault({ how: 'socket', at: 'end' })
    const reader = (await ask(after, true)).body!.getReader()
    let text = ''
    const read = async () => {
      for (let one = await reader.read(); !one.done; one = await reader.read())
        text += new TextDecoder().decode(one.value)
    }
    await expect(read()).rejects.toThrow('terminated')
    expect(text).toContain('[DONE]')
  })

  test('inside the arguments of a tool call, and only there', async () => {
    const llm = simulate()
    llm.when('boats').callTool('get_weather', { city: 'Reykjavik', unit: 'celsius', days: 3 })
    const handle = llm.fault({ how: 'end', at: 'tool-call' })
    expect(contentOf(await (await ask(llm, true)).text())).toBe(TEXT)
    expect(handle.struck).toBe(0)
    const tools = [
      { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: {} } } },
    ]
    const text = await (await ask(llm, true, { messages: [{ role: 'user', content: 'boats' }], tools })).text()
    expect(text).toContain('get_weather')
    expect(text).not.toContain('celsius')
    expect(handle.struck).toBe(1)
  })
})

describe('ways to break', () => {
  test('an error in the stream keeps what came before it, in the words that were asked for', async () => {
    const { text } = await streamed({ kind: 'rate_limit', message: 'Too fast, friend.', at: { tokens: 4 } })
    expect(text).toContain('Too fast, friend.')
    expect(text).not.toContain('[DONE]')
  })

  test('half an event, half a character', async () => {
    const json = await streamed({ how: 'broken-json', at: { tokens: 3 } })
    const last = json.text.trim().split('\n\n').at(-1)!
    expect(() => JSON.parse(last.slice(6))).toThrow(SyntaxError)
    const llm = simulate()
    llm.fault({ how: 'broken-utf8' })
    const bytes = new Uint8Array(await (await ask(llm, true)).arrayBuffer())
    expect(Array.from(bytes.slice(-2))).toEqual([0xe2, 0x82])
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
  })

  test('one event twice, or two the wrong way round', async () => {
    const whole = (await streamed({ how: 'pass' })).text.split('\n\n')
    const twice = (await streamed({ how: 'duplicate', at: { tokens: 6 } })).text.split('\n\n')
    expect(twice).toHaveLength(whole.length + 1)
    expect(new Set(twice).size).toBe(new Set(whole).size)
    const swapped = (await streamed({ how: 'reorder', at: { tokens: 6 } })).text.split('\n\n')
    expect(swapped).not.toEqual(whole)
    expect(swapped.toSorted()).toEqual(whole.toSorted())
  })

  test.each([
    ['before the headers', false, {}],
    ['in a stream', true, { at: { tokens: 6 } }],
    ['in a body', false, { at: { share: 0.5 } }],
  ])('a silent connection takes its place until the client leaves: %s', async (_, stream, place) => {
    for (const options of [
      { load: { maxConcurrency: 1, maxQueue: 0 } },
      { limits: { openai: { concurrentRequests: 1 } } },
    ]) {
      const llm = simulate(options)
      llm.fault({ how: 'stall', next: 1, ...place })
      const leaving = new AbortController()
      const silent = ask(llm, stream, {}, { signal: leaving.signal }).then((response) => response.text())
      await vi.waitFor(() => expect(llm.exchanges[0]?.state).toBe('cut'))
      expect([429, 503]).toContain((await ask(llm, false)).status)
      leaving.abort(new Error('waited enough'))
      await expect(silent).rejects.toThrow('waited enough')
      expect((await ask(llm, stream)).status).toBe(200)
      expect(llm.exchanges[0]!.state).toBe('cut')
    }
  })

  test('where no place is left, what was to be silent is silent all the same', async () => {
    for (const options of [
      { load: { maxConcurrency: 1, maxQueue: 0 } },
      { limits: { openai: { requestsPerMinute: 1 } } },
    ]) {
      const llm = simulate(options)
      llm.fault({ how: 'stall', next: 2 })
      const leaving = new AbortController()
      const silent = [1, 2].map(() => ask(llm, false, {}, { signal: leaving.signal }))
      await vi.waitFor(() => expect(llm.exchanges.map(({ state }) => state)).toEqual(['cut', 'cut']))
      expect(llm.exchanges.map(({ error }) => error?.kind)).toEqual(['timeout', 'timeout'])
      leaving.abort(new Error('waited enough'))
      for (const one of silent) await expect(one).rejects.toThrow('waited enough')
    }
  })

  test('a connection that breaks gives its place back at once', async () => {
    for (const how of ['socket', 'end'] as const) {
      const llm = simulate({ load: { maxConcurrency: 1, maxQueue: 0 } })
      llm.fault({ how, at: { tokens: 6 }, next: 1 })
      await (await ask(llm, true)).text().catch(() => {})
      expect(llm.exchanges[0]!.state).toBe('cut')
      expect((await ask(llm, true)).status).toBe(200)
    }
  })

  test('drips byte by byte, with nothing lost', async () => {
    const clock = createManualClock()
    const whole = await (await ask(simulate({ clock }), true)).text()
    const llm = simulate({ clock })
    llm.fault({ how: 'drip', bytes: 7, gapMs: 20 })
    const response = await ask(llm, true)
    const chunks: Uint8Array[] = []
    const done = (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
    })()
    await clock.advance(19)
    expect(chunks.map(({ length }) => length)).toEqual([7])
    await clock.advance(60_000)
    await done
    expect(Buffer.concat(chunks).toString()).toBe(whole)
    expect(llm.exchanges[0]!.state).toBe('complete')
  })

  test('sends keep-alives for a while, or for ever', async () => {
    const clock = createManualClock()
    const llm = simulate({ clock })
    llm.fault({ how: 'keep-alives', everyMs: 1000, forMs: 3000, next: 1 })
    const waiting = ask(llm, true).then((response) => response.text())
    await clock.advance(3000)
    const text = await waiting
    expect(text.match(/: keep-alive\n\n/g)).toHaveLength(3)
    expect(contentOf(text)).toBe(TEXT)
    llm.fault({ how: 'keep-alives', everyMs: 1000, next: 1 })
    const controller = new AbortController()
    const forever = ask(llm, true, {}, { signal: controller.signal }).then((response) => response.text())
    const failed = expect(forever).rejects.toThrow('enough')
    await clock.advance(600_000)
    controller.abort(new Error('enough'))
    await failed
    expect(llm.exchanges[1]).toMatchObject({ state: 'cut', usage: { outputTokens: 0 } })
  })

  test('labels the answer wrongly', async () => {
    const llm = simulate()
    llm.fault({ how: 'content-type' })
    for (const stream of [true, false]) {
      const response = await ask(llm, stream)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await response.text()).toContain(stream ? 'Wh' : 'Whales')
    }
  })

  test('answers nothing, or stops early for a reason', async () => {
    for (const [how, reason] of [
      ['empty', 'stop'],
      ['length', 'length'],
      ['content-filter', 'content_filter'],
    ] as const) {
      const llm = simulate()
      llm.fault({ how })
      const body = await (await ask(llm, false)).json()
      expect(body.choices[0].finish_reason).toBe(reason)
      expect(TEXT.startsWith(body.choices[0].message.content ?? '')).toBe(true)
      expect(body.usage.completion_tokens).toBe(llm.exchanges[0]!.usage.outputTokens)
      expect(body.usage.completion_tokens).toBeLessThan(15)
      expect(await (await ask(llm, true)).text()).toContain(`"finish_reason":"${reason}"`)
    }
  })
})

describe('answers without a stream', () => {
  test('break at a share of their bytes', async () => {
    const llm = simulate()
    const whole = await (await ask(llm, false)).text()
    const bodies: Record<string, string> = {}
    for (const how of ['end', 'broken-json', 'broken-utf8'] as const) {
      llm.fault({ how, at: { share: 0.25 }, next: 1 })
      bodies[how] = await (await ask(llm, false)).text()
    }
    expect(bodies['end']).toHaveLength(Math.floor(whole.length / 4))
    for (const body of Object.values(bodies)) expect(() => JSON.parse(body)).toThrow(SyntaxError)
    llm.fault({ how: 'socket', at: 'headers', next: 1 })
    const response = await ask(llm, false)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
    expect(llm.exchanges.at(-1)!.state).toBe('cut')
  })

  test('fail at once where a stream would fail in the middle', async () => {
    const llm = simulate()
    llm.fault({ kind: 'overloaded', at: { tokens: 5 } })
    expect((await ask(llm, false)).status).toBe(503)
    expect((await ask(llm, true)).status).toBe(200)
  })

  test('take a status alone, and say what they take instead of anything else', async () => {
    const llm = simulate()
    llm.provider('openai').failNext(1, 429)
    expect((await ask(llm, false)).status).toBe(429)
    expect(() => llm.provider('openai').cutStreamAfter(5 as never)).toThrow(/tokens: 0 or more.*not at 5/)
    expect(() => llm.when('sea').reply(undefined as never)).toThrow('not undefined')
  })

  test('name the parameter that is at fault', async () => {
    const llm = simulate()
    llm.fault({ status: 400, message: 'Too hot.', param: 'temperature' })
    expect(await (await ask(llm, false)).json()).toMatchObject({ error: { message: 'Too hot.', param: 'temperature' } })
  })

  test('lose the connection, or hang, before the headers', async () => {
    const llm = simulate()
    llm.fault({ how: 'socket', next: 1 })
    await expect(ask(llm, false)).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect(llm.exchanges[0]).toMatchObject({ status: 0, state: 'cut', costUsd: 0 })
    llm.fault({ how: 'stall', next: 1 })
    const controller = new AbortController()
    const hanging = ask(llm, false, {}, { signal: controller.signal })
    for (let turn = 0; turn < 10; turn++) await macrotask()
    controller.abort(new Error('waited long enough'))
    await expect(hanging).rejects.toThrow('waited long enough')
    expect(llm.provider('openai').getStats()).toMatchObject({ requestCount: 2, errorCount: 2 })
  })
})

describe('when', () => {
  const statuses = async (llm: Simulated, count: number) => {
    const all: number[] = []
    for (let index = 0; index < count; index++) all.push((await ask(llm, false)).status)
    return all
  }

  test('next, every, a sequence, and back to normal', async () => {
    const llm = simulate()
    llm.fault(sequence([429, 200, 503]))
    llm.fault({ kind: 'server_error', every: 3 })
    expect(await statuses(llm, 7)).toEqual([429, 200, 503, 200, 200, 500, 200])
    const handle = llm.fault('overloaded')
    expect(await statuses(llm, 2)).toEqual([503, 503])
    handle.stop()
    expect(handle.struck).toBe(2)
    expect(await statuses(llm, 1)).toEqual([200])
  })

  test('an outage of one provider between two instants', async () => {
    const clock = createManualClock()
    const llm = simulate({ clock, faults: [outage({ provider: 'openai', between: [1000, 5000] })] })
    expect(await statuses(llm, 1)).toEqual([200])
    await clock.advance(1000)
    expect(await statuses(llm, 1)).toEqual([503])
    await clock.advance(3999)
    expect(await statuses(llm, 1)).toEqual([503])
    await clock.advance(1)
    expect(await statuses(llm, 1)).toEqual([200])
    llm.reset()
    await clock.advance(1000)
    expect(await statuses(llm, 1)).toEqual([503])
  })

  test('by prompt, model, key and provider', async () => {
    const llm = simulate()
    llm.fault({ kind: 'auth', key: 'key-2' })
    llm.fault({ kind: 'rate_limit', when: { model: 'gpt-4o-mini' } })
    llm.fault({ kind: 'overloaded', provider: 'anthropic' })
    expect(await statuses(llm, 1)).toEqual([200])
    expect((await ask(llm, false, { model: 'gpt-4o-mini' })).status).toBe(429)
    expect((await ask(llm, false, {}, { headers: { authorization: 'Bearer key-2' } })).status).toBe(401)
  })

  test('by chance: each exchange draws for itself, so order does not matter', async () => {
    const outcomes = async (order: readonly number[]) => {
      const llm = simulate()
      llm.fault(flaky(0.4))
      const entries = await Promise.all(
        order.map(async (seed) => [seed, (await ask(llm, false, { seed })).status] as const),
      )
      return Object.fromEntries(entries)
    }
    const seeds = Array.from({ length: 60 }, (_, index) => index)
    const there = await outcomes(seeds)
    expect(await outcomes(seeds.toReversed())).toEqual(there)
    const failed = Object.values(there).filter((status) => status === 500).length
    expect(failed).toBeGreaterThan(12)
    expect(failed).toBeLessThan(36)
  })

  test('incidents are the same for the same seed', async () => {
    const times = async () => {
      const faults = incidents({ seed: 5, meanGoodMs: 60_000, meanBadMs: 30_000, rate: 1 })
      const llm = simulate({ clock: 'virtual', faults })
      const all: number[] = []
      for (let step = 0; step < 60; step++) {
        all.push((await ask(llm, false)).status)
        await llm.clock.sleep(10_000)
      }
      return all
    }
    const first = await times()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await times()).toEqual(first)
  })

  test('slow answers, without any latency option', async () => {
    const virtual = simulate({ clock: 'virtual' })
    await (await ask(virtual, true)).text()
    expect(virtual.exchanges[0]!.schedule.totalMs).toBe(0)
    const handle = virtual.fault(slow())
    await (await ask(virtual, true)).text()
    handle.stop()
    expect(virtual.exchanges[1]!.schedule.ttftMs).toBeGreaterThan(1000)
    const streams = virtual.fault(cutStreams(1))
    await expect((await ask(virtual, true)).text()).rejects.toThrow('terminated')
    expect((await ask(virtual, false)).status).toBe(200)
    expect(streams.struck).toBe(1)
  })
})

test('an SDK keeps the partial text, retries what fails before it, and gives up on silence', async () => {
  const llm = simulate()
  llm.fault(sequence([503, 429]))
  vi.useFakeTimers()
  const client = new OpenAI({ apiKey: 'k', fetch: llm.fetch, timeout: 1000, maxRetries: 2 })
  const asked = client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'whales' }] })
  await vi.advanceTimersByTimeAsync(60_000)
  expect((await asked).choices[0]!.message.content).toBe(TEXT)
  llm.fault({ how: 'stall' })
  const hanging = expect(
    client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'whales' }] }),
  ).rejects.toThrow(OpenAI.APIConnectionTimeoutError)
  await vi.advanceTimersByTimeAsync(60_000)
  await hanging
  vi.useRealTimers()
  expect(llm.exchanges).toHaveLength(6)
})

test.each([
  [{ how: 'explode' }, "A fault has no way 'explode'"],
  [{ kind: 'tired' }, "There is no error kind 'tired'. Known: rate_limit"],
  [{ kind: 'ratelimit' }, `There is no error kind 'ratelimit'. Did you mean "rate_limit"? Known: rate_limit`],
  [{ how: 'sockets' }, `A fault has no way 'sockets'. Did you mean "socket"? Known: error`],
  [{ how: 'end', at: 'middle' }, 'not at "middle"'],
  [{ how: 'end', at: { share: 2 } }, 'not at {"share":2}'],
  [{ how: 'stall', next: -1 }, 'next takes a whole number'],
  [{ how: 'stall', every: 0 }, 'every takes a whole number'],
  [{ how: 'stall', probability: 1.5 }, 'probability takes a number from 0 to 1, not 1.5'],
  [{ how: 'stall', between: [5, 5] }, 'between takes [fromMs, untilMs]'],
  [{ how: 'drip', bytes: 0 }, 'bytes takes a number from 1'],
  [{ how: 'stall', times: 1 }, 'A fault has no "times"'],
  [{ how: 'stall', when: { modell: 'gpt' } }, 'A match has no condition "modell"'],
])('says what is wrong with %j', (fault, words) => {
  expect(() => createSimulation().fault(fault as Fault)).toThrow(UsageError)
  expect(() => createSimulation().fault(fault as Fault)).toThrow(words)
})
