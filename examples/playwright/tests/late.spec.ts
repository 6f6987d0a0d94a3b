import { expect, test } from './fixtures.ts'

// What the app does in the background for one test does not disturb the next.
test.describe.configure({ mode: 'serial' })

const said: unknown[] = []
const { warn } = console
test.beforeAll(() => void (console.warn = (words) => said.push(words)))
test.afterAll(() => void (console.warn = warn))

test('ends while the app still waits for an answer', async ({ request, llm }) => {
  llm.configure({ latency: 600_000 })
  const answer = await request.post('/api/title', { data: { prompt: 'sea' } })
  expect(answer.status()).toBe(202)
  await expect.poll(() => llm.exchanges.length).toBe(1)
})

test('does not hear of it, though the app asks once more', async ({ page, llm }) => {
  await expect
    .poll(() => said)
    .toContainEqual(expect.stringContaining('"ends while the app still waits for an answer" after it had ended'))
  llm.when('sea').reply('It is deep.')
  await page.goto('/')
  await page.getByLabel('Ask').fill('How deep is the sea?')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('log')).toHaveText('It is deep.')
  expect(llm.exchanges).toHaveLength(1)
})
