import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../handlers/index.ts'
import { hasChromium, openBrowser, type LabPage, type OpenBrowser } from './browser.ts'

const TEXT = 'The tide comes in twice a day, pulled by the moon, and the harbour fills without a sound.'
const PACE = { ttftMs: 200, ttftSigma: 0, tokensPerSecond: 40, speedSigma: 0 }

/** Safari cannot send a stream through a message port; MSW then sends the body when it is whole. */
function refuseStreams() {
  const { postMessage } = MessagePort.prototype
  MessagePort.prototype.postMessage = function post(this: MessagePort, message: unknown, transfer?: any) {
    const sent = Array.isArray(transfer) ? transfer : (transfer?.transfer ?? [])
    if (sent.some((one: unknown) => one instanceof ReadableStream))
      throw new DOMException('The object can not be cloned.', 'DataCloneError')
    return postMessage.call(this, message, transfer)
  }
}

describe.skipIf(!hasChromium)('where streams cannot be transferred, as in Safari', () => {
  let browser: OpenBrowser
  let tab: LabPage

  beforeAll(async () => {
    browser = await openBrowser()
    tab = await browser.open(refuseStreams)
    await tab.lab('start', { latency: PACE })
  }, 60_000)
  beforeEach(async () => {
    await tab.lab('reset')
    await tab.lab('reply', TEXT)
  })
  afterAll(() => browser.close())

  test('an answer comes whole when its last piece is due', async () => {
    const { text, atMs } = await tab.lab('ask', 'openai', 'What of the tide?')
    expect(text).toBe(TEXT)
    expect(atMs.length).toBeGreaterThan(10)
    const { partsMs } = (await tab.lab('exchanges'))[0]!
    expect(atMs[0]! / partsMs.at(-1)!).toBeGreaterThan(0.9)
  })

  test('an abort is not heard of: the exchange runs on and is billed', async () => {
    const { text } = await tab.lab('ask', 'openai', 'What of the tide?', { abortAfter: 2 })
    expect(text.length).toBeLessThan(TEXT.length)
    await expect.poll(async () => (await tab.lab('exchanges'))[0]!.state).toBe('complete')
  })

  test.each<readonly [Fault, string, RegExp]>([
    [{ how: 'socket', at: { tokens: 8 } }, '', /APIConnectionError/],
    [{ how: 'socket' }, '', /APIConnectionError/],
    [{ kind: 'overloaded', at: { tokens: 8 } }, 'part', /APIError/],
    [{ how: 'end', at: { tokens: 8 } }, 'part', /^$/],
  ])('%j ends the request', async (fault, amount, error) => {
    await tab.lab('fault', fault)
    const told = await tab.lab('ask', 'openai', 'What of the tide?')
    expect(told.text === '' ? '' : told.text === TEXT ? 'whole' : 'part').toBe(amount)
    expect(told.error).toMatch(error)
  })

  test('a client that is given the simulation’s own fetch streams', async () => {
    const { atMs } = await tab.lab('ask', 'openai', 'What of the tide?', { isDirect: true })
    const { partsMs } = (await tab.lab('exchanges'))[0]!
    expect(atMs.at(-1)! - atMs[0]!).toBeGreaterThan((partsMs.at(-1)! - partsMs[2]!) * 0.8)
  })
})
