import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessibleNames, lowContrasts } from './accessibility.ts'
import { hasChromium, openBrowser, type LabPage, type OpenBrowser } from './browser.ts'

const TEXT = 'The tide comes in twice a day, pulled by the moon, and the harbour fills without a sound.'
const PACE = { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 100, speedSigma: 0 }

describe.skipIf(!hasChromium)('the panel, in Chromium', () => {
  let browser: OpenBrowser
  let tab: LabPage
  const panel = () => tab.page.locator('msw-llm-panel')
  const button = (name: string) => panel().getByRole('button', { name, exact: true }).first()
  const row = (index: number) => panel().locator('.row').nth(index)
  const ask = (prompt: string) => tab.lab('ask', 'openai', prompt)

  beforeAll(async () => {
    browser = await openBrowser()
    tab = await browser.open()
    await tab.lab('start', { seed: 7, latency: PACE })
    await tab.lab('panel')
  }, 60_000)
  beforeEach(async () => {
    await button('Reset').click()
    await tab.lab('reply', TEXT)
  })
  afterAll(() => browser.close())

  test('lists exchanges with answer, tokens and cost, and sums them up', async () => {
    await ask('What of the tide?')
    await tab.lab('ask', 'anthropic', 'And the harbour?')
    await expect.poll(() => panel().locator('.row').count()).toBe(2)
    expect(await row(0).textContent()).toMatch(
      /200claude-haiku-4-5.*tok\/s.*\$0\.000.*And the harbour\?anthropicThe tide/,
    )
    expect(await row(1).textContent()).toMatch(/200gpt-4o-mini.*What of the tide\?openaiThe tide/)
    await expect
      .poll(() => panel().locator('.totals').textContent())
      .toMatch(/requests2tokens\d+→\d+would have cost\$0\.000\d/)
    await row(1).click()
    const detail = panel().getByRole('group', { name: 'Exchange ex_1' })
    expect(await detail.textContent()).toMatch(/What of the tide\?.*pulled by the moon.*Answered bya rule/)
  })

  test('shows an answer as it streams; pauses, steps and resumes it', async () => {
    await button('Pause').click()
    const told = ask('What of the tide?')
    await expect.poll(() => row(0).locator('.standing').getAttribute('aria-label')).toBe('200 streaming')
    expect(await row(0).locator('.answer').textContent()).toBe('')
    for (const seen of ['', 'The', 'The tide', 'The tide comes']) {
      await button('Step').click()
      await expect.poll(() => row(0).locator('.answer').textContent()).toBe(seen)
    }
    expect((await tab.lab('exchanges'))[0]!.state).toBe('streaming')
    await button('Resume').click()
    expect((await told).text).toBe(TEXT)
  })

  test('pauses one stream and leaves the others', async () => {
    await button('Pause').click()
    const [held, free] = [ask('held'), ask('free')]
    await expect.poll(() => panel().locator('.row').count()).toBe(2)
    await panel().getByRole('button', { name: /held/ }).click()
    await panel().getByRole('button', { name: /free/ }).click()
    const detail = panel().locator('li', { hasText: 'free' }).locator('.detail')
    await detail.getByRole('button', { name: 'Resume' }).click()
    expect((await free).text).toBe(TEXT)
    expect((await tab.lab('exchanges')).map(({ state }) => state).toSorted()).toEqual(['complete', 'streaming'])
    await button('Resume').click()
    expect((await held).text).toBe(TEXT)
  })

  test('fails the next request, and no other', async () => {
    await panel().getByLabel('Kind of failure').selectOption('overloaded')
    await button('Fail next').click()
    expect((await ask('one')).error).toMatch(/InternalServerError: 503/)
    expect((await ask('two')).text).toBe(TEXT)
    await expect.poll(() => panel().locator('.failed').textContent()).toBe('failed1')
  })

  test('an outage hits the chosen provider until it is over', async () => {
    await panel().getByLabel('Provider').selectOption('anthropic')
    await panel().getByRole('switch', { name: 'Outage' }).check()
    expect((await tab.lab('ask', 'anthropic', 'one')).error).toMatch(/529/)
    expect((await ask('two')).text).toBe(TEXT)
    await panel().getByRole('switch', { name: 'Outage' }).uncheck()
    expect((await tab.lab('ask', 'anthropic', 'three')).text).toBe(TEXT)
    await panel().getByLabel('Provider').selectOption('')
  })

  test('a scenario breaks streams in the middle until another is chosen', async () => {
    await panel().getByLabel('Scenario').selectOption({ label: 'Error event at 40 % of the stream' })
    const { text, error } = await ask('one')
    expect(TEXT.startsWith(text) && text.length > 10 && text.length < TEXT.length).toBe(true)
    expect(error).toMatch(/Error/)
    await expect.poll(() => row(0).locator('.answer').textContent()).toBe(`broken off after “${text}”`)
    await panel().getByLabel('Scenario').selectOption('-1')
    expect((await ask('two')).text).toBe(TEXT)
  })

  test('limits requests, and gives the limits back', async () => {
    const field = panel().getByLabel('Requests / min')
    await field.fill('1')
    await field.blur()
    expect((await ask('one')).text).toBe(TEXT)
    expect((await ask('two')).error).toMatch(/RateLimitError/)
    await field.fill('')
    await field.blur()
    expect((await ask('three')).text).toBe(TEXT)
  })

  test('sets seed, latency, time scale and error rate', async () => {
    await panel().getByLabel('Seed').fill('11')
    await panel().getByLabel('Seed').blur()
    await panel().getByLabel('Latency').selectOption('300')
    await panel()
      .getByLabel(/Time scale/)
      .fill('0.5')
    await panel()
      .getByLabel(/Error rate/)
      .fill('100')
    expect(await tab.lab('settings')).toMatchObject({ seed: 11, latency: 300, timeScale: 0.5, errorRate: 1 })
    expect((await ask('one')).error).not.toBe('')
    await button('Reset').click()
    expect(await tab.lab('settings')).toMatchObject({ seed: 7, latency: PACE, timeScale: 1, errorRate: 0 })
    await expect.poll(() => panel().getByLabel('Seed').inputValue()).toBe('7')
  })

  test('copies an exchange as a test', async () => {
    await tab.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await ask('What of the tide?')
    await row(0).click()
    await button('Copy as test').click()
    await expect.poll(() => panel().locator('[role=status]').textContent()).toBe('Test copied.')
    const copied = await tab.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(`llm.when('What of the tide?').reply('${TEXT}')`)
    expect(copied).toContain("fetch('https://api.openai.com/v1/chat/completions'")
  })

  test('every control has a name, and text stands out in both schemes', async () => {
    await ask('What of the tide?')
    await button('Fail next').click()
    await ask('And now?')
    await row(0).click()
    const names = await accessibleNames(tab.page)
    expect(names.filter(({ name }) => name === '')).toEqual([])
    expect(names.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['combobox', 'slider', 'switch', 'spinbutton']),
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.page.emulateMedia({ colorScheme })
      expect(await lowContrasts(tab.page, 'msw-llm-panel')).toEqual([])
    }
  })

  test('works by keyboard: arrows in the list, Escape to fold, and the focus comes back', async () => {
    await ask('one')
    await ask('two')
    await row(0).focus()
    await tab.page.keyboard.press('ArrowDown')
    await tab.page.keyboard.press('Enter')
    expect(await row(1).getAttribute('aria-expanded')).toBe('true')
    expect(await row(0).getAttribute('aria-expanded')).toBe('false')
    await tab.page.keyboard.press('Escape')
    expect(await panel().locator('.panel').isVisible()).toBe(false)
    expect(await panel().locator('.fold').getAttribute('aria-label')).toMatch(/^Show the LLM panel: 2 · \$/)
    await tab.page.keyboard.press('Enter')
    expect(await panel().locator('.panel').isVisible()).toBe(true)
    expect(await panel().evaluate(({ shadowRoot }) => shadowRoot!.activeElement?.ariaLabel)).toBe('Fold the panel')
  })

  test('tells screen readers how an exchange ended', async () => {
    await ask('one')
    await expect.poll(() => panel().locator('[role=status]').textContent()).toMatch(/^openai: complete, \d+ tokens\.$/)
  })
})
