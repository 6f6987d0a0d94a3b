import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const built = join(root, 'dist/handlers/index.js')
const isBuilt = spawnSync(process.execPath, [join(root, '.scripts/build.mjs'), '--is-fresh']).status === 0
if (!isBuilt)
  console.warn(
    'SKIPPED: no build of these sources in dist (npm run build); which modules are loaded when is not checked.',
  )

/** Entries that belong to a test runner and cannot be imported outside of it. */
const IN_RUNNER = ['./vitest', './jest', './package.json']
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, { readonly default: string }>>
}

/** Tells the main thread of every module that is loaded. */
const HOOKS = `
let port
export function initialize(data) { port = data.port }
export async function load(url, context, next) { port.postMessage(url); return next(url, context) }`

/** The modules that a process of its own loads while it runs `code`. */
function modulesOf(code: string): readonly string[] {
  const script = `
import { register } from 'node:module'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
const { port1, port2 } = new MessageChannel()
const hooks = 'data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOKS)})
register(hooks, { data: { port: port2 }, transferList: [port2] })
${code}
const urls = []
for (let one = receiveMessageOnPort(port1); one; one = receiveMessageOnPort(port1)) urls.push(one.message)
console.log(JSON.stringify(urls))
process.exit(0)`
  const options = { cwd: root, encoding: 'utf8' } as const
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], options)
  const urls = JSON.parse(output.trim().split('\n').at(-1)!) as readonly string[]
  expect(urls.some((url) => url.includes('/dist/'))).toBe(true)
  return urls
}

/** Rank files and faker locales among them. */
function loadedBy(code: string): readonly string[] {
  const urls = modulesOf(code)
  const heavy = urls.map((url) => HEAVY.find(([part]) => part.test(url))?.[1]).filter((name) => name !== undefined)
  return [...new Set(heavy)].toSorted()
}

const HEAVY: readonly (readonly [part: RegExp, name: string])[] = [
  [/o200k-base/, 'o200k'],
  [/cl100k-base/, 'cl100k'],
  [/p50k-base/, 'p50k'],
  [/node_modules\/tiktoken/, 'tiktoken'],
  [/node_modules\/@faker-js/, 'faker'],
]

const PACKAGE = JSON.stringify(pathToFileURL(built).href)

/** An exchange with a simulation whose model never has to invent anything. */
const exchange = (url: string, body: object | undefined, script: string): string => `
const { createSimulation } = await import(${PACKAGE})
const llm = createSimulation()
${script}
const key = ${JSON.stringify(url)}.includes('anthropic') ? { 'x-api-key': 'any', 'anthropic-version': '2023-06-01' } : { authorization: 'Bearer any' }
const headers = { ...key, 'content-type': 'application/json' }
const body = ${body === undefined ? 'undefined' : JSON.stringify(JSON.stringify(body))}
const answer = await llm.fetch(${JSON.stringify(url)}, { method: body ? 'POST' : 'GET', headers, body })
await answer.text()
if (${JSON.stringify(script)}.includes('reply') && answer.status !== 200) throw new Error('answered ' + answer.status)`

const SCRIPTED = "llm.when(/./).reply('Scripted.')"
const messages = [{ role: 'user', content: 'Tell me about the tides.' }]
const schema = {
  type: 'object',
  properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } },
  required: ['name', 'email'],
  additionalProperties: false,
}
const format = { type: 'json_schema', json_schema: { name: 'person', schema, strict: true } }
const OPENAI = 'https://api.openai.com/v1'
const ANTHROPIC = 'https://api.anthropic.com/v1'

describe.skipIf(!isBuilt)('rank files and faker locales', () => {
  const entries = Object.keys(exports).filter((name) => !IN_RUNNER.includes(name))

  test('are not loaded by importing the package, by any of its entries', { timeout: 60_000 }, () => {
    const urls = entries.map((name) => JSON.stringify(pathToFileURL(join(root, exports[name]!.default)).href))
    expect(urls.length).toBeGreaterThan(20)
    expect(loadedBy(urls.map((url) => `await import(${url})`).join('\n'))).toEqual([])
  })

  test.each([
    ['a list of models', exchange(`${OPENAI}/models`, undefined, ''), []],
    ['an error of validation', exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o' }, ''), []],
    [
      'a fault',
      exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, "llm.provider('openai').failNext(1)"),
      [],
    ],
    [
      'a scripted answer of gpt-4o',
      exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, SCRIPTED),
      ['o200k'],
    ],
    [
      'a scripted answer of gpt-4',
      exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4', messages }, SCRIPTED),
      ['cl100k'],
    ],
    [
      'a scripted answer of Claude, counted by a rule over o200k',
      exchange(`${ANTHROPIC}/messages`, { model: 'claude-haiku-4-5', max_tokens: 9, messages }, SCRIPTED),
      ['o200k'],
    ],
    [
      'a scripted answer of Llama, counted by a rule over cl100k',
      exchange(
        'https://api.groq.com/openai/v1/chat/completions',
        { model: 'llama-3.3-70b-versatile', messages },
        SCRIPTED,
      ),
      ['cl100k'],
    ],
    [
      'an invented text of gpt-4o',
      exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, ''),
      ['o200k'],
    ],
    [
      'an invented answer of gpt-4o by a schema',
      exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages, response_format: format }, ''),
      ['faker', 'o200k'],
    ],
  ] as const)('%s loads what it needs and no more', { timeout: 60_000 }, (_, code, expected) => {
    expect(loadedBy(code)).toEqual(expected)
  })

  test('a tokenizer of the user loads none', { timeout: 60_000 }, () => {
    const code = exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, SCRIPTED)
    expect(
      loadedBy(
        code.replace('createSimulation()', 'createSimulation({ tokenizers: { openai: (text) => text.length } })'),
      ),
    ).toEqual([])
  })
})

