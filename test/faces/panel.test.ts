import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { createSimulation, UsageError } from '../../handlers/index.ts'
import { mountPanel, testOf } from '../../handlers/faces/panel/index.ts'
import { barsOf } from '../../handlers/faces/panel/waterfall.ts'

type Llm = ReturnType<typeof createSimulation>

function send(llm: Llm, prompt: string, more: object = {}): Promise<Response> {
  return llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-secret' },
    body: JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: prompt }], ...more }),
  })
}

/** Runs what was copied, at a simulation of its own. */
async function run(source: string): Promise<Llm> {
  const llm = createSimulation({ seed: 99 })
  const code = source.replaceAll(/^import .*$/gm, '').replace('test(', 'return test(')
  // oxlint-disable-next-line typescript/no-implied-eval -- the copied code is what is tested
  const body = new Function('llm', 'expect', 'test', 'fetch', code)
  await body(llm, expect, (_: string, work: () => Promise<void>) => work(), llm.fetch)
  return llm
}

const tool = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: {} } } }

test.each<readonly [string, (llm: Llm) => unknown, object]>([
  ['words with quotes and lines', (llm) => llm.when('sea').reply('It\'s "deep",\nvery \\ deep.'), {}],
  ['a tool call', (llm) => llm.when('sea').callTool('get_weather', { city: "L'Aquila" }), { tools: [tool] }],
  [
    'words and a tool call',
    (llm) =>
      llm.when('sea').reply([
        { type: 'text', text: 'Let me see.' },
        { type: 'tool-call', name: 'get_weather' },
      ]),
    { tools: [tool] },
  ],
  ['a failure', (llm) => llm.provider('openai').failNext(1, 'rate_limit'), {}],
  ['what the simulated model says', () => undefined, {}],
])('a copied test answers the same: %s', async (_, script, more) => {
  const llm = createSimulation()
  script(llm)
  await send(llm, "How 'deep' is the sea?", more)
  const source = testOf(llm.last!)
  const again = (await run(source)).last!
  expect(again.error?.kind).toBe(llm.last!.error?.kind)
  expect(again.text).toBe(llm.last!.text)
  expect(again.toolCalls.map(({ name, arguments: args }) => [name, args])).toEqual(
    llm.last!.toolCalls.map(({ name, arguments: args }) => [name, args]),
  )
  expect(source).not.toContain('sk-secret')
})

test('a key in the address is not copied', async () => {
  const llm = createSimulation()
  await llm.fetch(
    'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?key=secret',
    {
      method: 'POST',
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'sea' }] }] }),
    },
  )
  expect(testOf(llm.last!)).toContain('key=any')
  expect(testOf(llm.last!)).not.toContain('secret')
})

test('loads without a page, and says that it needs one', () => {
  expect(() => mountPanel(createSimulation())).toThrow(UsageError)
})

test('stays a small tool: at most 15 kB gzip, styles and all', async () => {
  const bundle = await rolldown({ input: 'handlers/faces/panel/index.ts', logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  expect(output).toHaveLength(1)
  expect(gzipSync(output[0].code).length).toBeLessThan(15_000)
})

test('bars share an axis on which idle time is short', () => {
  const bars = barsOf([
    { startMs: 1000, firstMs: 1200, endMs: 1700 },
    { startMs: 1100, firstMs: 1100, endMs: 1400 },
    { startMs: 3_601_700, firstMs: 3_601_900, endMs: 3_602_700 },
  ])
  expect(bars[0]).toEqual({ left: 0, waiting: 0.1, sending: 0.25 })
  expect(bars[1]).toEqual({ left: 0.05, waiting: 0, sending: expect.closeTo(0.15) })
  expect(bars[2]).toEqual({ left: 0.5, waiting: expect.closeTo(0.1), sending: 0.4 })
})
