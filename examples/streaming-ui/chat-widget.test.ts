// @vitest-environment jsdom
// #region
import { createManualClock } from 'msw-llm'
import { setupLlm } from 'msw-llm/vitest'
import { beforeAll, expect, test, vi } from 'vitest'
import { mountChat } from '../app/chat-widget.js'

const clock = createManualClock()
const llm = setupLlm({ seed: 7, clock, latency: { ttftMs: 1000, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 } })
beforeAll(() => llm.ready('openai')) // loads what answers, which takes real time
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })

function ask(prompt: string) {
  mountChat(document.body)
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)!
  find('[name=prompt]').setAttribute('value', prompt)
  find('form button').click()
  return { log: find('[role=log]'), alert: find('[role=alert]'), stop: find('[name=stop]') }
}

test('shows nothing, then half, then all', async () => {
  llm.when('sea').reply('The sea is deep, and full of fish of all kinds.')
  const { log, stop } = ask('How deep is the sea?')
  await until(() => expect(llm.last?.state).toBe('pending'))
  expect(stop.hidden).toBe(false)

  await clock.advance(1300)
  await until(() => expect(log.textContent).toMatch(/^The sea is/))
  expect(log.textContent).not.toContain('fish')

  await clock.advance(60_000)
  await until(() => expect(stop.hidden).toBe(true))
  expect(log.textContent).toBe('The sea is deep, and full of fish of all kinds.')
})
// #endregion

test('stop', async () => {
  // #region
  llm.when('sea').reply('The sea is deep, and full of fish of all kinds.')
  const { log, stop } = ask('How deep is the sea?')
  await until(() => expect(llm.last?.state).toBe('pending'))
  await clock.advance(1300)
  await until(() => expect(log.textContent).not.toBe(''))

  stop.click()
  await until(() => expect(llm).toHaveAborted()) // the connection is closed, and no more is billed
  expect(log.textContent).toMatch(/^The sea/) // what was there stays
  // #endregion
  expect(log.textContent).not.toContain('fish')
})

test('an error half-way', async () => {
  // #region
  llm.provider('openai').cutStreamAfter({ share: 0.5 }, 'socket')
  const { log, alert } = ask('Tell me about tides.')
  await until(() => expect(llm.last?.state).toBe('pending'))
  await clock.advance(60_000)
  await until(() => expect(alert.textContent).toMatch(/^Sorry/))
  expect(log.textContent).not.toBe('')
  // #endregion
})

test('a stall', async () => {
  // #region
  llm.provider('openai').cutStreamAfter({ tokens: 3 }, 'stall') // nothing more comes, and the connection stays open
  const { log, stop } = ask('Tell me about tides.')
  await until(() => expect(llm.last?.state).toBe('pending'))
  await clock.advance(60_000)
  await until(() => expect(log.textContent).not.toBe(''))
  expect(stop.hidden).toBe(false) // the button is the way out
  stop.click()
  await until(() => expect(stop.hidden).toBe(true))
  // #endregion
})
