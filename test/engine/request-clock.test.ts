import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRequestClock, watched } from '../../src/request-clock.ts'
import { createTimerHeap } from '../../src/timer-heap.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('each task has a timer of its own, which nobody clears', async () => {
  const clock = createRequestClock()
  const ran: string[] = []
  const start = clock.now()
  clock.at(start + 20, () => ran.push('second'))
  clock.at(start + 10, () => ran.push('first'))
  const cancel = clock.at(start + 15, () => ran.push('cancelled'))
  clock.at(start - 5, () => ran.push('at once'))
  expect(vi.getTimerCount()).toBe(4)
  cancel()
  expect(vi.getTimerCount()).toBe(4)
  await vi.advanceTimersByTimeAsync(20)
  expect(ran).toEqual(['at once', 'first', 'second'])
})

test('a reset drops what waits, not what comes', async () => {
  const clock = createRequestClock()
  const ran: string[] = []
  clock.at(clock.now() + 10, () => ran.push('before'))
  clock.reset()
  clock.at(clock.now() + 10, () => ran.push('after'))
  await vi.advanceTimersByTimeAsync(10)
  expect(ran).toEqual(['after'])
})

test('sleep ends with its signal', async () => {
  const clock = createRequestClock()
  const controller = new AbortController()
  const slept = expect(clock.sleep(1000, controller.signal)).rejects.toThrow('gone')
  controller.abort(new Error('gone'))
  await slept
})

test('who waits revives a loop that has stopped turning, and leaves one that turns', async () => {
  const heap = createTimerHeap()
  let turns = 0
  const revive = vi.fn()
  const cancel = watched(heap.add, 100, () => {}, { turns: () => turns, revive })
  turns++
  await vi.advanceTimersByTimeAsync(20)
  expect(revive).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(20)
  expect(revive).toHaveBeenCalledOnce()
  heap.runUntil(100)
  await vi.advanceTimersByTimeAsync(20)
  expect(vi.getTimerCount()).toBe(0)
  expect(revive).toHaveBeenCalledOnce()
  cancel()
})
