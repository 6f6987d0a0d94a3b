import { afterEach, expect, test, vi } from 'vitest'
import { createSimulation, type Fault } from '../../handlers/index.ts'

afterEach(() => vi.useRealTimers())

const LEAVES: readonly (readonly [string, Fault | undefined, boolean, number])[] = [
  ['before the headers', undefined, false, 10],
  ['in the middle of a stream', undefined, true, 900],
  ['while nothing comes at all', { how: 'stall' }, true, 5000],
  ['while a stream is silent', { how: 'stall', at: { tokens: 3 } }, true, 5000],
  ['among keep-alives', { how: 'keep-alives', everyMs: 700 }, true, 5000],
  ['while bytes drip', { how: 'drip', bytes: 2, gapMs: 40 }, true, 1500],
  ['after a lost connection', { how: 'socket', at: { tokens: 3 } }, true, 5000],
]

test.each(LEAVES)('a client that leaves %s leaves no timer behind', async (_, fault, stream, afterMs) => {
  const llm = createSimulation({ latency: { ttftMs: 500, ttftSigma: 0, tokensPerSecond: 20, speedSigma: 0 } })
  await llm.ready()
  vi.useFakeTimers()
  if (fault) llm.fault(fault)
  const controller = new AbortController()
  const outcome = llm
    .fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me a long story.' }], stream }),
      signal: controller.signal,
    })
    .then((response) => response.text())
    .catch((error: Error) => error)
  await vi.advanceTimersByTimeAsync(afterMs)
  controller.abort(new Error('left'))
  expect(await outcome).toBeInstanceOf(Error)
  await vi.advanceTimersByTimeAsync(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(['aborted', 'cut']).toContain(llm.exchanges[0]!.state)
})
