import { expect, test } from './fixtures.ts'

// The app's server asks OpenAI, or the page does it itself.
for (const path of ['/', '/direct']) {
  test.describe(`the chat at ${path}`, () => {
    const ask = async (page: import('@playwright/test').Page, prompt: string) => {
      await page.goto(path)
      await page.getByLabel('Ask').fill(prompt)
      await page.getByRole('button', { name: 'Send' }).click()
      return page.getByRole('log')
    }

    test('shows the answer', async ({ page, llm }) => {
      llm.when('sea').reply('It is deep.')
      await expect(await ask(page, 'How deep is the sea?')).toHaveText('It is deep.')
      expect(llm.exchanges).toMatchObject([{ provider: 'openai', prompt: 'How deep is the sea?', status: 200 }])
    })

    test('shows it as it comes, and stops when asked to', async ({ page, llm }) => {
      llm.configure({ latency: { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 20, speedSigma: 0 } })
      // Minutes of it: however slow the machine is, the end is not there yet.
      llm.when('count').reply(Array.from({ length: 3000 }, (_, index) => `${index}`).join(' '))
      const log = await ask(page, 'count')
      await expect(log).toContainText('0 1 2 3')
      await expect(log).not.toContainText('2999')
      await page.getByRole('button', { name: 'Stop' }).click()
      await expect(log).toContainText('[stopped]')
      await expect.poll(() => llm.exchanges[0]!.state).toBe('aborted')
    })

    test('says that it broke off', async ({ page, llm }) => {
      // A browser drops what it has not handed on when a connection breaks: time lies between.
      llm.configure({ latency: { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 5, speedSigma: 0 } })
      llm.when('sea').reply('It is deep, and it is wide, and it is blue.')
      llm.fault({ how: 'socket', at: { share: 0.5 }, next: 1 })
      const log = await ask(page, 'How deep is the sea?')
      await expect(log).toContainText('It is deep')
      await expect(log).toContainText('[failed')
      expect(llm.exchanges[0]!.state).toBe('cut')
    })

    test('says that a limit is reached', async ({ page, llm }) => {
      llm.provider('openai').failNext(2, { kind: 'rate_limit', retryAfterMs: 1 })
      await expect(await ask(page, 'How deep is the sea?')).toContainText('Rate limit reached')
    })
  })
}
