// #region
import { createSimulation } from 'msw-llm'
import { setupLlm } from 'msw-llm/vitest'
import { afterEach, expect, test } from 'vitest'
import { writeReport } from './report.ts'

const llm = setupLlm({ seed: 7 })
afterEach(() => expect(llm).toHaveSpentLessThan(0.01)) // USD, for every test of this file

test('a report of three sections stays cheap', async () => {
  expect(await writeReport(['tides', 'lighthouses', 'whales'])).toHaveLength(3)
  expect(llm).toHaveAnswered({ times: 6 }) // a seventh call would be news
  expect(llm).toHaveUsedTokens({ max: 2000 })
  expect(llm).toHaveSpentLessThan(0.001)
})
// #endregion

test('an exact bill', async () => {
  // #region
  llm.when('title').reply('On tides')
  llm.when('paragraph').reply('The moon makes them. '.repeat(40))
  await writeReport(['tides'])
  const { inputTokens, outputTokens, costUsd } = llm.usage()
  const [input, output] = [0.15, 0.6] // USD per million tokens of gpt-4o-mini
  expect(costUsd).toBeCloseTo((inputTokens * input + outputTokens * output) / 1_000_000, 12)
  // #endregion
})

test('where it goes', async () => {
  // #region
  await writeReport(['tides'])
  const cheap = llm.usage().costUsd
  llm.reset()
  await writeReport(['tides'], 'gpt-4o')
  expect(llm.usage().costUsd / cheap).toBeGreaterThan(10)
  expect(Object.keys(llm.usage().byModel)).toEqual(['gpt-4o-2024-08-06'])
  // #endregion
})

test('the credit is spent', async () => {
  // #region
  const poor = createSimulation({ budgetUsd: 0.000_2 })
  llm.server.use(...poor.handlers) // in front of the others, for this test

  const sections = await writeReport(['tides', 'lighthouses', 'whales', 'corals', 'storms', 'harbours', 'ropes'])
  expect(sections.length).toBeGreaterThan(0)
  expect(sections.length).toBeLessThan(7)
  expect(poor).toHaveFailed('quota', 1)
  expect(poor.usage().costUsd).toBeLessThanOrEqual(0.000_2)
  // #endregion
})
