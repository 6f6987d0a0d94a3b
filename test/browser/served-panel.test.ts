import { spawnSync } from 'node:child_process'
import OpenAI from 'openai'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createServer, type LlmServer } from '../../handlers/faces/server.ts'
import { createSimulation, type Simulation } from '../../handlers/index.ts'
import { accessibleNames, lowContrasts } from './accessibility.ts'
import { CHROMIUM, FLAGS, hasChromium } from './browser.ts'

const TEXT = 'The tide comes in twice a day, pulled by the moon, and the harbour fills without a sound.'
const PACE = { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 30, speedSigma: 0 }

/** Machines under load take their time. */
const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 })

describe.skipIf(!hasChromium)('the panel of a server, in Chromium', () => {
  let browser: Browser
  let page: Page
  let llm: Simulation
  let server: LlmServer
  let openai: OpenAI
  const panel = () => page.locator('msw-llm-panel')
  const button = (name: string) => panel().getByRole('button', { name, exact: true }).first()
  const row = (index: number) => panel().locator('.row').nth(index)
  const ask = (content: string) =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] })
  const stream = (content: string) =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content }] })

  beforeAll(async () => {
    // The page's script, from these sources.
    expect(spawnSync('node', ['.scripts/pack-panel.mjs']).status).toBe(0)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  }, 60_000)
  afterAll(() => browser.close())
  beforeEach(async () => {
    llm = createSimulation({ seed: 7, latency: PACE, rules: [] })
    llm.when({}).reply(TEXT)
    server = await createServer(llm, { port: 0 })
    openai = new OpenAI({ apiKey: 'sk-secret', baseURL: `${server.url}/openai/v1`, maxRetries: 0 })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(server.url)
    await panel().waitFor()
  })
  afterEach(async () => {
    await page.close()
    await server.close(0)
  })

  test('shows an exchange as it streams, and what was asked before the page came', async () => {
    await ask('before')
    await page.reload()
    await soon(() => row(0).textContent()).toMatch(/200gpt-4o-mini.*\$0\.000.*beforeopenaiThe tide/)
    llm.configure({ latency: { ...PACE, tokensPerSecond: 10 } })
    const answer = await stream('What of the tide?')
    const seen = new Set<string>()
    let text = ''
    for await (const { choices } of answer) {
      text += choices[0]?.delta.content ?? ''
      seen.add((await row(0).locator('.answer').textContent())!)
    }
    expect(text).toBe(TEXT)
    // More than nothing and all: it grew.
    expect([...seen].filter((one) => one !== '' && TEXT.startsWith(one)).length).toBeGreaterThan(3)
    await soon(() => row(0).locator('.standing').getAttribute('aria-label')).toBe('200 done')
    await soon(() => panel().locator('.totals').textContent()).toMatch(/requests2tokens\d+→\d+would/)
  })

  test('fails the next request, and no other', async () => {
    await panel().getByLabel('Kind of failure').selectOption('overloaded')
    await button('Fail next').click()
    await soon(() => panel().locator('[role=status]').textContent()).toBe('The next request fails: overloaded.')
    await soon(async () => (await (await fetch(`${server.url}/__llm/faults`)).json()).faults.length).toBe(1)
    await expect(ask('one')).rejects.toMatchObject({ status: 503 })
    expect((await ask('two')).choices[0]!.message.content).toBe(TEXT)
    await soon(() => panel().locator('.failed').textContent()).toBe('failed1')
    expect(await row(1).locator('.answer').textContent()).toMatch(/^overloaded/)
  })

  test('pauses, steps and resumes a stream', async () => {
    await button('Pause').click()
    await soon(() => llm.streams.isPaused()).toBe(true)
    const told = stream('What of the tide?').then(async (chunks) => {
      let text = ''
      for await (const { choices } of chunks) text += choices[0]?.delta.content ?? ''
      return text
    })
    await soon(() => row(0).locator('.standing').getAttribute('aria-label')).toBe('200 streaming')
    for (const seen of ['', 'The', 'The tide']) {
      await button('Step').click()
      await soon(() => row(0).locator('.answer').textContent()).toBe(seen)
    }
    await row(0).click()
    await panel().getByRole('group', { name: 'Exchange ex_1' }).getByRole('button', { name: 'Resume' }).click()
    expect(await told).toBe(TEXT)
    await button('Resume').click()
    await soon(() => llm.streams.isPaused()).toBe(false)
  })

  test('sets settings, limits and an outage, takes them back, and begins anew', async () => {
    await panel().getByLabel('Latency').selectOption('none')
    await panel().getByLabel('Requests / min').fill('1')
    await panel().getByLabel('Requests / min').blur()
    await soon(() => llm.settings).toMatchObject({ limits: { openai: { requestsPerMinute: 1 } } })
    expect(llm.settings.latency).toBeUndefined()
    await ask('one')
    await expect(ask('two')).rejects.toMatchObject({ status: 429 })
    await panel().getByLabel('Requests / min').fill('')
    await panel().getByLabel('Requests / min').blur()
    await soon(() => llm.settings.limits).toEqual({})
    await panel().getByRole('switch', { name: 'Outage' }).check()
    await soon(() =>
      ask('three').then(
        () => 200,
        ({ status }) => status,
      ),
    ).toBe(503)
    await panel().getByRole('switch', { name: 'Outage' }).uncheck()
    await soon(() =>
      ask('four').then(
        () => 200,
        ({ status }) => status,
      ),
    ).toBe(200)
    // What code changes is shown, too.
    llm.configure({ errorRate: 0.25 })
    await soon(() =>
      panel()
        .getByLabel(/Error rate/)
        .inputValue(),
    ).toBe('25')
    await button('Reset').click()
    await soon(() => llm.exchanges).toEqual([])
    expect(llm.settings).toMatchObject({ latency: PACE, errorRate: 0 })
    await soon(() => panel().locator('.row').count()).toBe(0)
    await ask('five')
    await soon(() => row(0).textContent()).toMatch(/five/)
  })

  test('an outage that its switch turned on ends with the page', async () => {
    const faults = async () => (await (await fetch(`${server.url}/__llm/faults`)).json()).faults.length
    await panel().getByRole('switch', { name: 'Outage' }).check()
    await soon(faults).toBe(1)
    await expect(ask('one')).rejects.toMatchObject({ status: 503 })
    await page.reload()
    await panel().waitFor()
    expect(await panel().getByRole('switch', { name: 'Outage' }).isChecked()).toBe(false)
    await soon(() =>
      ask('two').then(
        () => 200,
        ({ status }) => status,
      ),
    ).toBe(200)
  })

  test('copies an exchange as a test, without its key', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await ask('What of the tide?')
    await row(0).click()
    await button('Copy as test').click()
    await soon(() => panel().locator('[role=status]').textContent()).toBe('Test copied.')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(`llm.when('What of the tide?').reply('${TEXT}')`)
    expect(copied).toContain('"authorization":"Bearer any"')
    expect(copied).not.toContain('sk-secret')
  })

  test('says that the server is away, and goes on when it is back', async () => {
    await ask('before')
    await soon(() => panel().locator('.row').count()).toBe(1)
    const { port } = server
    await server.close(0)
    await soon(() => page.locator('#connection').textContent()).toMatch(/away/)
    llm = createSimulation()
    server = await createServer(llm, { port })
    await soon(() => page.locator('#connection').textContent()).toBe('live')
    await soon(() => panel().locator('.row').count()).toBe(0)
    await ask('after')
    await soon(() => row(0).textContent()).toMatch(/after/)
  })

  test('has addresses to copy, names for every control, and contrast in both schemes', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      `export OPENAI_BASE_URL=${server.url}/openai/v1\n`,
    )
    await ask('What of the tide?')
    await row(0).click()
    const names = await accessibleNames(page)
    expect(names.filter(({ name }) => name === '')).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await lowContrasts(page, 'body')).toEqual([])
      expect(await lowContrasts(page, 'msw-llm-panel')).toEqual([])
      const { MSW_LLM_SHOTS: folder } = process.env
      if (folder) await page.screenshot({ path: `${folder}/served-${colorScheme}.png` })
    }
  })
})
