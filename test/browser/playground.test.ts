import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessibleNames, lowContrasts } from './accessibility.ts'
import { CHROMIUM, FLAGS, hasChromium } from './browser.ts'

const PROVIDERS = ['openai', 'anthropic', 'google'] as const

/** What `npm start` serves, in a browser that knows no other host. */
describe.skipIf(!hasChromium)('the playground, in Chromium', () => {
  let server: ViteDevServer
  let browser: Browser
  let page: Page
  const mistakes: string[] = []

  beforeAll(async () => {
    server = await createServer({
      configFile: fileURLToPath(new URL('../../examples/playground/vite.config.ts', import.meta.url)),
      logLevel: 'error',
      server: { host: '127.0.0.1', port: 0, open: false, hmr: false },
    })
    await server.listen()
    const args = [...FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
    browser = await chromium.launch({ executablePath: CHROMIUM, args })
    page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
    page.on('pageerror', ({ message }) => mistakes.push(message))
    page.on('console', (message) => message.type() === 'error' && mistakes.push(message.text()))
    await page.goto(server.resolvedUrls!.local[0]!)
    await page.locator('msw-llm-panel').waitFor({ timeout: 60_000 })
  }, 120_000)
  beforeEach(async () => {
    await page.locator('msw-llm-panel').getByLabel('Time scale').fill('0.25')
    await page.getByRole('button', { name: 'New chat' }).click()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const answered = () => expect.poll(() => page.locator('#send').textContent(), { timeout: 15_000 }).toBe('Send')
  const answer = () => page.locator('.bubble.assistant').last()
  const choose = (provider: string) => page.getByLabel('Provider').first().selectOption(provider)

  test('says what to do, and shows what the panel will', async () => {
    expect(await page.locator('header p').textContent()).toMatch(/no key, no network/)
    expect(await page.locator('.hello').textContent()).toMatch(/press a button below/)
    expect(await page.locator('msw-llm-panel .empty').textContent()).toMatch(/No requests yet/)
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('')
  })

  test.each(PROVIDERS)(
    '%s streams text, calls a tool and fills a schema',
    async (provider) => {
      await choose(provider)
      await press('Stream text')
      await answered()
      expect((await answer().locator('.body').textContent())!.length).toBeGreaterThan(60)
      await press('Call a tool')
      await answered()
      expect(await answer().locator('summary', { hasText: 'Tool' }).textContent()).toContain('get_weather(Lisbon')
      expect(await answer().locator('.body').textContent()).toMatch(/Lisbon/)
      await press('Fill a JSON schema')
      await answered()
      const recipe = JSON.parse((await answer().locator('.body').textContent())!)
      expect(recipe).toEqual({
        name: expect.any(String),
        minutes: expect.any(Number),
        ingredients: expect.any(Array),
        vegetarian: expect.any(Boolean),
      })
      expect(await page.locator('.error').count()).toBe(0)
    },
    60_000,
  )

  test.each(PROVIDERS)(
    '%s breaks half way, and answers when asked again',
    async (provider) => {
      await choose(provider)
      await press('Break half way')
      await answered()
      expect(await answer().getByRole('alert').textContent()).toMatch(/\w+: .+Try again/)
      await press('Try again')
      await answered()
      expect(await answer().getByRole('alert').count()).toBe(0)
      expect((await answer().locator('.body').textContent())!.length).toBeGreaterThan(60)
    },
    40_000,
  )

  test('shows Markdown and reasoning, also after a reset', async () => {
    await press('Reset')
    await page.locator('msw-llm-panel').getByLabel('Time scale').fill('0.25')
    await choose('anthropic')
    await press('Markdown')
    await answered()
    expect(await answer().locator('table tr').count()).toBe(4)
    expect(await answer().locator('h3, ol li, pre code, blockquote, strong').count()).toBe(7)
    await press('Reason')
    await answered()
    expect(await answer().locator('.reasoning p').textContent()).toMatch(/Say the ball costs x/)
  }, 30_000)

  test('Stop ends a stream, and the panel says so', async () => {
    await choose('openai')
    await page.locator('msw-llm-panel').getByLabel('Time scale').fill('4')
    await page.getByLabel('Message').fill('Explain tides in detail.')
    await page.keyboard.press('Enter')
    await expect.poll(() => answer().locator('.body').textContent(), { timeout: 15_000 }).not.toBe('')
    await press('Stop')
    await answered()
    const row = page.locator('msw-llm-panel .row').first()
    await expect.poll(() => row.locator('.answer').textContent()).toMatch(/^aborted by the client after “/)
  }, 30_000)

  test('a failure that the panel sets off is shown in the chat', async () => {
    await choose('openai')
    await page.locator('msw-llm-panel').getByLabel('Kind of failure').selectOption('rate_limit')
    await press('Fail next')
    await page.getByLabel('Message').fill('Hello')
    await press('Send')
    await answered()
    expect(await answer().getByRole('alert').textContent()).toMatch(/429/)
  })

  test('controls have names and text stands out, light and dark', async () => {
    await press('Call a tool')
    await answered()
    await press('Break half way')
    await answered()
    expect((await accessibleNames(page)).filter(({ name }) => name === '')).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await lowContrasts(page, 'main')).toEqual([])
      expect(await lowContrasts(page, 'msw-llm-panel')).toEqual([])
    }
  }, 30_000)

  test('nothing went wrong on the page meanwhile', () => {
    // Chromium itself reports refused and broken answers; they are what was asked for.
    expect(mistakes.filter((text) => !/Failed to load resource|status of (429|503|529)/.test(text))).toEqual([])
  })
})
