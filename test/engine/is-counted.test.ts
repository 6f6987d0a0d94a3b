import { expect, test } from 'vitest'
import { createSimulation, type CreateSimulationOptions, type Simulation } from '../../handlers/index.ts'

const CASES: readonly [string, boolean, CreateSimulationOptions, (llm: Simulation) => void][] = [
  ['nothing', false, {}, () => {}],
  ['a rule', false, {}, (llm) => llm.when('sea').reply('Deep.')],
  ['a rule for one request', true, {}, (llm) => llm.when('sea').reply('Deep.').once()],
  ['a sequence', true, {}, (llm) => llm.when('sea').inSequence('Deep.', 'Wide.')],
  ['turns, which count in the request', false, {}, (llm) => llm.when('sea').turns('Deep.', 'Wide.')],
  ['a function of the request', false, {}, (llm) => llm.when('sea').reply(({ model }) => model)],
  ['a function that may ask how often', true, {}, (llm) => llm.when('sea').reply((_, { call }) => String(call))],
  ['a rule of a scope', true, {}, (llm) => llm.scope('one').when('sea').reply('Deep.').once()],
  ['a fault by chance', false, {}, (llm) => llm.fault({ kind: 'overloaded', probability: 0.5 })],
  ['a fault for the next request', true, {}, (llm) => llm.fault({ kind: 'overloaded', next: 1 })],
  ['a fault of a time', true, {}, (llm) => llm.fault({ kind: 'overloaded', between: [0, 10] })],
  ['each third request', true, {}, (llm) => llm.fault({ kind: 'overloaded', every: 3 })],
  ['a fault of a provider', true, {}, (llm) => llm.provider('openai').failNext()],
  ['limits', true, {}, (llm) => llm.configure({ limits: { openai: 'tier-1' } })],
  ['a budget', true, { budgetUsd: 1 }, () => {}],
  ['a manual clock', true, { clock: 'manual' }, () => {}],
]

test.each(CASES)('whether answers depend on others: %s is %s', (_, isCounted, options, setUp) => {
  const llm = createSimulation(options)
  setUp(llm)
  expect(llm.isCounted).toBe(isCounted)
})

test('a fault that has struck as often as it should counts no more, and a reset ends all', async () => {
  const llm = createSimulation({ providers: ['openai'] })
  llm.fault({ kind: 'overloaded', next: 1 })
  await llm.fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer any' } })
  expect(llm.isCounted).toBe(false)
  llm.when('sea').reply('Deep.').once()
  expect(llm.isCounted).toBe(true)
  llm.reset()
  expect(llm.isCounted).toBe(false)
})
