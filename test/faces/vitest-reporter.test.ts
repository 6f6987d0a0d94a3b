import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { startVitest } from 'vitest/node'
import LlmReporter from '../../handlers/faces/vitest-reporter.ts'

test('a line at the end of a run sums what the files of its workers used, also what was reset', async () => {
  const folder = mkdtempSync(join(resolve('test/faces'), '.run-'))
  try {
    const face = resolve('handlers/faces/vitest.ts')
    for (const name of ['one', 'two']) {
      writeFileSync(
        join(folder, `${name}.case.ts`),
        `import { test } from 'vitest'
import { setupLlm } from ${JSON.stringify(face)}
const llm = setupLlm()
const ask = () => fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sea' }], max_tokens: 100 }),
})
test('first', async () => { llm.when('sea').reply('sea '.repeat(49) + 'sea'); await ask() })
test('second', async () => { llm.when('sea').reply('sea '.repeat(49) + 'sea'); await ask() })
`,
      )
    }
    const lines: string[] = []
    const reporter = new LlmReporter((line: string) => lines.push(line))
    const vitest = await startVitest('test', [], {
      root: folder,
      include: ['*.case.ts'],
      watch: false,
      config: false,
      reporters: [reporter],
    })
    await vitest.close()
    expect(vitest.state.getCountOfFailedTests()).toBe(0)
    // 4 × (8 input at 2.5 USD and 50 output at 10 USD per million)
    expect(lines).toEqual([' LLM  4 exchanges, 232 tokens, would have cost $0.0021'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('without exchanges it says nothing', () => {
  const lines: string[] = []
  new LlmReporter((line: string) => lines.push(line)).onTestRunEnd([{ meta: () => ({}) }])
  expect(lines).toEqual([])
})
