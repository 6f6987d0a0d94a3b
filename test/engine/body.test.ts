import { expect, test, vi } from 'vitest'
import { PacedBody } from '../../src/body.ts'
import type { BodyPlan } from '../../src/body-plan.ts'
import { createManualClock } from '../../src/clock.ts'
import { sse } from '../../src/framing/sse.ts'
import { macrotask } from '../../src/macrotask.ts'
import type { StreamPart } from '../../src/stream.ts'
import { teeable } from '../../src/teeable.ts'

const part = { type: 'text', text: 'x' } as const
const delta = (text: string): StreamPart => ({ type: 'part-delta', choice: 0, index: 0, part, delta: text, tokens: 1 })

function bodyOf(parts: readonly StreamPart[], plan: Partial<BodyPlan> = {}) {
  const onEnd = vi.fn<BodyPlan['onEnd']>()
  const produced: string[] = []
  const paced = new PacedBody({
    clock: createManualClock(),
    parts: parts[Symbol.iterator](),
    // Some parts give no event, some several.
    *encode(one) {
      if (one.type !== 'part-delta' || one.delta === '') return
      for (const data of one.delta.split('|')) {
        produced.push(data)
        yield { data }
      }
    },
    framing: sse,
    dueMs: undefined,
    signal: undefined,
    track: () => () => {},
    onEnd,
    onClose: () => {},
    ...plan,
  })
  return {
    paced,
    get body() {
      return paced.stream()
    },
    onEnd,
    produced,
  }
}

test('loops over parts without an event, sends one frame a pull, and produces nothing that is not asked for', async () => {
  const { body, onEnd, produced } = bodyOf([
    delta(''),
    delta('a|b'),
    delta(''),
    { type: 'keep-alive' },
    delta('c'),
    delta(''),
  ])
  const reader = body.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: a\n\n')
  for (let turn = 0; turn < 5; turn++) await macrotask()
  // One event ahead at most, so that the last frame is known to be the last.
  expect(produced).toEqual(['a', 'b'])
  const rest: string[] = []
  for (let step = await reader.read(); !step.done; step = await reader.read())
    rest.push(new TextDecoder().decode(step.value))
  expect(rest).toEqual(['data: b\n\n', 'data: c\n\n'])
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('complete', 5, false)
})

test('a reader that pulls while a frame is handed to it gets each frame once', async () => {
  const clock = createManualClock()
  const start = clock.now()
  const dueMs = (index: number) => start + 10 * index
  const { paced, onEnd } = bodyOf([delta('a|b'), delta('c'), delta('d')], { clock, dueMs })
  const sent: unknown[] = []
  const close = vi.fn<() => void>()
  paced.open({
    send(chunk) {
      sent.push(chunk)
      paced.pull()
    },
    close,
    error: (reason) => expect.unreachable(String(reason)),
  })
  paced.pull()
  await clock.advance(100)
  expect(sent).toEqual(['data: a\n\n', 'data: b\n\n', 'data: c\n\n', 'data: d\n\n'])
  expect(close).toHaveBeenCalledOnce()
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('complete', 3, false)
})

test('keeps absolute deadlines, whatever the reader does in between', async () => {
  const clock = createManualClock()
  const start = clock.now()
  const { body } = bodyOf([delta('a'), delta('b'), delta('c')], { clock, dueMs: (index) => start + 100 * (index + 1) })
  const reader = body.getReader()
  const arrivals: number[] = []
  const read = async () => {
    await reader.read()
    arrivals.push(clock.now() - start)
  }
  const first = read()
  await clock.advance(150)
  await first
  await clock.advance(100)
  const second = read()
  await clock.advance(0)
  await second
  const third = read()
  await clock.advance(50)
  await third
  expect(arrivals).toEqual([100, 250, 300])
})

test('cancel and abort end the schedule at once: no part more, no timer left', async () => {
  const clock = createManualClock()
  const start = clock.now()
  const timers = vi.spyOn(clock, 'at')
  const controller = new AbortController()
  const paced = { clock, dueMs: (index: number) => start + 10 * (index + 1) }
  const cancelled = bodyOf([delta('a'), delta('b')], paced)
  const aborted = bodyOf([delta('a'), delta('b')], { ...paced, signal: controller.signal })
  const readers = [cancelled, aborted].map(({ body }) => body.getReader())
  const reads = readers.map((reader) => reader.read())
  await clock.advance(10)
  await Promise.all(reads)
  const waiting = readers.map((reader) => reader.read().catch((error: unknown) => error))
  await readers[0]!.cancel()
  controller.abort(new Error('left'))
  expect(await waiting[0]).toEqual({ done: true, value: undefined })
  expect(await waiting[1]).toEqual(new Error('left'))
  const before = timers.mock.calls.length
  await clock.advance(1000)
  expect(timers.mock.calls.length).toBe(before)
  expect([cancelled.produced, aborted.produced]).toEqual([['a'], ['a']])
  expect(cancelled.onEnd).toHaveBeenCalledExactlyOnceWith('aborted', 1, false)
  expect(aborted.onEnd).toHaveBeenCalledExactlyOnceWith('aborted', 1, false)
})

