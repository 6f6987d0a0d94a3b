import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createServer } from '../../handlers/faces/server.ts'
import { compatibleProvider } from '../../handlers/compatible/index.ts'
import { startApp } from '../../handlers/faces/playwright/app.ts'
import { withBarrier } from '../../handlers/faces/playwright/barrier.ts'
import { environmentOf } from '../../handlers/faces/playwright/environment.ts'
import { createMarks } from '../../handlers/faces/playwright/marks.ts'
import { redirect, redirectsTo } from '../../handlers/faces/playwright/redirect.ts'
import { createSimulation, MockProvider } from '../../handlers/index.ts'
import { providers } from '../../handlers/registry.ts'
import { KEY_VARIABLES } from '../../handlers/server/keys.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const NOWHERE = { to: '', places: [] }

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
  const app = startApp({ command, ...(timeoutMs ? { timeoutMs } : {}) }, server, redirectsTo(llm, server.url), '')
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
  await expect(startApp({ command: 'true', cwd: '/no/such/folder' }, server, NOWHERE, '')).rejects.toThrow(
    /ended before.*ENOENT/s,
  )
  await server.close(0)
  const silent = await started(node('setInterval(() => {}, 1000)'), 1)
  await expect(silent.app).rejects.toThrow('was not ready in 1 ms')
  await silent.server.close(0)
})

const ASKS_BY_HTTP = `
import http, { request } from 'node:http';
import https, { get } from 'node:https';
import { createRequire } from 'node:module';
const headers = { authorization: 'Bearer any' };
const agent = new https.Agent({ keepAlive: true });
const options = { host: 'api.groq.com', path: '/openai/v1/models', headers, agent };
const url = 'https://api.mistral.ai/v1/models';
const ways = {
  named: (said) => get(new URL(url), { headers, agent }, said),
  options: (said) => https.request({ ...options, method: 'GET' }, said).end(),
  loopback: (said) => request('http://localhost:11434/api/tags', said).end(),
  required: (said) => createRequire(import.meta.url)('https').get(url, { headers }, said),
  variable: (said) => http.get(process.env.OPENAI_BASE_URL + '/models', { headers }, said),
  other: (said) => http.get('http://127.0.0.1:' + process.env.PORT + '/other', said),
};
http.createServer(async (request, response) => {
  if (request.url !== '/all') return response.end();
  const asked = Object.entries(ways).map(([name, ask]) => new Promise((resolve) => {
    ask((answer) => { answer.resume(); resolve(name + ' ' + answer.statusCode) })
  }));
  response.end((await Promise.all(asked)).join())
}).listen(process.env.PORT)`

test('an app asks the simulation by node:http and node:https, too', async () => {
  const { llm, server, app } = await started(node(ASKS_BY_HTTP).replace(' -e', ' --input-type=module -e'))
  const { url, stop } = await app
  const said = await (await fetch(`${url}/all`)).text()
  expect(said).toBe('named 200,options 200,loopback 200,required 200,variable 200,other 200')
  expect(llm.exchanges.map(({ host, path }) => host + path).toSorted()).toEqual([
    'api.groq.com/openai/v1/models',
    ...Array.from({ length: 2 }, () => 'api.mistral.ai/v1/models'),
    'api.openai.com/v1/models',
    'localhost/api/tags',
  ])
  await stop()
  await server.close(0)
})

const ASKS_LATE = `
const ask = (base, made) => fetch(made ? new Request(base + '/models', { headers }) : base + '/models', { headers }).then((answer) => answer.status);
const headers = { authorization: 'Bearer any' };
const bases = ['https://api.openai.com/v1', process.env.OPENAI_BASE_URL];
const get = (base) => new Promise((resolve) => {
  const { get } = require(base.startsWith('https') ? 'https' : 'http');
  get(base + '/models', { headers }, (answer) => { answer.resume(); resolve(answer.statusCode) })
});
const all = () => Promise.all(bases.flatMap((base) => [ask(base), ask(base, true), get(base)]));
let go;
const gate = new Promise((resolve) => { go = resolve });
let late;
require('node:http').createServer(async (request, response) => {
  if (request.url === '/later') late = gate.then(all);
  if (request.url === '/go') go();
  const said = request.url === '/now' ? await all() : request.url === '/go' ? await late : [];
  response.end(said.join())
}).listen(process.env.PORT)`

