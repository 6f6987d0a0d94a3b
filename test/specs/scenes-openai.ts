import type { Sampler } from './sampler.ts'

const API = 'https://api.openai.com/v1'
const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const SCHEMA = { name: 'city', schema: WEATHER, strict: true }
const CAT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Chat bodies that any API of this kind takes. */
export function chatScenes(model: string): readonly object[] {
  const messages = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: WEATHER } }]
  return [
    { model, messages },
    { model, messages, max_tokens: 3 },
    { model, messages, tools },
    { model, messages, response_format: { type: 'json_schema', json_schema: SCHEMA } },
  ]
}

/** Everything of OpenAI: chat completions, operations, files and batches. */
export async function openaiScenes({ ask, llm }: Sampler): Promise<void> {
  const messages = [{ role: 'user', content: 'Tell me about the sea.' }]
  llm.when('lockpick').refuse()
  for (const body of [
    ...chatScenes('gpt-4o-mini'),
    { model: 'gpt-4o-mini', messages, logprobs: true, top_logprobs: 2 },
    { model: 'gpt-4o-mini', messages, n: 2, store: true, metadata: { a: 'b' } },
    { model: 'gpt-5', messages, reasoning_effort: 'high' },
    { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'lockpick' }] },
    {
      model: 'gpt-4o-audio-preview',
      messages,
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'pcm16' },
    },
    { model: 'gpt-4o-search-preview', messages: [{ role: 'user', content: 'news of today' }] },
  ]) {
    await ask(`${API}/chat/completions`, body)
    await ask(`${API}/chat/completions`, { ...body, stream: true })
    await ask(`${API}/chat/completions`, { ...body, stream: true, stream_options: { include_usage: true } })
  }
  await ask(`${API}/chat/completions`, { model: 'gpt-4o', messages: [] })
  await ask(`${API}/nothing`, {})
  for (const stream of [false, true])
    await ask(`${API}/completions`, { model: 'gpt-3.5-turbo-instruct', prompt: 'Once', logprobs: 2, stream })
  await ask(`${API}/embeddings`, { model: 'text-embedding-3-small', input: ['a', 'b'], dimensions: 4 })
  await ask(`${API}/moderations`, { input: ['Have a nice day.', 'I will kill you.'] })
  await ask(`${API}/moderations`, {
    model: 'omni-moderation-latest',
    input: [{ type: 'image_url', image_url: { url: CAT } }],
  })
  await ask(`${API}/models`)
  await ask(`${API}/models/gpt-4o`)
  await ask(`${API}/images/generations`, { model: 'dall-e-2', prompt: 'A cat', size: '256x256' })
  for (const stream of [false, true])
    await ask(`${API}/images/generations`, {
      model: 'gpt-image-1',
      prompt: 'A cat',
      quality: 'low',
      stream,
      ...(stream ? { partial_images: 1 } : {}),
    })
  await soundScenes(ask)
  await fileScenes(ask, llm)
}

async function soundScenes(ask: Sampler['ask']): Promise<void> {
  const sound = await ask(`${API}/audio/speech`, {
    model: 'tts-1',
    voice: 'alloy',
    input: 'Bring your ticket.',
    response_format: 'wav',
  })
  const heard = async (path: string, fields: Record<string, string>) => {
    const form = new FormData()
    form.set('file', new File([sound], 'a.wav', { type: 'audio/wav' }))
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    await ask(`${API}/audio/${path}`, form)
  }
  await heard('transcriptions', { model: 'whisper-1' })
  await heard('transcriptions', {
    model: 'whisper-1',
    response_format: 'verbose_json',
    'timestamp_granularities[]': 'word',
  })
  await heard('transcriptions', { model: 'gpt-4o-transcribe', 'include[]': 'logprobs' })
  await heard('transcriptions', { model: 'gpt-4o-transcribe', stream: 'true' })
  await heard('translations', { model: 'whisper-1' })
  await heard('translations', { model: 'whisper-1', response_format: 'verbose_json' })
}

