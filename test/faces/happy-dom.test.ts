// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "fetch": { "disableSameOriginPolicy": true } } }
// msw 3 leaves happy-dom's fetch to go through node:https, where it would ask for CORS first.
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { setupLlm } from '../../handlers/faces/vitest.ts'

const llm = setupLlm()

test('one line answers the clients of a page, and their aborts end the exchange', async () => {
  const client = new OpenAI({ apiKey: 'any', dangerouslyAllowBrowser: true })
  const controller = new AbortController()
  const stream = await client.chat.completions.create(
    { model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me about tides.' }], stream: true },
    { signal: controller.signal },
  )
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) controller.abort()
  expect(llm.exchanges.map(({ state }) => state)).toEqual(['aborted'])
})
