// `npm run bench:suite`: what a suite of 200 test files costs that import msw-llm, beside the same with msw alone: each file starts a server,
// asks OpenAI once through its SDK and stops. Both suites run in turns; `--files=200` is how many files, `--rounds=3` how often.
// The package lies in node_modules as an installed one does: what lies elsewhere Vitest transforms for each file anew.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median } from './measure.mjs'

const { values } = parseArgs({
  options: { files: { type: 'string', default: '200' }, rounds: { type: 'string', default: '3' } },
})
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
const suites = {
  msw: `import { http, HttpResponse } from 'msw'
const handlers = [http.post('https://api.openai.com/v1/chat/completions', () => HttpResponse.json(${JSON.stringify(answer)}))]`,
  ours: `import { createSimulation } from 'msw-llm'
const llm = createSimulation()
llm.when('sea').reply('Deep.')
const { handlers } = llm`,
}

rmSync(folder, { recursive: true, force: true })
// A package of its own, or the name would mean the one around it.
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
const installed = join(folder, 'node_modules', 'msw-llm')
for (const part of ['dist', 'package.json']) cpSync(join(root, part), join(installed, part), { recursive: true })
for (const [name, setUp] of Object.entries(suites)) {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'vitest.config.mjs'), "export default { test: { include: ['*.test.mjs'] } }\n")
  for (let file = 0; file < Number(values.files); file++)
    writeFileSync(
      join(folder, name, `${file}.test.mjs`),
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
}
const seconds = { msw: [], ours: [] }
for (let round = 0; round < Number(values.rounds); round++)
  for (const name of Object.keys(suites)) {
    const begun = performance.now()
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', join(folder, name), '--reporter=dot'],
      { encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(stdout.slice(-2000))
    seconds[name].push((performance.now() - begun) / 1000)
  }
const [msw, ours] = [median(seconds.msw), median(seconds.ours)]
const ratio = ours / msw
const verdict = ratio <= 1.1 ? 'aim met' : 'FAILED'
console.log(
  `${values.files} files: msw alone ${msw.toFixed(1)} s, msw-llm ${ours.toFixed(1)} s, ${ratio.toFixed(2)} x   aim 1.10   ${verdict}`,
)
process.exit(ratio <= 1.1 ? 0 : 1)
