import type { Sampler } from './sampler.ts'

const API = 'https://api.anthropic.com/v1'
const MODEL = 'claude-haiku-4-5'

/** Messages, counts, models, batches. */
export async function anthropicScenes({ ask, llm }: Sampler): Promise<void> {
  llm.when('lockpick').refuse()
  const say = (content: unknown, more: object = {}) => ({
    model: MODEL,
    max_tokens: 2000,
    messages: [{ role: 'user', content }],
    ...more,
  })
  const weather = { name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }
  const document = {
    type: 'document',
    source: { type: 'text', media_type: 'text/plain', data: 'The tide is high. The boat is green.' },
    citations: { enabled: true },
  }
  for (const body of [
    say('Tell me about the sea.'),
    say('Tell me about the sea.', { max_tokens: 3 }),
    say('Count', { stop_sequences: ['a'] }),
    say('What is the weather in Lisbon?', { tools: [weather] }),
    say('Why is the sea blue?', { max_tokens: 3000, thinking: { type: 'enabled', budget_tokens: 1024 } }),
    say('lockpick'),
    say('Give me a city', {
      output_config: {
        format: { type: 'json_schema', schema: { ...weather.input_schema, additionalProperties: false } },
      },
    }),
    say([document, { type: 'text', text: 'What colour is the boat?' }]),
    say('What is the latest news about Lisbon?', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }),
    say('Fetch https://a.example/ for me', { tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] }),
    say('Run code: 2 + 2', { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }] }),
    say([{ type: 'text', text: 'sea '.repeat(5000), cache_control: { type: 'ephemeral' } }]),
  ]) {
    for (const stream of [false, true]) await ask(`${API}/messages`, { ...body, stream })
  }
  await ask(`${API}/messages`, say(''))
  await ask(`${API}/messages/count_tokens`, { model: MODEL, messages: [{ role: 'user', content: 'Hi' }] })
  await ask(`${API}/models`)
  await ask(`${API}/models/${MODEL}`)
  const batch = {
    requests: [
      { custom_id: 'a', params: say('Hi') },
      { custom_id: 'b', params: say('') },
    ],
  }
  const { id } = await ask(`${API}/messages/batches`, batch)
  await ask(`${API}/messages/batches/${id}`)
  await ask(`${API}/messages/batches/${(await ask(`${API}/messages/batches`, batch)).id}/cancel`, {})
  await llm.clock.sleep(7_200_000)
  await ask(`${API}/messages/batches`)
  await ask(`${API}/messages/batches/${id}`)
  await ask(`${API}/messages/batches/${id}/results`)
  await ask(`${API}/messages/batches/${id}`, undefined, { method: 'DELETE' })
  const beta = { headers: { 'anthropic-beta': 'files-api-2025-04-14' } }
  const form = new FormData()
  form.set('file', new File(['hello'], 'a.txt', { type: 'text/plain' }))
  const file = await ask(`${API}/files`, form, beta)
  await ask(`${API}/files`, undefined, beta)
  await ask(`${API}/files/${file.id}`, undefined, beta)
  await ask(`${API}/files/${file.id}`, undefined, { ...beta, method: 'DELETE' })
}
