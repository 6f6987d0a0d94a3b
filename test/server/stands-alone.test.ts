import { expect, test } from 'vitest'
import { cachedFrom } from '../../handlers/server/cluster/cached-from.ts'
import { askedOf } from '../../handlers/server/cluster/request-key.ts'
import { standsAlone } from '../../handlers/server/cluster/stands-alone.ts'
import { compatibleProvider } from '../../handlers/compatible/index.ts'
import { createSimulation, type ProviderName } from '../../handlers/index.ts'

const llm = createSimulation()
const OPENAI = 'https://api.openai.com/v1'
const AZURE = 'https://us.openai.azure.com/openai/deployments'
const user = (content: string, more: object = {}) => ({ model: 'x', messages: [{ role: 'user', content }], ...more })

async function asked(address: string, body: object | undefined, headers: Record<string, string> = {}) {
  const method = body ? 'POST' : 'GET'
  const text = body ? JSON.stringify(body) : ''
  return { text, asked: (await askedOf(llm, new Request(address, { method, headers }), address, text))! }
}

test.each<[string, object | undefined, boolean]>([
  [`${OPENAI}/chat/completions`, user('sea'), true],
  [`${OPENAI}/chat/completions`, user('sea', { stream: true }), true],
  [`${OPENAI}/embeddings`, { model: 'text-embedding-3-small', input: 'sea '.repeat(5000) }, true],
  // 2 kB of words: fewer tokens than OpenAI caches from.
  [`${OPENAI}/chat/completions`, user('The tide comes in. '.repeat(110)), true],
  [`${OPENAI}/chat/completions`, user('The tide comes in. '.repeat(400)), false],
  ['https://api.mistral.ai/v1/chat/completions', user('The tide comes in. '.repeat(30)), false],
  // Grok, which some deployments are, caches from 64.
  [`${AZURE}/gpt-4o/chat/completions?api-version=2024-10-21`, user('sea'), true],
  [`${AZURE}/gpt-4o/chat/completions?api-version=2024-10-21`, user('The tide comes in. '.repeat(110)), false],
  ['https://api.anthropic.com/v1/messages', user('The tide comes in. '.repeat(400)), true],
  ['https://api.anthropic.com/v1/messages', user('sea', { cache_control: { type: 'ephemeral' } }), false],
  ['https://api.anthropic.com/v1/messages', user('sea', { thread: { type: 'new' } }), false],
  [`${OPENAI}/responses`, { model: 'gpt-4o', input: 'sea' }, false],
  [`${OPENAI}/chat/completions`, user('sea', { file: { file_id: 'file-1' } }), false],
  [`${OPENAI}/batches`, { input_file_id: 'file-1' }, false],
  [`${OPENAI}/models`, undefined, false],
  [`${OPENAI}/no/such`, user('sea'), false],
  // They remember which models are loaded, and what a generation cost.
  ['http://127.0.0.1:11434/api/chat', user('sea'), false],
  ['https://openrouter.ai/api/v1/chat/completions', user('sea'), false],
])('%#: %s', async (address, body, expected) => {
  const { asked: found, text } = await asked(address, body)
  expect(await standsAlone(found, text)).toBe(expected)
})

test('requests that the simulation takes for equal have one key', async () => {
  const keyOf = async (...of: Parameters<typeof asked>) => (await asked(...of)).asked.key
  const key = await keyOf(`${OPENAI}/chat/completions`, { model: 'x', messages: [] })
  expect(await keyOf(`${OPENAI}/chat/completions`, { messages: [], model: 'x', stream: true })).toBe(key)
  expect(await keyOf(`${OPENAI}/completions`, { model: 'x', messages: [] })).not.toBe(key)
  expect(await keyOf('https://api.groq.com/openai/v1/chat/completions', { model: 'x', messages: [] })).not.toBe(key)
  const scoped = await keyOf(`${OPENAI}/chat/completions`, { model: 'x', messages: [] }, { 'x-msw-llm-scope': 'one' })
  expect(scoped).not.toBe(key)
  expect(
    await keyOf(
      `${OPENAI}/chat/completions`,
      { model: 'x', messages: [] },
      { authorization: 'Bearer msw-llm-scope-one' },
    ),
  ).toBe(scoped)
  expect(await keyOf(`${OPENAI}/chat/completions`, { model: 'x' }, { 'x-msw-llm-seed': '4' })).toBeUndefined()
})

test("takes from each provider's own rule the length from which prompts are cached unasked", async () => {
  const tokens = async (name: ProviderName) => cachedFrom(await llm.provider(name).load())
  const found = await Promise.all((['openai', 'groq', 'moonshot', 'deepseek', 'openrouter'] as const).map(tokens))
  expect(found).toEqual([1024, 128, 256, 64, 64])
  // They cache what is marked, or nothing.
  const never = await Promise.all((['anthropic', 'bedrock', 'cohere', 'together'] as const).map(tokens))
  expect(never).toEqual(never.map(() => Infinity))
  const kept = { kind: 'automatic', text: () => '', minimumTokens: 16, stepTokens: 16, lifetimeMs: 1000 } as const
  const own = compatibleProvider({ name: 'acme', baseUrls: ['https://api.acme.test/v1'], models: 'any' })
  expect(cachedFrom({ ...own, accounting: { ...own.accounting, cache: () => kept } })).toBe(16)
})