async function fileScenes(ask: Sampler['ask'], llm: Sampler['llm']): Promise<void> {
  const form = new FormData()
  const line = { custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: chatScenes('gpt-4o-mini')[0] }
  form.set('file', new File([JSON.stringify(line)], 'in.jsonl'))
  form.set('purpose', 'batch')
  const { id } = await ask(`${API}/files`, form)
  await ask(`${API}/files`)
  await ask(`${API}/files/${id}`)
  const batch = { input_file_id: id, endpoint: '/v1/chat/completions', completion_window: '24h' }
  const made = await ask(`${API}/batches`, batch)
  await ask(`${API}/batches/${(await ask(`${API}/batches`, batch)).id}/cancel`, {})
  await llm.clock.sleep(3_600_000)
  await ask(`${API}/batches/${made.id}`)
  await ask(`${API}/batches`)
  await ask(`${API}/files/${id}`, undefined, { method: 'DELETE' })
}

/** The Responses API with its state. */
export async function responsesScenes({ ask, llm }: Sampler): Promise<void> {
  llm.when('lockpick').refuse()
  const input = 'What is the weather in Lisbon?'
  const model = 'gpt-5'
  for (const body of [
    { model: 'gpt-4o-mini', input },
    { model: 'gpt-4o-mini', input, max_output_tokens: 16 },
    { model: 'gpt-4o-mini', input, include: ['message.output_text.logprobs'], top_logprobs: 2 },
    { model: 'gpt-4o-mini', input: 'lockpick' },
    { model, input, reasoning: { effort: 'high', summary: 'detailed' }, include: ['reasoning.encrypted_content'] },
    { model, input, tools: [{ type: 'function', name: 'get_weather', parameters: WEATHER, strict: true }] },
    { model, input, tools: [{ type: 'custom', name: 'code', description: 'Runs code' }], tool_choice: 'required' },
    { model, input, text: { format: { type: 'json_schema', ...SCHEMA } } },
    { model, input: 'What is the latest news?', tools: [{ type: 'web_search' }] },
    {
      model,
      input: 'Search my files for tides',
      tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }],
      include: ['file_search_call.results'],
    },
    {
      model,
      input: 'Run code: 2 + 2',
      tools: [{ type: 'code_interpreter', container: { type: 'auto' } }],
      include: ['code_interpreter_call.outputs'],
    },
    { model, input: 'Draw a cat', tools: [{ type: 'image_generation', partial_images: 1, quality: 'low' }] },
  ]) {
    await ask(`${API}/responses`, body)
    await ask(`${API}/responses`, { ...body, stream: true })
  }
  await ask(`${API}/responses`, { model, input: [] })
  const { id } = await ask(`${API}/responses`, { model: 'gpt-4o-mini', input, metadata: { a: 'b' } })
  await ask(`${API}/responses`, { model: 'gpt-4o-mini', input: 'And then?', previous_response_id: id })
  await ask(`${API}/responses/${id}`)
  await ask(`${API}/responses/${id}/input_items`)
  await ask(`${API}/responses/input_tokens`, { model, input })
  await ask(`${API}/responses/compact`, { model, input })
  const late = await ask(`${API}/responses`, { model, input, background: true })
  await ask(`${API}/responses/${late.id}/cancel`, {})
  await ask(`${API}/responses/${id}`, undefined, { method: 'DELETE' })
  const talk = await ask(`${API}/conversations`, { items: [{ type: 'message', role: 'user', content: 'Hello' }] })
  await ask(`${API}/responses`, { model: 'gpt-4o-mini', input, conversation: talk.id })
  await ask(`${API}/conversations/${talk.id}`)
  await ask(`${API}/conversations/${talk.id}`, { metadata: { a: 'b' } })
  const { data } = await ask(`${API}/conversations/${talk.id}/items`)
  await ask(`${API}/conversations/${talk.id}/items/${data[0].id}`)
  await ask(`${API}/conversations/${talk.id}/items`, { items: [{ type: 'message', role: 'user', content: 'Bye' }] })
  await ask(`${API}/conversations/${talk.id}`, undefined, { method: 'DELETE' })
}
