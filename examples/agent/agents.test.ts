// #region
import { setupLlm } from 'msw-llm/vitest'
import { expect, test, vi } from 'vitest'
import { askAiSdk, askOpenAI } from './agents.ts'

vi.stubEnv('OPENAI_API_KEY', 'any') // the AI SDK wants one
const llm = setupLlm({ seed: 7 })

test.each([askOpenAI, askAiSdk])('$name looks the weather up, then answers from it', async (askAgent) => {
  llm.when('weather').callTool('get_weather', { city: 'Lisbon' })
  llm.when({ toolResult: true }).reply('Take a hat.')
  const weatherOf = vi.fn(async (city: string) => `21 degrees in ${city}`)

  expect(await askAgent('How is the weather at the Tagus?', weatherOf)).toBe('Take a hat.')
  expect(weatherOf.mock.calls).toEqual([['Lisbon']])
  expect(llm.exchanges).toHaveLength(2)
  expect(JSON.stringify(llm.last?.request)).toContain('21 degrees in Lisbon')
})
// #endregion

test.each([askOpenAI, askAiSdk])('$name without rules', async (askAgent) => {
  // #region
  const answer = await askAgent('What is the weather in Paris and in Rome?', async (city) => `18 degrees in ${city}`)
  expect(llm.exchanges[0]?.toolCalls.map(({ name }) => name)).toEqual(['get_weather', 'get_weather'])
  expect(answer).toContain('18 degrees in Rome')
  // #endregion
})

test('an agent that never ends', async () => {
  // #region
  llm.when({ tools: 'get_weather' }).callTool('get_weather', { city: 'Lisbon' }) // again and again
  await expect(askOpenAI('How is the weather?', async () => 'fine')).rejects.toThrow('No answer after 5 steps.')
  expect(llm.exchanges).toHaveLength(5)
  // #endregion
})

test('a tool that fails', async () => {
  // #region
  llm.when('weather').callTool('get_weather', { city: 'Atlantis' })
  llm.when({ toolResult: true }).reply('I could not find out.')
  const sunk = async () => Promise.reject(new Error('No such city.'))
  expect(await askOpenAI('How is the weather there?', sunk)).toBe('I could not find out.')
  expect(JSON.stringify(llm.last?.request)).toContain('Error: No such city.')
  // #endregion
})

test('the provider fails in the middle of a run', async () => {
  // #region
  llm.when('weather').callTool('get_weather', { city: 'Lisbon' })
  llm.when({ toolResult: true }).inSequence('Take a hat.')
  llm.fault({
    how: 'error',
    kind: 'overloaded',
    retryAfterMs: 1,
    when: { toolResult: true },
    next: 1,
  })
  const weatherOf = vi.fn(async () => 'sunny')
  expect(await askOpenAI('How is the weather?', weatherOf)).toBe('Take a hat.')
  expect(llm.exchanges.map(({ status }) => status)).toEqual([200, 503, 200])
  expect(weatherOf).toHaveBeenCalledTimes(1) // the retry does not run the tool again
  // #endregion
})
