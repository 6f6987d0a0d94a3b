import { expect, test } from './fixtures.ts'

// Nothing reaches a real provider, whoever asks.
const URL_MODELS = 'https://api.openai.com/v1/models'
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
    const answer = await from.get(URL_MODELS, { headers: { authorization: 'Bearer any' } })
    expect(await answer.json()).toMatchObject({ object: 'list' })
  }
  expect(llm.exchanges).toHaveLength(2)
})

test('further addresses of a provider answer from the simulation', async ({ page, request, llm }) => {
  await page.goto('/')
  const url = 'http://proxy.test/llm/models'
  expect(await page.evaluate(ask, url)).toBe('list')
  expect(await (await request.get(url, { headers: { authorization: 'Bearer any' } })).json()).toMatchObject({
    object: 'list',
  })
  expect(llm.exchanges).toMatchObject([{ host: 'proxy.test' }, { host: 'proxy.test' }])
})
