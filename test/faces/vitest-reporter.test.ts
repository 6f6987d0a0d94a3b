import { expect, test } from 'vitest'
import LlmReporter from '../../handlers/faces/vitest-reporter.ts'
import { FACE, innerRun } from './inner-run.ts'

test('a line at the end of a run sums what the files of its workers used, also what was reset', async () => {
  const code = `import { test } from 'vitest'
import { setupLlm } from ${FACE}
const llm = setupLlm()
const ask = () => fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'sea' }], max_tokens: 100 }),
})
test('first', async () => { llm.when('sea').reply('sea '.repeat(49) + 'sea'); await ask() })
test('second', async () => { llm.when('sea').reply('sea '.repeat(49) + 'sea'); await ask() })
`
  const lines: string[] = []
  const { state } = await innerRun({ one: code, two: code }, new LlmReporter((line: string) => lines.push(line)))
  expect(state.getCountOfFailedTests()).toBe(0)
  // 4 × (8 input at 2.5 USD and 50 output at 10 USD per million)
  expect(lines).toEqual([' LLM  4 exchanges, 232 tokens, would have cost $0.0021'])
})

test('without exchanges it says nothing', () => {
  const lines: string[] = []
  new LlmReporter((line: string) => lines.push(line)).onTestRunEnd([{ meta: () => ({}) }])
  expect(lines).toEqual([])
})