test.each([
  [false, '410,410,410,410,410,410', 6],
  [true, '200,200,200,200,200,200', 12],
])(
  'what an app asks for a test that has ended is refused, unless it counts (%s)',
  async (isLateCounted, said, counted) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const llm = createSimulation()
    const marks = createMarks(llm)
    const server = await createServer(llm, { port: 0, read: marks.read })
    const asking = { command: node(ASKS_LATE), isLateCounted }
    const { url, stop } = await startApp(asking, server, redirectsTo(llm, server.url), marks.file)
    const get = async (path: string) => (await fetch(url + path)).text()
    marks.begin('the first')
    expect(await get('/now')).toBe('200,200,200,200,200,200')
    await get('/later')
    expect(llm.exchanges).toHaveLength(6)
    marks.end()
    llm.reset()
    marks.begin('the second')
    expect(await get('/go')).toBe(said)
    expect(await get('/now')).toBe('200,200,200,200,200,200')
    expect(llm.exchanges).toHaveLength(counted)
    expect(warn.mock.calls.flat()).toEqual(
      isLateCounted ? [] : [expect.stringMatching(/test "the first" after it had/)],
    )
    await stop()
    await server.close(0)
    marks.close()
    expect(existsSync(marks.file)).toBe(false)
  },
)

const LOSES_ITS_PORT = `
const { existsSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const times = Number(process.argv[1]);
const tries = [1, 2, 3, 4].find((number) => !existsSync('try-' + number));
writeFileSync('try-' + tries, '');
const listen = () => createServer((request, response) => response.end(String(tries))).listen(process.env.PORT, '127.0.0.1');
listen();
if (tries <= times) listen()`

test('an app that loses its port to another process is started again, with another port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'msw-llm-'))
  const losing = (times: number) =>
    startApp({ command: `${node(LOSES_ITS_PORT)} ${times}`, cwd: folder }, server, NOWHERE, '')
  const server = await createServer(createSimulation(), { port: 0 })
  const app = await losing(1)
  expect(await (await fetch(app.url)).text()).toBe('2')
  await app.stop()
  rmSync(join(folder, 'try-1'))
  rmSync(join(folder, 'try-2'))
  await expect(losing(3)).rejects.toThrow(/EADDRINUSE/)
  expect(readdirSync(folder)).toEqual(['try-1', 'try-2', 'try-3'])
  rmSync(folder, { recursive: true })
  await server.close(0)
})

test('all addresses of a simulation lead to the server as they are, and no others', async () => {
  const llm = createSimulation({
    providers: ['groq', 'azure', new MockProvider('openai', { baseUrls: ['http://gpu.test:8000/v1'] })],
    baseUrls: { openai: ['http://localhost:8000/v1', 'http://proxy.test/llm/openai/'] },
  })
  llm.gateway('http://gateway.test/v1')
  const asked: string[] = []
  vi.stubGlobal('fetch', async (input: string) => void asked.push(input))
  redirect(redirectsTo(llm, 'http://127.0.0.1:1'))
  const to = async (address: string) => {
    await fetch(address)
    return asked.pop()
  }
  const ours = [
    'https://api.openai.com/v1/models?limit=1',
    'https://api.openai.com/elsewhere',
    'https://api.groq.com/openai/v1/models',
    'https://mine.openai.azure.com/openai/deployments',
    'http://gpu.test:8000/v1/models',
    'http://gateway.test/v1/chat/completions',
    'http://localhost:8000//v1/models',
    'http://proxy.test/llm/openai/chat/completions',
  ]
  for (const address of ours) {
    expect(await to(address)).toBe(`http://127.0.0.1:1/${address}`)
    expect(llm.at(address)).toBeDefined()
  }
  const others = [
    'https://example.com/v1/models',
    'https://api.openai.com.example.com/v1',
    'http://localhost:8000/health',
    'http://gateway.test/health',
    'http://localhost:8000/v10',
    'http://proxy.test/llm/openai-of-mine',
    'https://api.cohere.com/v2/chat',
    '/v1/models',
  ]
  for (const address of others) expect(await to(address)).toBe(address)
  for (const address of others.slice(0, -1)) expect(llm.at(address)).toBeUndefined()
})

