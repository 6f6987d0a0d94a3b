import OpenAI, { toFile } from 'openai'
import { expect, test } from 'vitest'
import { readImage } from '../../src/image-size.ts'
import { startLab } from './lab.ts'

const { llm } = startLab({ clock: 'virtual' })
const client = () => new OpenAI({ apiKey: 'any-dummy-key' })

const length = (vector: readonly number[]) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))

test('embeds with the default encoding that the client decodes by itself', async () => {
  const { data, usage, model } = await client().embeddings.create({
    model: 'text-embedding-3-small',
    input: ['hello', 'world'],
  })
  expect(data.map(({ embedding }) => embedding.length)).toEqual([1536, 1536])
  for (const { embedding } of data) expect(length(embedding)).toBeCloseTo(1, 6)
  expect(usage).toEqual({ prompt_tokens: 2, total_tokens: 2 })
  expect(model).toBe('text-embedding-3-small')
})

test('embeds floats, fewer dimensions and token ids', async () => {
  const floats = await client().embeddings.create({
    model: 'text-embedding-3-large',
    input: 'hello world',
    encoding_format: 'float',
    dimensions: 256,
  })
  expect(floats.data[0]!.embedding).toHaveLength(256)
  expect(length(floats.data[0]!.embedding)).toBeCloseTo(1, 6)
  const [text, ids] = await Promise.all([
    client().embeddings.create({ model: 'text-embedding-ada-002', input: 'hello world' }),
    client().embeddings.create({ model: 'text-embedding-ada-002', input: [[15339, 1917]] }),
  ])
  expect(ids.data[0]!.embedding).toEqual(text.data[0]!.embedding)
  expect(ids.usage.total_tokens).toBe(2)
  expect(ids.model).toBe('text-embedding-ada-002-v2')
})

test('moderates strings one by one and the parts of one input together', async () => {
  const strings = await client().moderations.create({ input: ['Have a nice day.', 'I will kill you tomorrow.'] })
  expect(strings.results.map(({ flagged }) => flagged)).toEqual([false, true])
  expect(strings.results[1]!.categories['harassment/threatening']).toBe(true)
  const parts = await client().moderations.create({
    model: 'omni-moderation-latest',
    input: [
      { type: 'text', text: 'A picture of a cat' },
      { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } },
    ],
  })
  expect(parts.results).toHaveLength(1)
  expect(parts.results[0]!.category_applied_input_types.violence).toEqual(['text', 'image'])
  expect(parts.results[0]!.category_applied_input_types.hate).toEqual(['text'])
})

test('completes a bare prompt with 16 tokens, unary and streamed', async () => {
  const body = { model: 'gpt-3.5-turbo-instruct', prompt: 'Tell me a joke about opentelemetry', n: 2 }
  const unary = await client().completions.create(body)
  expect(unary.model).toBe('gpt-3.5-turbo-instruct:20230824-v2')
  expect(unary.usage).toEqual({ prompt_tokens: 8, completion_tokens: 32, total_tokens: 40 })
  expect(unary.choices.map((choice) => choice.finish_reason)).toEqual(['length', 'length'])
  llm.reset()
  const texts = ['', '']
  for await (const chunk of await client().completions.create({ ...body, stream: true }))
    for (const choice of chunk.choices) texts[choice.index] += choice.text
  expect(texts).toEqual(unary.choices.map((choice) => choice.text))
})

