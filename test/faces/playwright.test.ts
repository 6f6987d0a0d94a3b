import { expect, test } from 'vitest'
import { createServer } from '../../handlers/faces/server.ts'
import { startApp } from '../../handlers/faces/playwright/app.ts'
import { redirectsTo } from '../../handlers/faces/playwright/redirect.ts'
import { createSimulation } from '../../handlers/index.ts'
import { providers } from '../../handlers/registry.ts'
import { KEY_VARIABLES } from '../../handlers/server/keys.ts'

const SAYS_WHAT_IT_HEARS = `
require('node:http').createServer(async (request, response) => {
  const asked = await fetch('https://api.mistral.ai/v1/models', { headers: { authorization: 'Bearer ' + process.env.MISTRAL_API_KEY } });
  const { data } = await asked.json();
  response.end(JSON.stringify({ models: data.length, base: process.env.OPENAI_BASE_URL }))
}).listen(process.env.PORT)`

const node = (code: string) => `"${process.execPath}" -e ${JSON.stringify(code.replaceAll('\n', ' '))}`

async function started(command: string, timeoutMs?: number) {
  const llm = createSimulation()
  const server = await createServer(llm, { port: 0 })
  const app = startApp({ command, ...(timeoutMs ? { timeoutMs } : {}) }, server, redirectsTo(llm, server.url))
  return { llm, server, app }
}

test('an app asks the simulation by its own fetch, with a key that is none, and ends with all that it started', async () => {
  const { llm, server, app } = await started(node(SAYS_WHAT_IT_HEARS))
  const { url, stop } = await app
  const heard = (await (await fetch(url)).json()) as { models: number; base: string }
  expect(heard.models).toBeGreaterThan(3)
  expect(heard.base).toBe(`${server.url}/openai/v1`)
  expect(llm.exchanges.at(-1)).toMatchObject({ provider: 'mistral', status: 200 })
  await stop()
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  await server.close(0)
})

test('an app that ends, or is not ready in time, is told with what it printed', async () => {
  const ending = await started(node(`console.log('no such table'); process.exit(1)`))
  await expect(ending.app).rejects.toThrow(/ended before it was ready .*PORT.*no such table/s)
  await ending.server.close(0)
  const lost = createSimulation()
  const server = await createServer(lost, { port: 0 })
  await expect(startApp({ command: 'true', cwd: '/no/such/folder' }, server, [])).rejects.toThrow(
    /ended before.*ENOENT/s,
  )
  await server.close(0)
  const silent = await started(node('setInterval(() => {}, 1000)'), 1)
  await expect(silent.app).rejects.toThrow('was not ready in 1 ms')
  await silent.server.close(0)
})

test('addresses of providers lead to the server, the longest path first, other paths of their hosts too', () => {
  const llm = createSimulation({ providers: ['openai', 'groq', 'azure'] })
  const redirects = redirectsTo(llm, 'http://127.0.0.1:1')
  const leadsTo = (host: string, path: string) =>
    redirects.find((one) => new RegExp(one.host).test(host) && path.startsWith(one.path))?.to
  expect(leadsTo('api.openai.com', '/v1/models')).toBe('http://127.0.0.1:1/openai')
  expect(leadsTo('api.openai.com', '/elsewhere')).toBe('http://127.0.0.1:1/openai')
  expect(leadsTo('api.groq.com', '/openai/v1/models')).toBe('http://127.0.0.1:1/groq')
  expect(leadsTo('mine.openai.azure.com', '/openai/deployments')).toBe('http://127.0.0.1:1/azure')
  expect(leadsTo('example.com', '/v1/models')).toBeUndefined()
  expect(redirects.map(({ path }) => path.length)).toEqual(
    redirects.map(({ path }) => path.length).toSorted((a, b) => b - a),
  )
})

test('an app gets a key that is none for every provider', async () => {
  expect(Object.keys(KEY_VARIABLES).toSorted()).toEqual(Object.keys(providers).toSorted())
  for (const names of Object.values(KEY_VARIABLES)) expect(names.length).toBeGreaterThan(0)
  const names = [...new Set(Object.values(KEY_VARIABLES).flat())]
  const { server, app } = await started(
    node(
      `require('node:http').createServer((request, response) => response.end(JSON.stringify(process.env))).listen(process.env.PORT)`,
    ),
  )
  const { url, stop } = await app
  const environment = (await (await fetch(url)).json()) as Record<string, string>
  expect(names.filter((name) => environment[name] !== 'any')).toEqual([])
  await stop()
  await server.close(0)
})