test('what a Request says is kept', async () => {
  const asked: (RequestInit | undefined)[] = []
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) => void asked.push(init))
  redirect(redirectsTo(createSimulation(), 'http://127.0.0.1:1'))
  const { signal } = new AbortController()
  const url = 'https://api.openai.com/v1/models'
  const said = { redirect: 'manual', cache: 'no-store', keepalive: true } as const
  await fetch(new Request(url, { ...said, signal, method: 'POST', body: '{"a":1}', headers: { 'x-own': 'yes' } }))
  expect(asked[0]).toMatchObject({ ...said, method: 'POST', credentials: 'omit' })
  expect(new TextDecoder().decode(asked[0]!.body as ArrayBuffer)).toBe('{"a":1}')
  expect(new Headers(asked[0]!.headers).get('x-own')).toBe('yes')
  const stream = new Blob(['streamed']).stream()
  await fetch(url, { method: 'POST', body: stream, signal, redirect: 'error', duplex: 'half' } as RequestInit)
  expect(asked[1]).toMatchObject({ method: 'POST', redirect: 'error' })
  expect(asked[1]!.signal).toBe(signal)
  expect(new TextDecoder().decode(asked[1]!.body as ArrayBuffer)).toBe('streamed')
  const init = { method: 'POST', body: 'plain', signal, priority: 'low' } as const
  await fetch(new URL(url), init)
  expect(asked[2]).toEqual({ ...init, credentials: 'omit' })
})

test('an aborted Request aborts what is asked instead', async () => {
  const server = await createServer(createSimulation({ latency: 60_000 }), { port: 0 })
  vi.stubGlobal('fetch', fetch)
  redirect(redirectsTo(createSimulation(), server.url))
  const stopping = new AbortController()
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sea' }] })
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const { signal } = stopping
  const url = 'https://api.openai.com/v1/chat/completions'
  const answer = fetch(new Request(url, { method: 'POST', headers, body, signal }))
  stopping.abort()
  await expect(answer).rejects.toThrow(/abort/)
  await server.close(0)
})

test('an app gets a key that is none for every provider, and keeps those that it has', () => {
  expect(Object.keys(KEY_VARIABLES).toSorted()).toEqual(Object.keys(providers).toSorted())
  for (const names of Object.values(KEY_VARIABLES)) expect(names.length).toBeGreaterThan(0)
  const names = [...new Set(Object.values(KEY_VARIABLES).flat())]
  const given = { env: undefined, addresses: [], redirects: NOWHERE, markFile: undefined }
  const ofNone = environmentOf({ OPENAI_API_KEY: '' }, given)
  expect(names.filter((name) => ofNone[name] !== 'any')).toEqual([])
  const own = { OPENAI_API_KEY: 'mine', AWS_ACCESS_KEY_ID: 'mine', AWS_SECRET_ACCESS_KEY: 'mine' }
  const kept = environmentOf(own, { ...given, env: { GROQ_API_KEY: 'given', MISTRAL_API_KEY: '' } })
  expect(kept).toMatchObject({ ...own, GROQ_API_KEY: 'given', MISTRAL_API_KEY: '', ANTHROPIC_API_KEY: 'any' })
  expect(kept).not.toHaveProperty('AWS_SESSION_TOKEN')
  expect(kept).toHaveProperty('AWS_BEARER_TOKEN_BEDROCK', 'any')
  const ofOptions = environmentOf({ NODE_OPTIONS: '--a' }, { ...given, env: { NODE_OPTIONS: '--b' } })
  expect(ofOptions['NODE_OPTIONS']).toMatch(/^--b --import=data:/)
  const ofProfile = environmentOf({}, { ...given, env: { AWS_PROFILE: 'tests' } })
  expect(Object.keys(ofProfile).filter((name) => /^AWS_(?!BEARER)/.test(name))).toEqual(['AWS_PROFILE'])
})

test('Chromium finds no host of a provider, whatever else it is launched with', () => {
  const catcher = { llm: createSimulation({ providers: ['azure', 'ollama'] }), origin: '', baseURL: undefined }
  const rules = 'MAP *.openai.azure.com ~NOTFOUND,MAP *.cognitiveservices.azure.com ~NOTFOUND'
  const argsOf = (launchOptions: { args?: string[] }, options?: { args?: string[] }) =>
    withBarrier({ ...catcher, launchOptions }, options).args!
  expect(argsOf({})).toEqual([expect.stringContaining(`--host-resolver-rules=${rules},`)])
  expect(argsOf({})[0]).not.toContain('localhost')
  expect(argsOf({ args: ['--no-sandbox'] })[0]).toBe('--no-sandbox')
  expect(argsOf({ args: ['--no-sandbox'] }, { args: ['--mute-audio'] })[0]).toBe('--mute-audio')
  expect(argsOf({}, { args: ['--host-resolver-rules=MAP a.test 127.0.0.1'] }).at(-1)).toContain(
    `--host-resolver-rules=MAP a.test 127.0.0.1,${rules}`,
  )
  const local = createSimulation({
    providers: [compatibleProvider({ name: 'local', baseUrls: ['http://localhost:1'], models: 'any' })],
  })
  expect(withBarrier({ ...catcher, llm: local, launchOptions: {} }, { headless: true })).toEqual({ headless: true })
})
