// The same tests run in jsdom and in happy-dom.
import { setupLlm } from 'msw-llm/vitest'
import { expect, test } from 'vitest'
import { mountChat } from '../app/chat-widget.js'

const llm = setupLlm({ seed: 7, latency: 'realistic', clock: 'virtual' })

function open() {
  const host = document.createElement('div')
  document.body.replaceChildren(host)
  mountChat(host)
  const find = (selector) => host.querySelector(selector)
  return {
    log: find('[role=log]'),
    alert: find('[role=alert]'),
    stop: find('[name=stop]'),
    ask(prompt) {
      find('[name=prompt]').value = prompt
      const answered = new Promise((resolve) => host.addEventListener('answered', resolve, { once: true }))
      find('form button').click()
      return answered
    },
  }
}

test('shows the answer as it streams in', async () => {
  llm.when('capital of France').reply('The capital of France is Paris.')
  const { ask, log, stop } = open()
  const answered = ask('What is the capital of France?')
  expect(stop.hidden).toBe(false)
  await answered
  expect(log.textContent).toBe('The capital of France is Paris.')
  expect(log.childNodes.length).toBeGreaterThan(5)
  expect(stop.hidden).toBe(true)
})

test('keeps what is there when the user stops it', async () => {
  const { ask, log, stop } = open()
  const answered = ask('Tell me about tides.')
  new MutationObserver(() => stop.click()).observe(log, { childList: true })
  await answered
  expect(log.textContent).not.toBe('')
  expect(llm).toHaveAborted()
})

test('waits out a rate limit, and says so when the provider stays down', async () => {
  const { ask, log, alert } = open()
  llm.provider('openai').failNext(1, { kind: 'rate_limit', headers: { 'retry-after-ms': '1' } })
  await ask('Tell me about tides.')
  expect(log.textContent).toMatch(/tides/)
  llm.provider('openai').failNext(3, { kind: 'overloaded', headers: { 'retry-after-ms': '1' } })
  await ask('And now?')
  expect(alert.textContent).toMatch(/^Sorry: 503/)
  expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 200, 503, 503, 503])
})
