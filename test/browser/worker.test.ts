import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createSimulation, type Fault } from '../../handlers/index.ts'
import { hasChromium, openBrowser, type LabPage, type OpenBrowser } from './browser.ts'

const TEXT =
  'The tide comes in twice a day, pulled by the moon, and the harbour fills without a sound before it empties again.'
const PACE = { ttftMs: 300, ttftSigma: 0, tokensPerSecond: 20, speedSigma: 0 }

describe.skipIf(!hasChromium)('in Chromium, through the service worker', () => {
  let browser: OpenBrowser
  let tab: LabPage

  beforeAll(async () => {
    browser = await openBrowser()
    tab = await browser.open()
    await tab.lab('start', { latency: PACE })
  }, 60_000)
  afterEach(() => tab.lab('reset'))
  afterAll(() => browser.close())

  test('a stream keeps its schedule within 20 %', async () => {
    await tab.lab('reply', TEXT)
    const { text, atMs } = await tab.lab('ask', 'openai', 'What of the tide?')
    expect(text).toBe(TEXT)
    const [{ partsMs, state }] = (await tab.lab('exchanges')) as [Awaited<ReturnType<typeof tab.lab<'exchanges'>>>[0]]
    expect(state).toBe('complete')
    const spanMs = partsMs.at(-1)! - partsMs[2]!
    expect(Math.abs((atMs.at(-1)! - atMs[0]!) / spanMs - 1)).toBeLessThan(0.2)
    expect(Math.abs(atMs[0]! / partsMs[2]! - 1)).toBeLessThan(0.4)
  })

  test('an abort in the middle ends the exchange and bills what was sent', async () => {
    await tab.lab('reply', TEXT)
    const { text } = await tab.lab('ask', 'openai', 'What of the tide?', { abortAfter: 5 })
    expect(TEXT.startsWith(text)).toBe(true)
    await expect.poll(async () => (await tab.lab('exchanges'))[0]!.state).toBe('aborted')
    expect((await tab.lab('exchanges'))[0]!.outputTokens).toBeLessThan(12)
  })

  test('twenty streams at once lose nothing, and each keeps its schedule within 20 %', async () => {
    await tab.lab('reply', TEXT)
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tab.lab('ask', index % 2 ? 'openai' : 'anthropic', `#${index}`)),
    )
    expect(new Set(told.map(({ text }) => text))).toEqual(new Set([TEXT]))
    const seen = await tab.lab('exchanges')
    expect(seen.map(({ state }) => state)).toEqual(Array(20).fill('complete'))
    for (const [index, { atMs }] of told.entries()) {
      const { partsMs } = seen.find(({ prompt }) => prompt === `#${index}`)!
      const spanMs = partsMs.at(-1)! - partsMs.find((ms) => ms >= partsMs[2]!)!
      expect(Math.abs((atMs.at(-1)! - atMs[0]!) / spanMs - 1)).toBeLessThan(0.2)
    }
  }, 30_000)

  test('two tabs have a simulation each', async () => {
    const other = await browser.open()
    await other.lab('start', {})
    await other.lab('reply', 'from the other tab')
    await tab.lab('reply', 'from the first tab')
    const [first, second] = await Promise.all([
      tab.lab('ask', 'anthropic', 'Who?'),
      other.lab('ask', 'anthropic', 'Who?'),
    ])
    expect([first.text, second.text]).toEqual(['from the first tab', 'from the other tab'])
    expect(await tab.lab('exchanges')).toHaveLength(1)
    expect(await other.lab('exchanges')).toHaveLength(1)
    await other.page.close()
  })

  test('the same seed says the same as in Node', async () => {
    const other = await browser.open()
    await other.lab('start', { seed: 11, clock: 'virtual' })
    const llm = createSimulation({ seed: 11, clock: 'virtual' })
    const prompts = ['Tell me about tides.', 'Write a haiku.', 'List three harbours.']
    const here: string[] = []
    for (const content of prompts) {
      await other.lab('ask', 'openai', content, { stream: false })
      const response = await llm.fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer any' },
        body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }),
      })
      here.push((await response.json()).choices[0].message.content)
    }
    expect((await other.lab('exchanges')).map(({ text }) => text)).toEqual(here)
    await other.page.close()
  })

  /** What clients make of a fault here; a lost connection is all that a page is told. */
  const faults: readonly (readonly [string, Fault, string, RegExp | ''])[] = [
    ['a refusal', 'rate_limit', '', /RateLimitError/],
    ['no connection', { how: 'socket' }, '', /APIConnectionError/],
    [
      'a connection that is lost in the middle',
      { how: 'socket', at: { tokens: 8 } },
      'part',
      /Error: network error|TypeError/,
    ],
    ['an error in the stream', { kind: 'overloaded', at: { tokens: 8 } }, 'part', /APIError|Error/],
    ['a stream that just ends', { how: 'end', at: { tokens: 8 } }, 'part', ''],
    ['half a JSON', { how: 'broken-json', at: { tokens: 8 } }, 'part', /SyntaxError/],
    ['drops', { how: 'drip', bytes: 200, gapMs: 1 }, 'whole', ''],
    ['a wrong content type', { how: 'content-type' }, 'whole', ''],
    ['an answer cut short', { how: 'length' }, 'part', ''],
    ['nothing', { how: 'empty' }, '', ''],
  ]

  test.each(faults)('%s', async (_, fault, amount, error) => {
    const other = await browser.open()
    await other.lab('start', {})
    await other.lab('reply', TEXT)
    await other.lab('fault', fault)
    for (const provider of ['openai', 'anthropic'] as const) {
      const told = await other.lab('ask', provider, 'What of the tide?')
      expect(told.text === TEXT ? 'whole' : told.text === '' ? '' : 'part').toBe(amount)
      expect(TEXT.startsWith(told.text)).toBe(true)
      if (error) expect(told.error).toMatch(error)
      else expect(told.error).toBe('')
    }
    await other.page.close()
  })
})
