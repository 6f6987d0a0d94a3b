import { Agent, run, setDefaultOpenAIKey, setOpenAIAPI, setTracingDisabled, tool } from '@openai/agents'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLab } from '../sdk/lab.ts'
import { jobs, tools, type Seen } from './lab.ts'

const { llm } = startLab()

beforeAll(() => {
  setDefaultOpenAIKey('any-dummy-key')
  setTracingDisabled(true)
})

function offered(seen: Seen[]) {
  return Object.entries(tools).map(([name, { description, parameters, run: answer }]) =>
    tool({
      name,
      description,
      parameters: { ...parameters, required: parameters.required as never[], additionalProperties: true },
      strict: false,
      execute: (args: any) => {
        seen.push([name, args])
        return answer(args)
      },
    }),
  )
}

describe.each(['responses', 'chat_completions'] as const)('%s', (api) => {
  test.each(jobs)('run ends by itself: $prompt', async ({ prompt, calls, answer, rounds }) => {
    setOpenAIAPI(api)
    const seen: Seen[] = []
    const agent = new Agent({ name: 'Helper', instructions: 'You help.', model: 'gpt-4o', tools: offered(seen) })
    const { finalOutput } = await run(agent, prompt, { maxTurns: 10 })
    expect(seen).toEqual(calls)
    for (const pattern of answer) expect(finalOutput).toMatch(pattern)
    expect(llm.exchanges).toHaveLength(rounds)
  })
})

test('hands a question over to the agent that is made for it', async () => {
  setOpenAIAPI('responses')
  const seen: Seen[] = []
  const weather = new Agent({
    name: 'Weather expert',
    handoffDescription: 'Answers questions about the weather',
    instructions: 'You tell the weather.',
    model: 'gpt-4o',
    tools: offered(seen).slice(0, 1),
  })
  const poet = new Agent({ name: 'Poet', handoffDescription: 'Writes poems', model: 'gpt-4o' })
  const desk = Agent.create({ name: 'Desk', model: 'gpt-4o', handoffs: [poet, weather] })
  const result = await run(desk, 'What is the weather in Rome?', { maxTurns: 10 })
  expect(result.lastAgent?.name).toBe('Weather expert')
  expect(seen).toEqual([['get_weather', { city: 'Rome' }]])
  expect(result.finalOutput).toMatch(/24/)
})