test('a tee’s branches end independently: the one that is read drives, the other replays what was sent', async () => {
  const { body, onEnd, produced } = bodyOf([delta('a'), delta('b'), delta('c')])
  const [main, replay] = teeable(body).tee()
  const reader = main.getReader()
  await reader.read()
  await reader.cancel()
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('aborted', 1, false)
  expect(produced).toEqual(['a'])
  expect(await new Response(replay).text()).toBe('data: a\n\n')

  const whole = teeable(bodyOf([delta('a'), delta('b')]).body).tee()
  const texts = await Promise.all(whole.map((branch) => new Response(branch).text()))
  expect(texts).toEqual(['data: a\n\ndata: b\n\n', 'data: a\n\ndata: b\n\n'])

  const unread = bodyOf([delta('a'), delta('b')])
  const [left, right] = teeable(unread.body).tee()
  await left.cancel()
  expect(unread.onEnd).toHaveBeenCalledExactlyOnceWith('aborted', 0, false)
  expect(await new Response(right).text()).toBe('')
})

test('branches are fed without the stream between: paced, broken, begun and ended ones', async () => {
  const clock = createManualClock()
  const start = clock.now()
  const paced = { clock, dueMs: (index: number) => start + 10 * (index + 1) }
  const text = async (stream: ReadableStream<Uint8Array>) => {
    let read = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) read += decoder.decode(chunk)
      return read
    } catch (error) {
      return `${read}! ${String(error)}`
    }
  }
  const both = (streams: readonly ReadableStream<Uint8Array>[]) => Promise.all(streams.map(text))

  // One reader waits while the other has left, and both wait for the same chunk.
  const waited = bodyOf([delta('a'), delta('b')], paced)
  const reading = both(teeable(waited.body).tee())
  await clock.advance(15)
  await clock.advance(100)
  expect(await reading).toEqual(Array(2).fill('data: a\n\ndata: b\n\n'))
  expect(waited.onEnd).toHaveBeenCalledExactlyOnceWith('complete', 2, false)

  const controller = new AbortController()
  const cut = bodyOf([delta('a'), delta('b')], {
    clock,
    dueMs: (index) => clock.now() + (index === 0 ? 0 : 10),
    signal: controller.signal,
  })
  const cutting = both(teeable(cut.body).tee())
  await clock.advance(0)
  controller.abort(new Error('left'))
  expect(await cutting).toEqual(Array(2).fill('data: a\n\n! Error: left'))

  // What has been read before is not read again.
  const begun = bodyOf([delta('a'), delta('b')])
  const stream = begun.body
  const reader = stream.getReader()
  await reader.read()
  reader.releaseLock()
  const rest = teeable(stream).tee()
  expect(stream.locked).toBe(true)
  expect(await both(rest)).toEqual(Array(2).fill('data: b\n\n'))
  // Branches of branches.
  const [left, right] = teeable(bodyOf([delta('a')]).body).tee()
  expect(await both([...left.tee(), right])).toEqual(Array(3).fill('data: a\n\n'))

  // It ended before it was divided.
  const gone = new AbortController()
  const ended = bodyOf([delta('a')], { signal: gone.signal }).body
  gone.abort(new Error('gone'))
  expect(await both(teeable(ended).tee())).toEqual(Array(2).fill('! Error: gone'))
  const empty = bodyOf([])
  expect(await both(teeable(empty.body).tee())).toEqual(['', ''])
})

test('without MSW a copy outlives its original, as the standard says', async () => {
  const { body, onEnd } = bodyOf([delta('a'), delta('b')])
  const response = new Response(body)
  const copy = response.clone()
  void response.body!.cancel()
  expect(await copy.text()).toBe('data: a\n\ndata: b\n\n')
  expect(onEnd).toHaveBeenCalledExactlyOnceWith('complete', 2, false)
})
