import { chromium, request as requests, type APIResponse } from '@playwright/test'
import { expect, test } from './fixtures.ts'

// Nothing reaches a real provider, whoever asks.
const URL_MODELS = 'https://api.openai.com/v1/models'
const headers = { authorization: 'Bearer any' }
const objectOf = async (answer: APIResponse) => ((await answer.json()) as { object: string }).object
const ask = (url: string) =>
  fetch(url, { headers: { authorization: 'Bearer any' } })
    .then((answer) => answer.json())
    .then((list: { object: string }) => list.object)

test('a context of the test answers from the simulation', async ({ browser, llm, baseURL }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(baseURL!)
  expect(await page.evaluate(ask, URL_MODELS)).toBe('list')
  await context.close()
  expect(llm.exchanges).toHaveLength(1)
})

test('a web worker answers from the simulation', async ({ page, llm }) => {
  await page.goto('/')
  const object = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const code = `fetch('${url}', { headers: { authorization: 'Bearer any' } }).then((answer) => answer.json()).then((list) => postMessage(list.object), (error) => postMessage(String(error)))`
        const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
        worker.addEventListener('message', ({ data }) => resolve(data))
      }),
    URL_MODELS,
  )
  expect(object).toBe('list')
  expect(llm.exchanges).toHaveLength(1)
})

test('requests of the test itself answer from the simulation', async ({ request, page, llm }) => {
  for (const from of [request, page.request]) {
    expect(await objectOf(await from.get(URL_MODELS, { headers }))).toBe('list')
  }
  expect(llm.exchanges).toHaveLength(2)
})

test('further addresses of a provider answer from the simulation', async ({ page, request, llm }) => {
  await page.goto('/')
  const url = 'http://proxy.test/llm/models'
  expect(await page.evaluate(ask, url)).toBe('list')
  expect(await objectOf(await request.get(url, { headers }))).toBe('list')
  expect(llm.exchanges).toMatchObject([{ host: 'proxy.test' }, { host: 'proxy.test' }])
})

test('request contexts that a test makes answer from the simulation', async ({ playwright, llm }) => {
  for (const factory of [playwright.request, requests]) {
    const own = await factory.newContext()
    expect(await objectOf(await own.get(URL_MODELS, { headers }))).toBe('list')
    await own.dispose()
  }
  expect(llm.exchanges).toHaveLength(2)
})

test('a request that was seen answers from the simulation when it is asked again', async ({ page, request, llm }) => {
  await page.goto('/')
  const chat = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sea' }] })
  const url = 'https://api.openai.com/v1/chat/completions'
  const seen = page.waitForRequest(url)
  // Beacons pass the page's fetch by.
  await page.evaluate((sent) => navigator.sendBeacon(...sent), [url, chat] as const)
  const again = await request.fetch(await seen, { headers: { ...headers, 'content-type': 'application/json' } })
  expect(await objectOf(again)).toBe('chat.completion')
  expect(llm.exchanges.filter(({ status }) => status === 200)).toMatchObject([{ prompt: 'sea' }])
  const changed = await request.fetch(await seen, { method: 'GET', headers })
  expect(changed.status()).toBe(405)
})

test.describe('with a provider as base URL', () => {
  const baseURL = 'https://api.openai.com'
  test.use({ baseURL })

  test('relative addresses answer from the simulation', async ({ request, page, browser, playwright, llm }) => {
    const own = await playwright.request.newContext()
    const context = await browser.newContext()
    const asked = [request, page.request, own, context.request]
    for (const from of asked) expect(await objectOf(await from.get('/v1/models', { headers }))).toBe('list')
    await context.close()
    await own.dispose()
    expect(llm.exchanges).toHaveLength(asked.length)
  })
})

test('so do they with a base URL that a context is given', async ({ browser, playwright, llm }) => {
  const given = { baseURL: 'https://api.openai.com/v1/' }
  const own = await playwright.request.newContext(given)
  expect(await objectOf(await own.get('models', { headers }))).toBe('list')
  const page = await browser.newPage(given)
  expect(await objectOf(await page.request.get('models', { headers }))).toBe('list')
  await page.close()
  await own.dispose()
  expect(llm.exchanges).toHaveLength(2)
})

test('a browser that a test launches answers from the simulation', async ({ baseURL, llm }, info) => {
  const browser = await chromium.launch()
  const ofItsOwn = await browser.newPage()
  const context = await chromium.launchPersistentContext(info.outputPath('profile'))
  const kept = await context.newPage()
  for (const page of [ofItsOwn, kept]) {
    await page.goto(baseURL!)
    expect(await page.evaluate(ask, URL_MODELS)).toBe('list')
  }
  await context.close()
  await browser.close()
  expect(llm.exchanges).toHaveLength(2)
})

const opened = (url: string) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(url)
    socket.addEventListener('message', ({ data }) => resolve(data))
    socket.addEventListener('close', ({ code, reason }) => resolve(`${code} ${reason}`))
  })

test('a WebSocket to a provider is closed with a reason, unless the test answers it', async ({ page }) => {
  const url = 'wss://api.openai.com/v1/realtime?model=gpt-realtime'
  await page.goto('/')
  expect(await page.evaluate(opened, url)).toBe('4501 msw-llm simulates no WebSocket of api.openai.com.')
  await page.routeWebSocket(/realtime/, (socket) => socket.send('mine'))
  await page.goto('/')
  expect(await page.evaluate(opened, url)).toBe('mine')
})
