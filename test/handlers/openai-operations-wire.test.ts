import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { createManualClock } from '../../src/index.ts'

const clock = createManualClock()
const llm = createSimulation({ clock })
const AUTH = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }

function post(path: string, body: object): Promise<Response> {
  const headers = { ...AUTH, 'content-type': 'application/json' }
  return llm.fetch(`https://api.openai.com/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function form(path: string, fields: Readonly<Record<string, string | File>>): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return llm.fetch(`https://api.openai.com/v1/${path}`, { method: 'POST', headers: AUTH, body })
}

const get = (path: string) => llm.fetch(`https://api.openai.com/v1/${path}`, { headers: AUTH })
const sound = (name = 'a.mp3') => new File([new Uint8Array(40_000).fill(9)], name)

test('writes embeddings indented with a line break, floats or base64, and names the model in a header', async () => {
  const floats = await post('embeddings', { model: 'text-embedding-3-small', input: 'Hello, world!' })
  const text = await floats.text()
  expect(text).toMatch(
    /^\{\n {2}"object": "list",\n {2}"data": \[\n {4}\{\n {6}"object": "embedding",\n {6}"index": 0,/,
  )
  expect(text.endsWith('\n}\n')).toBe(true)
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(['object', 'data', 'model', 'usage'])
  expect(body.usage).toEqual({ prompt_tokens: 4, total_tokens: 4 })
  expect(floats.headers.get('access-control-allow-origin')).toBe('*')
  expect(floats.headers.get('openai-model')).toBe('text-embedding-3-small')
  expect(floats.headers.get('x-ratelimit-remaining-requests')).toBe('9999')
  const base64 = await post('embeddings', {
    model: 'text-embedding-3-small',
    input: 'Hello, world!',
    encoding_format: 'base64',
  })
  const encoded = (await base64.json()).data[0].embedding
  expect(encoded).toHaveLength(8192)
  const bytes = Buffer.from(encoded, 'base64')
  expect(body.data[0].embedding.map(Math.fround)).toEqual(
    Array.from({ length: 1536 }, (_, index) => bytes.readFloatLE(index * 4)),
  )
})

test('shortens a vector to its beginning, at length 1', async () => {
  const ask = async (dimensions: number) =>
    (await (await post('embeddings', { model: 'text-embedding-3-large', input: 'tide', dimensions })).json()).data[0]
      .embedding
  const [long, short] = [await ask(3072), await ask(128)]
  const length = Math.hypot(...long.slice(0, 128))
  expect(short[5]).toBeCloseTo(long[5] / length, 6)
  expect(Math.hypot(...short)).toBeCloseTo(1, 6)
})

test('bills embeddings by their tokens', async () => {
  llm.reset()
  await post('embeddings', { model: 'text-embedding-3-small', input: ['hello', 'world'] })
  expect(llm.exchanges[0]!.usage.inputTokens).toBe(2)
  expect(llm.exchanges[0]!.costUsd).toBeCloseTo((2 * 0.02) / 1e6, 12)
})

test('gives moderation results with thirteen categories in three maps, without rate limits', async () => {
  const response = await post('moderations', { input: 'This is a safe message' })
  const body = await response.json()
  expect(body.id).toMatch(/^modr-\d{3,4}$/)
  expect(body.model).toBe('omni-moderation-latest')
  const [result] = body.results
  expect(Object.keys(result)).toEqual(['flagged', 'categories', 'category_scores', 'category_applied_input_types'])
  for (const map of Object.values(result).slice(1)) {
    expect(Object.keys(map as object)).toEqual(Object.keys(result.categories))
    expect(Object.keys(map as object)).toHaveLength(13)
  }
  expect(response.headers.get('x-ratelimit-limit-requests')).toBeNull()
  const old = await (await post('moderations', { model: 'text-moderation-latest', input: ['a', 'b'] })).json()
  expect(old.model).toBe('text-moderation-007')
  expect(Object.keys(old.results[1].categories)).toHaveLength(11)
})

test('completes a prompt in the old shape', async () => {
  const response = await post('completions', { model: 'davinci-002', prompt: 'Tell me a joke about opentelemetry' })
  const body = await response.json()
  expect(Object.keys(body)).toEqual(['id', 'object', 'created', 'model', 'choices', 'usage'])
  expect(body.id).toMatch(/^cmpl-[0-9A-Za-z]{29}$/)
  expect(body.model).toBe('davinci:2023-07-21-v2')
  expect(Object.keys(body.choices[0])).toEqual(['text', 'index', 'logprobs', 'finish_reason'])
  expect(body.usage).toEqual({ prompt_tokens: 8, completion_tokens: 16, total_tokens: 24 })
  expect(response.headers.get('cache-control')).toBe('no-cache, must-revalidate')
})

test('answers k prompts with n choices each, of which the best of more are sent and all are billed', async () => {
  const ask = { model: 'gpt-3.5-turbo-instruct', prompt: ['One', 'Two'], n: 2, best_of: 3, max_tokens: 4 }
  const body = await (await post('completions', ask)).json()
  expect(body.choices.map((choice: any) => choice.index)).toEqual([0, 1, 2, 3])
  expect(body.usage).toEqual({ prompt_tokens: 2, completion_tokens: 24, total_tokens: 26 })
})

test('echoes the prompt and gives logprobs whose tokens spell the text', async () => {
  const ask = { model: 'gpt-3.5-turbo-instruct', prompt: 'Once upon a time', echo: true, logprobs: 2, max_tokens: 5 }
  const { choices } = await (await post('completions', ask)).json()
  const { text, logprobs } = choices[0]
  expect(text.startsWith('Once upon a time')).toBe(true)
  expect(logprobs.tokens.join('')).toBe(text)
  expect(logprobs.token_logprobs[0]).toBeNull()
  expect(logprobs.text_offset.slice(0, 3)).toEqual([0, 4, 9])
  expect(Object.keys(logprobs.top_logprobs[1])).toHaveLength(2)
  expect(logprobs.token_logprobs.slice(1).every((value: number) => value <= 0)).toBe(true)
})

test('streams old completions: one object name, the last token with its reason, usage, then the end', async () => {
  llm.reset()
  const ask = {
    model: 'gpt-3.5-turbo-instruct',
    prompt: 'Say hi',
    max_tokens: 3,
    stream: true,
    stream_options: { include_usage: true },
  }
  const response = await post('completions', ask)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const lines = (await response.text()).split('\n\n').filter(Boolean)
  expect(lines.at(-1)).toBe('data: [DONE]')
  const chunks = lines.slice(0, -1).map((line) => JSON.parse(line.slice(6)))
  expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason)).toEqual([null, null, 'length', undefined])
  expect(Object.keys(chunks[0])).toEqual(['id', 'object', 'created', 'choices', 'model', 'usage'])
  expect(Object.keys(chunks[3])).toEqual(['id', 'object', 'created', 'model', 'usage', 'choices'])
  expect(chunks[3].usage).toEqual({ prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 })
  llm.when('Say hi').reply('Hi.')
  const stopped = await (await post('completions', { ...ask, max_tokens: 50, stream_options: undefined })).text()
  expect(stopped).toMatch(/"choices":\[\{"text":"","index":0,"logprobs":null,"finish_reason":"stop"\}\]/)
})

test('repeats the settings of a drawn image and counts its tokens', async () => {
  const ask = { model: 'gpt-image-1', prompt: 'A lighthouse', size: '1536x1024', quality: 'high', n: 2 }
  const body = await (await post('images/generations', ask)).json()
  expect(Object.keys(body)).toEqual(['created', 'background', 'data', 'output_format', 'quality', 'size', 'usage'])
  expect(body.data).toHaveLength(2)
  expect(body.usage.output_tokens).toBe(12_416)
  expect(Object.keys(body.data[0])).toEqual(['b64_json'])
})

test('edits images that are sent as JSON (recorded counts)', async () => {
  const png = (
    await (await post('images/generations', { prompt: 'a', size: '256x256', response_format: 'b64_json' })).json()
  ).data[0].b64_json
  const images = [{ image_url: `data:image/png;base64,${png}` }, { image_url: `data:image/png;base64,${png}` }]
  const body = await (
    await post('images/edits', { model: 'gpt-image-1.5', prompt: 'turn the logo to green', images })
  ).json()
  expect(body.usage.input_tokens_details).toEqual({ image_tokens: 388, text_tokens: 43 })
  expect(body.usage.output_tokens_details.image_tokens).toBe(1056)
})

test('speaks in the content type of the format, or in events', async () => {
  const ask = { model: 'gpt-4o-mini-tts', voice: 'coral', input: 'Hello there.' }
  for (const [format, type] of [
    ['mp3', 'audio/mpeg'],
    ['wav', 'audio/wav'],
    ['pcm', 'audio/pcm'],
  ]) {
    const response = await post('audio/speech', { ...ask, response_format: format })
    expect(response.headers.get('content-type')).toBe(type)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000)
  }
  const events = (await (await post('audio/speech', { ...ask, stream_format: 'sse' })).text())
    .split('\n\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line.slice(6)))
  expect(events[0].type).toBe('speech.audio.delta')
  expect(events.at(-1).type).toBe('speech.audio.done')
  expect(events.at(-1).usage.input_tokens).toBe(3)
})

test('streams a transcript with CR LF line ends and ends with the whole text', async () => {
  const response = await form('audio/transcriptions', { file: sound(), model: 'gpt-4o-transcribe', stream: 'true' })
  const text = await response.text()
  expect(text.endsWith('data: [DONE]\r\n\r\n')).toBe(true)
  const events = text
    .split('\r\n\r\n')
    .filter((line) => line !== '' && !line.endsWith('[DONE]'))
    .map((line) => JSON.parse(line.slice(6)))
  const deltas = events.filter(({ type }) => type === 'transcript.text.delta').map(({ delta }) => delta)
  expect(deltas.join('')).toBe(events.at(-1).text)
  expect(Object.keys(events.at(-1).usage)).toEqual([
    'type',
    'total_tokens',
    'input_tokens',
    'input_token_details',
    'output_tokens',
  ])
  expect(events.at(-1).usage.input_tokens).toBe(50)
})

test('labels speakers and writes subtitles', async () => {
  const diarized = await form('audio/transcriptions', {
    file: sound(),
    model: 'gpt-4o-transcribe-diarize',
    response_format: 'diarized_json',
  })
  const body = await diarized.json()
  expect(Object.keys(body)).toEqual(['text', 'task', 'duration', 'segments', 'usage'])
  expect(Object.keys(body.segments[0])).toEqual(['type', 'text', 'speaker', 'start', 'end', 'id'])
  const vtt = await form('audio/transcriptions', { file: sound(), model: 'whisper-1', response_format: 'vtt' })
  expect(vtt.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await vtt.text()).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:\d\d\.\d{3}\n/)
})

test('shows an uploaded file with its keys in order; batch files expire after thirty days', async () => {
  const file = new File(['{"custom_id":"a"}\n'], 'in.jsonl')
  const body = await (await form('files', { file, purpose: 'batch' })).json()
  expect(Object.keys(body)).toEqual([
    'object',
    'id',
    'purpose',
    'filename',
    'bytes',
    'created_at',
    'expires_at',
    'status',
    'status_details',
  ])
  expect(body.expires_at - body.created_at).toBe(2_592_000)
})

test('fails a batch whose file is wrong, after validation, with a line per problem', async () => {
  llm.reset()
  const good = { method: 'POST', url: '/v1/embeddings', body: { model: 'text-embedding-3-small', input: 'a' } }
  const lines = [
    'no json',
    { ...good, custom_id: 'a' },
    { ...good, custom_id: 'a' },
    { ...good, url: '/v1/other', custom_id: 'b' },
  ]
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const file = await (await form('files', { file: new File([text], 'in.jsonl'), purpose: 'batch' })).json()
  const body = { input_file_id: file.id, endpoint: '/v1/embeddings', completion_window: '24h', metadata: { team: 'a' } }
  const created = await (await post('batches', body)).json()
  expect(created).toMatchObject({ status: 'validating', errors: null, metadata: { team: 'a' }, model: null })
  expect(created.id).toMatch(/^batch_[0-9a-f]{32}$/)
  expect(created.id.slice(6, 14)).toBe(created.created_at.toString(16))
  await clock.advance(2000)
  const failed = await (await get(`batches/${created.id}`)).json()
  expect(failed.status).toBe('failed')
  expect(failed.errors.data.map(({ code, line }: any) => [code, line])).toEqual([
    ['invalid_json_line', 1],
    ['duplicate_custom_id', 3],
    ['invalid_url', 4],
  ])
})