test.skipIf(!isBuilt)('the entry for runtimes without MSW loads none of it', { timeout: 60_000 }, () => {
  const entry = exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, '').replace(
    PACKAGE,
    JSON.stringify(pathToFileURL(join(root, exports['./fetch']!.default)).href),
  )
  expect(
    modulesOf(entry).filter((url) => /node_modules\/(?!@faker-js)|^node:(?!module|worker_threads)/.test(url)),
  ).toEqual([])
})

test.skipIf(!isBuilt)(
  'an error that nobody caught is printed with a line, not with a bundle',
  { timeout: 60_000 },
  () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `import { createSimulation } from 'msw-llm'\ncreateSimulation({ sed: 7 })`],
      { cwd: root, encoding: 'utf8' },
    )
    expect(status).toBe(1)
    expect(stderr).toContain('UsageError: createSimulation has no option "sed"')
    expect(stderr).toContain('/dist/')
    expect(stderr.length).toBeLessThan(4000)
  },
)

describe.skipIf(!isBuilt)('endpoints', () => {
  const chunksOf = (code: string) =>
    modulesOf(code).flatMap((url) => /\/dist\/chunks\/(.+)-[\w-]{8}\.js$/.exec(url)?.[1] ?? [])
  const PROVIDERS =
    /^(?:openai|anthropic|google|groq|mistral|cohere|together|bedrock|openrouter|ollama|azure|vertex|xai)/
  const chunkImports = (folder: string) => {
    const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.js'))
    return new Map(
      files.map((file) => {
        const text = readFileSync(join(root, folder, file), 'utf8')
        return [file, [...text.matchAll(/from"\.\/([^"]+)"/g)].map(([, name]) => name!)]
      }),
    )
  }
  const circular = (importsOf: ReadonlyMap<string, readonly string[]>) => {
    const reach = (file: string, seen = new Set<string>()): ReadonlySet<string> => {
      for (const next of importsOf.get(file) ?? []) if (!seen.has(next)) reach(next, seen.add(next))
      return seen
    }
    return [...importsOf.keys()].filter((file) => reach(file).has(file))
  }
  const isEndpoints = (name: string) => PROVIDERS.test(name) && !name.endsWith('-card')

  test(
    'are not loaded by importing the package, and the cards need no other chunk than the engine',
    { timeout: 60_000 },
    () => {
      const chunks = chunksOf(`await import(${PACKAGE})`)
      expect(chunks).toEqual(expect.arrayContaining(['openai-card', 'engine']))
      expect(chunks.filter((name) => isEndpoints(name) || name === 'answering')).toEqual([])
      const cards = readdirSync(join(root, 'dist/chunks')).filter((file) => /-card-/.test(file))
      expect(cards.length).toBeGreaterThan(10)
      for (const card of cards) {
        const text = readFileSync(join(root, 'dist/chunks', card), 'utf8')
        const imported = [...text.matchAll(/\bimport\b[^;"]*?"([^"]+)"/g), ...text.matchAll(/from"([^"]+)"/g)]
        const eager = imported.map(([whole, path]) => (whole.startsWith('import(') ? '' : path!))
        expect(
          eager.filter((path) => !/^$|-card-|\/engine-|\/src\/index/.test(path)),
          card,
        ).toEqual([])
      }
    },
  )

  test('that nobody asks for are not loaded with others of their provider', { timeout: 60_000 }, () => {
    const chunks = chunksOf(exchange(`${OPENAI}/chat/completions`, { model: 'gpt-4o', messages }, SCRIPTED))
    expect([...new Set(chunks.filter(isEndpoints))]).toEqual(['openai'])
    const asked = chunksOf(exchange(`${OPENAI}/responses`, { model: 'gpt-4o', input: 'Hello' }, SCRIPTED))
    expect([...new Set(asked.filter(isEndpoints))].toSorted()).toEqual(['openai', 'openai-responses'])
  })

  test('load for every provider, from chunks of which no two need each other', { timeout: 60_000 }, () => {
    const code = `const { providers } = await import(${PACKAGE})
      for (const card of Object.values(providers)) {
        const { endpoints } = await card.load()
        if (endpoints.length === 0) throw new Error(card.name)
        await Promise.all(endpoints.map((endpoint) => endpoint.load?.()))
      }`
    expect(chunksOf(code)).toEqual(
      expect.arrayContaining(['openai', 'openai-responses', 'openai-operations', 'bedrock', 'shared']),
    )
    expect(circular(chunkImports('dist/chunks'))).toEqual([])
    expect(circular(chunkImports('dist/node/chunks'))).toEqual([])
  })
})
