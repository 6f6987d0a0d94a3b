import OpenAI from 'openai'
import { expect, test } from 'vitest'
import '../../handlers/faces/vitest.ts'
import { createSimulation } from '../../handlers/index.ts'

const ask = (llm: ReturnType<typeof createSimulation>, content: string) =>
  new OpenAI({ apiKey: 'k', fetch: llm.fetch }).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content }],
  })

test('matchers say what the exchanges were', async () => {
  const llm = createSimulation()
  llm.when('weather').callTool('get_weather', { city: 'Paris', unit: 'C' })
  llm.provider('openai').failNext(1, { kind: 'overloaded', headers: { 'retry-after-ms': '1' } })
  await ask(llm, 'weather please')
  expect(llm).toHaveReceivedPrompt('WEATHER')
  expect(llm).toHaveCalledTool('get_weather', { city: 'Paris' })
  expect(llm).not.toHaveCalledTool('get_weather', { city: 'Rome' })
  expect(llm.provider('openai')).toHaveAnswered({ status: 503, times: 1 })
  expect(llm.provider('openai')).toHaveAnswered({ status: 200, model: /^gpt-4o/ })
  expect(llm.provider('anthropic')).not.toHaveAnswered()
  expect(llm).toHaveRetried(1)
  expect(llm).toHaveSpentLessThan(0.01)
  expect(llm).toHaveUsedTokens({ min: 10, max: 100 })
  expect(llm).not.toHaveAborted()
  expect(() => expect(llm).toHaveAnswered({ status: 503, times: 3 })).toThrow(
    /but 1 of them did[\s\S]*ex_1 openai\.chat gpt-4o-2024-08-06 503 complete: "weather please" -> overloaded/,
  )
})
