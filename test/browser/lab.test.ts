import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSimulation, cutStreams, outage } from '../../handlers/index.ts'
import { runLab } from '../../handlers/lab/index.ts'
import { CHROMIUM, FLAGS, hasChromium } from './browser.ts'

describe.skipIf(!hasChromium)('the lab’s page, in Chromium', () => {
  let browser: Browser
  let folder: string
  let address: string

  beforeAll(async () => {
    const llm = createSimulation({ providers: ['openai', 'anthropic', 'groq'], clock: 'virtual', latency: 'realistic' })
    const router = () => ({
      provider: 'openai',
      model: 'gpt-4o-mini',
      alternatives: [
        { provider: 'groq', model: 'llama-3.1-8b-instant' },
        { provider: 'anthropic', model: 'claude-haiku-4-5' },
      ],
    })
    const faults = [
      outage({ provider: 'openai', between: [20_000, 60_000] }),
      cutStreams(0.3, 'socket', { provider: 'groq', between: [40_000, 60_000] }),
    ]
    const workload = { seed: 7, requests: 300, requestsPerSecond: 3 }
    const report = await runLab({ llm, router, name: 'my-gateway', faults, budgetUsd: 0.0075, workload })
    folder = await mkdtemp(join(tmpdir(), 'msw-llm-'))
    const file = join(folder, 'report.html')
    await writeFile(file, await report.toHtml())
    address = pathToFileURL(file).href
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(['light', 'dark'] as const)('draws its plots in %s, without a request or an error', async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1100, height: 1500 } })
    const errors: unknown[] = []
    const requests: string[] = []
    page.on('pageerror', (error) => errors.push(error))
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(address)
    expect(await page.locator('.plot canvas').count()).toBe(3)
    const inked = await page.locator('.plot canvas').evaluateAll((all) =>
      (all as HTMLCanvasElement[]).map((canvas) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        const colours = new Set<number>()
        for (let at = 0; at < data.length; at += 4)
          if (data[at + 3]! > 200) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!)
        return colours.size
      }),
    )
    for (const colours of inked) expect(colours).toBeGreaterThan(20)
    expect(await page.locator('h1').textContent()).toBe('my-gateway')
    expect(await page.locator('.tile').count()).toBe(6)
    expect(await page.locator('.facts').textContent()).toMatch('openai: overloaded from 20.0 s to 60.0 s')
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(19, 21, 24)' : 'rgb(247, 247, 245)')
    const picture = await page.screenshot({ fullPage: true })
    expect(picture.length).toBeGreaterThan(40_000)
    const shots = process.env['MSW_LLM_PICTURES']
    if (shots) await writeFile(join(shots, `lab-${colorScheme}.png`), picture)
    expect(errors).toEqual([])
    expect(requests).toEqual([address])
    await page.close()
  })

  test('keeps to a narrow page, and says the figures without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 380, height: 800 } })
    const page = await context.newPage()
    await page.goto(address)
    expect(await page.locator('.facts').isVisible()).toBe(true)
    expect(await page.locator('.bar').count()).toBeGreaterThan(1)
    await context.close()
    const narrow = await browser.newPage({ viewport: { width: 380, height: 800 } })
    await narrow.goto(address)
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380)
    await narrow.close()
  })
})
