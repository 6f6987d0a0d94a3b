import { expect, test } from 'vitest'
import { FACE, innerRun } from './inner-run.ts'

test('a failed test of setupLlm prints what it asked, with notes; one that passes prints nothing', async () => {
  const printed: string[] = []
  const one = `import { expect, test } from 'vitest'
import { setupLlm } from ${FACE}
setupLlm()
const ask = (model) => fetch('https://api.openai.com/v1/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
  body: JSON.stringify({ model, messages: [{ role: 'user', content: 'sea' }] }),
})
test('passes', async () => { await ask('gpt-4o') })
test('fails', async () => { expect((await ask('gpt-4o-mni')).status).toBe(200) })
test('fails without asking', () => { expect(1).toBe(2) })
`
  const { state } = await innerRun({ one }, { onUserConsoleLog: ({ content }) => void printed.push(content) })
  const tests = state.getFiles().flatMap(({ tasks }) => tasks)
  expect(tests.map(({ result }) => result?.state)).toEqual(['pass', 'fail', 'fail'])
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('[msw-llm] What the failed test asked:\n  ex_1 openai.chat gpt-4o-mni 404 complete')
  expect(printed[0]).toContain('OpenAI has no model "gpt-4o-mni" here. Did you mean "gpt-4o-mini"?')
})
