import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/** A program that leaves answers in every way on the real clock, and then has nothing more to do. */
const PROGRAM = `
import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { createSimulation } from '${resolve('handlers/index.ts')}'

const llm = createSimulation({ latency: { ttftMs: 40, tokensPerSecond: 200 } })
const server = setupServer(...llm.handlers)
server.listen()
const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me a long story.' }] }
const client = () => new OpenAI({ apiKey: 'any', maxRetries: 0 })
// Where pieces end or none come, the client gives up once the answer has begun or is broken off.
const ways = [
  [],
  [{ how: 'stall', next: 1 }, 'end'],
  [{ how: 'stall', at: { tokens: 3 }, next: 1 }, 'end'],
  [{ how: 'keep-alives', everyMs: 10, next: 1 }, 'stream'],
  [{ how: 'drip', bytes: 16, gapMs: 5, next: 1 }],
  [{ how: 'socket', at: { tokens: 3 }, next: 1 }, 'end'],
]
for (const [fault, until] of ways) {
  for (const leave of ['abort', 'break']) {
    if (fault) llm.fault(fault)
    const controller = new AbortController()
    const stop = until ? llm.on(until, () => setImmediate(() => controller.abort())) : () => {}
    try {
      let pieces = 0
      for await (const _ of await client().chat.completions.create({ ...body, stream: true }, { signal: controller.signal })) {
        pieces++
        if (leave === 'break' && pieces === 2) break
        if (leave === 'abort' && !until) controller.abort()
      }
    } catch {}
    stop()
  }
}
server.close()
const states = llm.exchanges.map(({ state }) => state)
// Nothing is stopped by hand from here on: the process ends by itself once no handle is open.
const why = await import('why-is-node-running')
const lines = []
why.default({ error: (line) => lines.push(line) })
console.log(JSON.stringify({ states, handles: lines }))
`

test('after aborts, breaks and losses no handle is open: the process ends by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'msw-llm-'))
  try {
    const input = join(folder, 'program.ts')
    await writeFile(input, PROGRAM)
    const bundle = await rolldown({
      input,
      platform: 'node',
      logLevel: 'silent',
      resolve: { modules: [resolve('node_modules')] },
    })
    await bundle.write({
      dir: join(folder, 'out'),
      format: 'esm',
      entryFileNames: 'program.mjs',
      chunkFileNames: '[name].mjs',
    })
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'out/program.mjs')], {
      timeout: 15_000,
    })
    const { states, handles } = JSON.parse(stdout.trim().split('\n').at(-1)!)
    expect(states).toHaveLength(12)
    for (const state of states) expect(['aborted', 'cut', 'complete']).toContain(state)
    expect(handles.join('\n')).not.toMatch(/Timeout|MessagePort|Immediate/)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 40_000)
