// #region
import { setupLlm } from 'msw-llm/vitest'
import { expect, test } from 'vitest'
import { summarize } from './summarize.ts'

const llm = setupLlm({ seed: 7 }) // listens before the tests of this file, resets after each

test('gives back what the model says, trimmed', async () => {
  llm.when('moon').reply('  The moon makes the tides.\n')
  expect(await summarize('A long text about the moon …')).toBe('The moon makes the tides.')
  expect(llm).toHaveReceivedSystemPrompt('one sentence')
  expect(llm).toHaveUsedModel('gpt-4o-mini')
})

test('asks nobody about nothing', async () => {
  expect(await summarize('  ')).toBe('')
  expect(llm.exchanges).toHaveLength(0)
})
// #endregion

test('without a rule', async () => {
  // #region
  const first = await summarize('Lighthouses of the Atlantic coast.')
  expect(first).not.toBe('')
  llm.reset()
  expect(await summarize('Lighthouses of the Atlantic coast.')).toBe(first)
  // #endregion
})

test('no answer at all', async () => {
  // #region
  llm.provider('openai').failNext(1, 'invalid_request')
  await expect(summarize('Anything.')).rejects.toMatchObject({ status: 400 })

  llm.when('lockpick').refuse()
  expect(await summarize('How to use a lockpick.')).toBe('')
  // #endregion
})

test('what was sent', async () => {
  // #region
  await summarize('A text about tides.')
  expect(llm.last?.prompt).toBe('A text about tides.')
  expect(llm.last?.usage.inputTokens).toBeLessThan(50)
  // #endregion
})
