import { createOpenAI } from '@ai-sdk/openai'
import { generateText } from 'ai'
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
  expect(llm).toHaveUsedModel('gpt-4o')
  expect(llm).not.toHaveUsedModel(/claude/)
  expect(llm).toHaveFailed('overloaded', 1)
  expect(llm).toHaveFailed()
  expect(llm).not.toHaveFailed('rate_limit')
  expect(llm).not.toHaveStreamed()
  expect(llm).not.toHaveReceivedSystemPrompt(/./)
  expect(llm).not.toHaveOfferedTool('get_weather')
  expect(llm).not.toHaveReadFromCache()
  expect(() => expect(llm).toHaveAnswered({ status: 503, times: 3 })).toThrow(
    /but 1 of them did[\s\S]*ex_1 openai\.chat gpt-4o-2024-08-06 503 complete: "weather please" -> overloaded/,
  )
})

test('a retry is what an SDK calls one, or a request that is sent again after it failed', async () => {
  const llm = createSimulation()
  const openai = createOpenAI({ apiKey: 'k', fetch: llm.fetch })
  const hint = { kind: 'rate_limit' as const, headers: { 'retry-after-ms': '1' } }
  llm.provider('openai').failNext(2, hint)
  await generateText({ model: openai('gpt-4o'), prompt: 'sea' }) // tells nothing of its retries
  expect(llm).toHaveRetried(2)
  await generateText({ model: openai('gpt-4o'), prompt: 'sea' })
  await generateText({ model: openai('gpt-4o'), prompt: 'lake' })
  expect(llm).toHaveRetried(2)

  llm.reset()
  llm.provider('openai').failNext(1, hint)
  const once = new OpenAI({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0 })
  await expect(once.models.list()).rejects.toThrow('429')
  await ask(llm, 'sea')
  expect(llm).not.toHaveRetried()
  await once.models.list() // an app that tries again by itself
  expect(llm).toHaveRetried(1)

  llm.reset()
  llm.provider('openai').failNext(2, hint)
  await Promise.all([ask(llm, 'sea'), ask(llm, 'lake')])
  expect(llm).toHaveRetried(2)
  expect(() => expect(llm).toHaveRetried(1)).toThrow(/retried 1 times, but 2 were retries/)
})

test('matchers know streams, system prompts, tools and the cache', async () => {
  const llm = createSimulation()
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  const system = 'You are a sailor. '.repeat(400)
  const ask = () =>
    openai.chat.completions.create({
      model: 'gpt-4o',
      stream: true,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: 'sea' },
      ],
      tools: [{ type: 'function', function: { name: 'measure', parameters: { type: 'object', properties: {} } } }],
      tool_choice: 'none',
    })
  llm.when('sea').reply('Deep.')
  for (const stream of [await ask(), await ask()]) for await (const chunk of stream) expect(chunk.choices).toBeDefined()
  expect(llm).toHaveStreamed({ text: 'deep' })
  expect(llm).not.toHaveStreamed({ text: 'shallow' })
  expect(llm).toHaveReceivedSystemPrompt('sailor')
  expect(llm).toHaveOfferedTool('measure')
  expect(llm).toHaveReadFromCache({ min: 1024 })
  expect(() => expect(llm).toHaveFailed('rate_limit')).toThrow(
    'expected the exchanges to have failed by rate_limit, but 0 of them did. They are:',
  )
})
