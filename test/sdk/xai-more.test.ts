import OpenAI, { toFile } from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { createManualClock } from '../../src/clock.ts'

function start() {
  const clock = createManualClock()
  const llm = createSimulation({ providers: ['xai'], clock })
  const client = new OpenAI({ apiKey: 'any', baseURL: 'https://api.x.ai/v1', fetch: llm.fetch, maxRetries: 0 })
  return { clock, llm, client }
}

test('draws images and tells what they cost', async () => {
  const { client } = start()
  const model = 'grok-imagine-image-quality'
  const { data } = await client.images.generate({ model, prompt: 'a fox', n: 2, response_format: 'b64_json' })
  expect(data!.map((one) => Buffer.from(one.b64_json!, 'base64').subarray(0, 2).toString('hex'))).toEqual([
    'ffd8',
    'ffd8',
  ])
  const image = { type: 'image_url', url: 'https://a.test/a.png' }
  const edited = await client.post('/images/edits', { body: { model, prompt: 'green', images: [image, image] } })
  expect(edited).toMatchObject({ data: [{ mime_type: 'image/jpeg' }], usage: { cost_in_usd_ticks: 700_000_000 } })
  await expect(client.post('/images/edits', { body: { model, prompt: 'green' } })).rejects.toMatchObject({
    status: 400,
  })
  await expect(client.images.generate({ model: 'grok-4.3', prompt: 'a fox' })).rejects.toMatchObject({ status: 400 })
})

test('keeps files until they are deleted', async () => {
  const { client } = start()
  const file = await client.files.create({ file: await toFile(Buffer.from('hello'), 'a.txt'), purpose: 'user_data' })
  expect(file).toMatchObject({ bytes: 5, filename: 'a.txt', object: 'file' })
  expect(file.id).toMatch(/^file_[\da-f-]{36}$/)
  expect(await (await client.files.content(file.id)).text()).toBe('hello')
  expect(await client.files.delete(file.id)).toMatchObject({ deleted: true })
  await expect(client.files.retrieve(file.id)).rejects.toMatchObject({ status: 404 })
})

interface Batch {
  readonly batch_id: string
  readonly state: { readonly num_pending: number; readonly num_success: number; readonly num_error: number }
}

interface Results {
  readonly results: readonly { readonly batch_request_id: string; readonly error_message?: string }[]
}

function added(id: string, model: string): object {
  const messages = [{ role: 'user', content: 'Hello' }]
  return { batch_request_id: id, batch_request: { chat_get_completion: { model, messages } } }
}

test('answers the requests of a batch on the clock', async () => {
  const { client, clock } = start()
  const { batch_id: id, state } = await client.post<Batch>('/batches', { body: { name: 'nightly' } })
  expect(state.num_pending).toBe(0)
  await client.post(`/batches/${id}/requests`, {
    body: { batch_requests: [added('good', 'grok-3-mini'), added('bad', 'no-such-model')] },
  })
  expect((await client.get<Batch>(`/batches/${id}`)).state).toMatchObject({ num_pending: 2 })
  await clock.advance(5000)
  const done = await client.get<Batch>(`/batches/${id}`)
  expect(done.state).toMatchObject({ num_pending: 0, num_success: 1, num_error: 1 })
  const { results } = await client.get<Results>(`/batches/${id}/results`)
  expect(results.map((one) => [one.batch_request_id, one.error_message !== undefined])).toEqual([
    ['good', false],
    ['bad', true],
  ])
})

test('cancels a batch, and refuses what is no batch', async () => {
  const { client } = start()
  const { batch_id: id } = await client.post<Batch>('/batches', { body: { name: 'nightly' } })
  expect(await client.post(`/batches/${id}:cancel`)).toMatchObject({ batch_id: id, cancel_time: expect.any(String) })
  await expect(client.get('/batches/batch_gone')).rejects.toMatchObject({ status: 404 })
  await expect(client.post('/batches', { body: {} })).rejects.toMatchObject({ status: 422 })
})