test('draws images of every format and size', async () => {
  const { data, usage } = await client().images.generate({
    model: 'gpt-image-1',
    prompt: 'A harbour at dawn',
    size: '1024x1536',
    quality: 'low',
    output_format: 'jpeg',
  })
  expect(readImage(data![0]!.b64_json!)).toEqual({ format: 'jpeg', widthPx: 1024, heightPx: 1536 })
  expect(usage!.output_tokens).toBe(408)
  const dalle = await client().images.generate({
    prompt: 'A harbour',
    n: 2,
    size: '256x256',
    response_format: 'b64_json',
  })
  expect(dalle.data!.map((image) => readImage(image.b64_json!)?.format)).toEqual(['png', 'png'])
  const { data: urls } = await client().images.generate({ model: 'dall-e-3', prompt: 'A harbour' })
  expect(urls![0]!.url).toMatch(/^https:\/\//)
  expect(urls![0]!.revised_prompt).toBe('A harbour')
})

test('streams partial images, then the finished one; edits an uploaded image', async () => {
  const stream = await client().images.generate({
    model: 'gpt-image-1',
    prompt: 'A cat',
    stream: true,
    partial_images: 2,
  })
  const types: string[] = []
  for await (const event of stream) types.push(event.type)
  expect(types).toEqual([
    'image_generation.partial_image',
    'image_generation.partial_image',
    'image_generation.completed',
  ])
  const drawn = await client().images.generate({ model: 'gpt-image-1', prompt: 'A cat' })
  const bytes = Buffer.from(drawn.data![0]!.b64_json!, 'base64')
  const edited = await client().images.edit({
    model: 'gpt-image-1',
    image: await toFile(bytes, 'cat.png', { type: 'image/png' }),
    prompt: 'Make it blue',
  })
  expect(edited.usage!.input_tokens_details.image_tokens).toBe(194)
})

test('hears what it said: speech goes through transcription unchanged', async () => {
  const said = 'The ferry leaves at nine. Bring your ticket, please.'
  for (const response_format of ['mp3', 'wav', 'opus', 'flac', 'aac'] as const) {
    const speech = await client().audio.speech.create({ model: 'tts-1', voice: 'alloy', input: said, response_format })
    expect(speech.headers.get('content-type')).toMatch(/^audio\//)
    const name = response_format === 'opus' ? 'a.ogg' : response_format === 'aac' ? 'a.m4a' : `a.${response_format}`
    const file = await toFile(new Uint8Array(await speech.arrayBuffer()), name)
    const { text } = await client().audio.transcriptions.create({ file, model: 'gpt-4o-transcribe' })
    expect(text).toBe(said)
  }
})

test('transcribes in every format and as a stream', async () => {
  const file = () => toFile(new Uint8Array(80_000).fill(7), 'call.mp3')
  const create = client().audio.transcriptions
  const json = await create.create({ file: await file(), model: 'whisper-1' })
  expect(json.usage).toEqual({ type: 'duration', seconds: 10 })
  const verbose = await create.create({
    file: await file(),
    model: 'whisper-1',
    response_format: 'verbose_json',
    timestamp_granularities: ['word'],
  })
  expect(verbose.language).toBe('english')
  expect(verbose.words!.length).toBeGreaterThan(5)
  expect(verbose.segments).toBeUndefined()
  const srt = await create.create({ file: await file(), model: 'whisper-1', response_format: 'srt' })
  expect(srt).toMatch(/^1\n00:00:00,000 --> 00:00:/)
  let text = ''
  for await (const event of await create.create({ file: await file(), model: 'gpt-4o-mini-transcribe', stream: true }))
    if (event.type === 'transcript.text.delta') text += event.delta
  expect(text).toBe(json.text)
  const translated = await client().audio.translations.create({ file: await file(), model: 'whisper-1' })
  expect(translated.text).toBe(json.text)
})

test('keeps files: upload, list, read, delete', async () => {
  const file = await client().files.create({
    file: await toFile(Buffer.from('a,b\n1,2\n'), 'data.csv'),
    purpose: 'user_data',
  })
  expect(file.id).toMatch(/^file-[0-9A-Za-z]{22}$/)
  expect(file.bytes).toBe(8)
  expect((await client().files.list()).data.map(({ id }) => id)).toEqual([file.id])
  expect(await (await client().files.content(file.id)).text()).toBe('a,b\n1,2\n')
  expect(await client().files.delete(file.id)).toEqual({ object: 'file', id: file.id, deleted: true })
  await expect(client().files.retrieve(file.id)).rejects.toMatchObject({ status: 404 })
})

test('runs a batch through the same engine while the clock goes on', async () => {
  const openai = client()
  const line = (custom_id: string, body: object) =>
    JSON.stringify({ custom_id, method: 'POST', url: '/v1/chat/completions', body })
  const messages = [{ role: 'user', content: 'What is the tide?' }]
  const lines = [
    line('good', { model: 'gpt-4o-mini', messages }),
    line('bad', { model: 'no-such-model', messages }),
    line('fine', { model: 'gpt-4o-mini', messages }),
  ]
  llm.when('tide').reply('The sea goes up and down.')
  const input = await openai.files.create({
    file: await toFile(Buffer.from(lines.join('\n')), 'in.jsonl'),
    purpose: 'batch',
  })
  const batch = await openai.batches.create({
    input_file_id: input.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  })
  expect(batch.status).toBe('validating')
  expect(batch.expires_at! - batch.created_at).toBe(86_400)
  const seen = new Set<string>()
  let now = batch
  while (now.status !== 'completed') {
    await llm.clock.sleep(250)
    now = await openai.batches.retrieve(batch.id)
    seen.add(now.status)
  }
  expect([...seen]).toEqual(['validating', 'in_progress', 'finalizing', 'completed'])
  expect(now.request_counts).toEqual({ total: 3, completed: 2, failed: 1 })
  const output = await (await openai.files.content(now.output_file_id!)).text()
  const answers = output
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one))
  expect(answers.map(({ custom_id }) => custom_id)).toEqual(['good', 'fine'])
  expect(answers[0].response.body.choices[0].message.content).toBe('The sea goes up and down.')
  const errors = JSON.parse(await (await openai.files.content(now.error_file_id!)).text())
  expect(errors.response.status_code).toBe(404)
  expect(errors.response.body.error.code).toBe('model_not_found')
  expect(now.usage!.total_tokens).toBeGreaterThan(10)
})

test('cancels a batch and lists the newest first', async () => {
  const openai = client()
  const line = {
    custom_id: 'a',
    method: 'POST',
    url: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: 'x' },
  }
  const file = await toFile(Buffer.from(JSON.stringify(line)), 'in.jsonl')
  const input = await openai.files.create({ file, purpose: 'batch' })
  const body = { input_file_id: input.id, endpoint: '/v1/embeddings', completion_window: '24h' } as const
  const first = await openai.batches.create(body)
  const second = await openai.batches.create(body)
  expect((await openai.batches.list()).data.map(({ id }) => id)).toEqual([second.id, first.id])
  expect((await openai.batches.cancel(first.id)).status).toBe('cancelling')
  await llm.clock.sleep(1000)
  const ended = await openai.batches.retrieve(first.id)
  expect(ended).toMatchObject({ status: 'cancelled', request_counts: { total: 1, completed: 0, failed: 0 } })
  expect(ended.error_file_id).not.toBeNull()
})
