// `npm run bench:suite`: what a suite of 200 test files costs that import msw-llm, beside the same with msw alone: each file starts a server,
// asks OpenAI once through its SDK and stops. Both run in one go of Vitest, file by file in turns, so that a machine that grows slower slows both;
// a file costs from the end of the one before to its own (the end of its process, which the next one pays, takes both equally long). `--files=200` is how many there are of each.
// The package lies in node_modules as an installed one does: what lies elsewhere Vitest transforms for each file anew.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median } from './measure.mjs'

const { values } = parseArgs({ options: { files: { type: 'string', default: '200' } } })
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.cache', 'suite')
const answer = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Deep.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 13, completion_tokens: 2, total_tokens: 15 },
}
const kinds = {
  msw: `import { http, HttpResponse } from 'msw'
const handlers = [http.post('https://api.openai.com/v1/chat/completions', () => HttpResponse.json(${JSON.stringify(answer)}))]`,
  ours: `import { createSimulation } from 'msw-llm'
const llm = createSimulation()
llm.when('sea').reply('Deep.')
const { handlers } = llm`,
}
const config = `import { writeFileSync } from 'node:fs'
const times = []
let last
class Times {
  onTestRunStart() { last = performance.now() }
  onTestModuleEnd({ moduleId }) {
    const now = performance.now()
    times.push([moduleId, now - last])
    last = now
  }
  onTestRunEnd() { writeFileSync(new URL('times.json', import.meta.url), JSON.stringify(times)) }
}
class InTurns {
  shard(files) { return files }
  sort(files) { return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1)) }
}
export default { test: { include: ['*.test.mjs'], reporters: ['dot', new Times()], maxWorkers: 1, sequence: { sequencer: InTurns } } }
`

rmSync(folder, { recursive: true, force: true })
// A package of its own, or the name would mean the one around it.
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
writeFileSync(join(folder, 'vitest.config.mjs'), config)
const installed = join(folder, 'node_modules', 'msw-llm')
for (const part of ['dist', 'package.json']) cpSync(join(root, part), join(installed, part), { recursive: true })
for (const [kind, setUp] of Object.entries(kinds))
  for (let file = 0; file < Number(values.files); file++)
    writeFileSync(
      join(folder, `${String(file).padStart(4, '0')}.${kind}.test.mjs`),
      `import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
${setUp}
const server = setupServer(...handlers)
beforeAll(() => server.listen())
afterAll(() => server.close())
test('asks', async () => {
  const client = new OpenAI({ apiKey: 'any' })
  const messages = [{ role: 'user', content: 'Tell me about the sea.' }]
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages })
  expect(choices[0].message.content).toBe('Deep.')
})
`,
    )
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { encoding: 'utf8' })
if (status !== 0) throw new Error(stdout.slice(-2000))
const times = JSON.parse(readFileSync(join(folder, 'times.json'), 'utf8'))
const of = (kind) => times.flatMap(([file, ms]) => (file.includes(`.${kind}.`) ? [ms] : []))
const sum = (list) => list.reduce((all, one) => all + one, 0)
const [msw, ours] = [of('msw'), of('ours')]
const ratio = sum(ours) / sum(msw)
const verdict = ratio <= 1.1 ? 'aim met' : 'FAILED'
const seconds = (list) => (sum(list) / 1000).toFixed(1)
console.log(
  `${values.files} files: msw alone ${seconds(msw)} s, msw-llm ${seconds(ours)} s, ${ratio.toFixed(3)} x   aim 1.10   ${verdict}\n` +
    `median file: msw alone ${median(msw).toFixed(0)} ms, msw-llm ${median(ours).toFixed(0)} ms, ${(median(ours) / median(msw)).toFixed(3)} x`,
)
process.exit(ratio <= 1.1 ? 0 : 1)
