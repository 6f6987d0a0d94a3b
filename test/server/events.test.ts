import { expect, test } from 'vitest'
import { createHandler } from '../../handlers/faces/server.ts'
import { createSimulation } from '../../handlers/index.ts'
import type { PanelMessage } from '../../handlers/faces/panel/remote/message.ts'
import { createRemoteSimulation } from '../../handlers/faces/panel/remote/remote-simulation.ts'
import type { RemoteSimulation } from '../../handlers/faces/panel/remote/remote-simulation.ts'
import { chat, control, start } from './start.ts'

/** What a panel far away knows; `until` waits for messages. */
async function listen(url: string) {
  const response = await fetch(`${url}/__llm/events`)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let llm: RemoteSimulation | undefined
  const messages: PanelMessage[] = []
  /** Reads on; false where the stream has ended. */
  const read = async () => {
    const { value, done } = await reader.read()
    text += value ?? ''
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, data] = /^data: (.*)$/m.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (data === undefined) continue
      const message = JSON.parse(data) as PanelMessage
      messages.push(message)
      if (llm) llm.receive(message)
      else llm = createRemoteSimulation(message, (_, path, json) => control(url, path, json))
    }
    return !done
  }
  const until = async (holds: (far: RemoteSimulation) => boolean) => {
    while (!(llm && holds(llm))) if (!(await read())) throw new Error('The events ended.')
    return llm
  }
  return { response, messages, until, read, leave: () => reader.cancel() }
}

test('tells all there is, then what changes, without keys', async () => {
  const { url, llm } = await start({ seed: 3 })
  llm.when('sea').reply('Deep.')
  const key = { authorization: 'Bearer sk-secret' }
  await (await fetch(`${url}/openai/v1/chat/completions`, chat('sea', {}, key))).text()
  await (await fetch(`${url}/google/v1beta/models?key=sk-secret`)).text()
  const { response, until, messages, leave } = await listen(url)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const far = await until(() => true)
  expect(far.exchanges).toMatchObject([
    { prompt: 'sea', text: 'Deep.', state: 'complete', rule: {} },
    { provider: 'google' },
  ])
  expect(far.settings).toEqual(llm.settings)
  expect(far.usage()).toEqual(llm.usage())
  expect(far.providerNames).toEqual(llm.providerNames)
  const [first] = far.exchanges
  await (await fetch(`${url}/openai/v1/chat/completions`, chat('lake', {}, key))).text()
  await until(({ exchanges }) => exchanges.length === 3)
  expect(far.exchanges[0]).toBe(first)
  expect(far.exchanges[2]).toMatchObject({ id: 'ex_3', prompt: 'lake', state: 'complete' })
  expect(far.usage()).toEqual(llm.usage())
  llm.configure({ errorRate: 0.5, latency: (exchange) => (exchange.provider === 'groq' ? 50 : 0) })
  await until(({ settings }) => settings.errorRate === 0.5)
  expect(far.settings.latency).toBe('given')
  expect(JSON.stringify(messages)).not.toContain('sk-secret')
  await leave()
})

test('tells a stream as it grows, and when what happened by the clock of the simulation', async () => {
  const { url, llm } = await start({
    clock: 'manual',
    latency: { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 },
  })
  llm.when({}).reply('The sea is deep.')
  const { until, leave } = await listen(url)
  const far = await until(() => true)
  const told: string[] = []
  const startMs = llm.clock.now()
  for (const event of ['exchange', 'stream', 'end'] as const)
    far.on(event, ({ id }) => told.push(`${event} ${id} ${far.clock.now() - startMs}`))
  const answer = fetch(`${url}/openai/v1/chat/completions`, chat('sea', { stream: true })).then((one) => one.text())
  await until(({ exchanges }) => exchanges.length === 1)
  const sent = () => far.exchanges[0]!.sent.map((part) => (part as { text: string }).text).join('')
  const seen = new Set<string>()
  while (far.exchanges[0]!.state !== 'complete') {
    await control(url, '/clock', { advanceMs: 100 })
    const nowMs = llm.clock.now()
    await until(({ clock }) => clock.now() === nowMs)
    seen.add(sent())
  }
  expect(await answer).toContain('[DONE]')
  expect([...seen]).toEqual(expect.arrayContaining(['The sea', 'The sea is deep.']))
  expect(told[0]).toBe('exchange ex_1 0')
  expect(told.map((one) => one.split(' ')[0])).toEqual(['exchange', 'stream', 'end'])
  expect(Number(told[2]!.split(' ')[2])).toBeGreaterThan(400)
  await leave()
})

test('an exchange that waits for its answer has no error', async () => {
  const { url, llm } = await start()
  let answer = (_text: string) => {}
  const reply = new Promise<string>((resolve) => (answer = resolve))
  const begun = new Promise<void>((resolve) => {
    llm.when('sea').reply(async () => {
      resolve()
      return reply
    })
  })
  const { until, leave } = await listen(url)
  const told = fetch(`${url}/openai/v1/chat/completions`, chat('sea')).then((one) => one.json())
  await begun
  // Every change is told at once.
  await control(url, '/settings', { timeScale: 2 })
  const far = await until(({ exchanges }) => exchanges.length === 1)
  expect(far.exchanges[0]).toMatchObject({ state: 'pending', error: undefined })
  answer('Deep.')
  await told
  await until(({ exchanges }) => exchanges[0]!.state === 'complete')
  expect(far.exchanges[0]).toMatchObject({ error: undefined, text: 'Deep.', note: undefined })
  llm.fault('overloaded')
  await fetch(`${url}/openai/v1/chat/completions`, chat('sea'))
  await until(({ exchanges }) => exchanges[1]?.state === 'complete')
  expect(far.exchanges[1]).toMatchObject({ error: { kind: 'overloaded' }, note: expect.stringContaining('Fault') })
  await leave()
})

test('looks at what is watched only while somebody listens', async () => {
  const llm = createSimulation()
  const ending = new AbortController()
  let watched = 0
  const watch = () => {
    watched++
    return { llm, release: () => void watched-- }
  }
  const handler = createHandler(llm, { watch, signal: ending.signal })
  const open = async () => (await handler(new Request('http://localhost:4010/__llm/events'))).body!.getReader()
  const [one, other] = [await open(), await open()]
  expect(watched).toBe(2)
  await one.cancel()
  expect(watched).toBe(1)
  ending.abort()
  expect(watched).toBe(0)
  for (let step = await other.read(); !step.done; step = await other.read()) continue
})

test('begins anew with the simulation, and ends when the server closes', async () => {
  const { url, llm, server } = await start()
  await (await fetch(`${url}/openai/v1/chat/completions`, chat('sea'))).text()
  const { until, read, messages } = await listen(url)
  const far = await until(({ exchanges }) => exchanges.length === 1)
  await control(url, '/reset', undefined)
  await until(({ exchanges }) => exchanges.length === 0)
  expect(messages.map(({ isAnew = false }) => isAnew)).toEqual([true, true])
  await (await fetch(`${url}/openai/v1/chat/completions`, chat('lake'))).text()
  await until(({ exchanges }) => exchanges[0]?.prompt === 'lake')
  expect(far.usage()).toEqual(llm.usage())
  const closed = server.close(60_000)
  while (await read()) continue
  await closed
})
