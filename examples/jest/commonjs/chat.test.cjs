const { chat } = require('./chat.cjs')

test('streams the scripted answer in pieces', async () => {
  llm.when('capital of France').reply('The capital of France is Paris.')
  const onText = jest.fn()
  expect(await chat('What is the capital of France?', onText)).toBe('The capital of France is Paris.')
  expect(onText.mock.calls.length).toBeGreaterThan(5)
})

test('gets through a rate limit, since the SDK retries', async () => {
  llm.provider('openai').failNext(1, { kind: 'rate_limit', headers: { 'retry-after-ms': '1' } })
  expect(await chat('Tell me about tides.')).toMatch(/tides/)
  expect(llm).toHaveRetried(1)
})
