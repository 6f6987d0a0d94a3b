import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab({ clock: 'virtual' })
const client = () => new Anthropic({ apiKey: 'sk-ant-any', maxRetries: 0 })

const params = (content: string) => ({
  model: 'claude-haiku-4-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content }],
})

async function ended(anthropic: Anthropic, id: string) {
  for (;;) {
    const batch = await anthropic.messages.batches.retrieve(id)
    if (batch.processing_status === 'ended') return batch
    await llm.clock.sleep(1000)
  }
}

test('runs a batch to its results at half the price', async () => {
  llm.when('Rome').reply('Rome is in Italy.')
  const anthropic = client()
  const created = await anthropic.messages.batches.create({
    requests: [
      { custom_id: 'rome', params: params('Where is Rome?') },
      { custom_id: 'broken', params: { ...params('Hello'), max_tokens: 1_000_000 } },
    ],
  })
  expect(created.id).toMatch(/^msgbatch_01[1-9A-HJ-NP-Za-km-z]{22}$/)
  expect(created).toMatchObject({ processing_status: 'in_progress', ended_at: null, results_url: null })
  const all = { processing: 2, succeeded: 0, errored: 0, canceled: 0, expired: 0 }
  expect(created.request_counts).toEqual(all)
  const running = await anthropic.messages.batches.retrieve(created.id).asResponse()
  expect(running.headers.get('retry-after')).toBe('10')
  const batch = await ended(anthropic, created.id)
  expect(batch.request_counts).toEqual({ ...all, processing: 0, succeeded: 1, errored: 1 })
  expect(batch.results_url).toBe(`https://api.anthropic.com/v1/messages/batches/${batch.id}/results`)
  const results = []
  for await (const line of await anthropic.messages.batches.results(batch.id)) results.push(line)
  expect(results).toMatchObject([
    {
      custom_id: 'rome',
      result: {
        type: 'succeeded',
        message: { content: [{ type: 'text', text: 'Rome is in Italy.' }], usage: { service_tier: 'batch' } },
      },
    },
    {
      custom_id: 'broken',
      result: { type: 'errored', error: { type: 'error', error: { type: 'invalid_request_error' }, request_id: null } },
    },
  ])
  const line = llm.exchanges.find(({ prompt }) => prompt === 'Where is Rome?')!
  await anthropic.messages.create(params('Where is Rome?'))
  const direct = llm.exchanges.at(-1)!
  expect(line).toMatchObject({ isBatched: true, limits: [] })
  expect(line.usage).toEqual(direct.usage)
  expect(line.costUsd).toBeCloseTo(direct.costUsd / 2, 12)
})

test('cancels, lists and deletes batches', async () => {
  const anthropic = client()
  const requests = Array.from({ length: 30 }, (_, at) => ({ custom_id: `n${at}`, params: params(`Count ${at}`) }))
  const ids: string[] = []
  for (let at = 0; at < 3; at++) ids.push((await anthropic.messages.batches.create({ requests })).id)
  await llm.clock.sleep(1000)
  const canceling = await anthropic.messages.batches.cancel(ids[0]!)
  expect(canceling).toMatchObject({ processing_status: 'canceling', request_counts: { processing: 30 } })
  await expect(anthropic.messages.batches.delete(ids[0]!)).rejects.toMatchObject({ status: 400 })
  const { request_counts: counts } = await ended(anthropic, ids[0]!)
  expect(counts.succeeded).toBeGreaterThan(0)
  expect(counts.canceled).toBeGreaterThan(0)
  expect(counts.succeeded + counts.canceled).toBe(30)
  const listed: string[] = []
  for await (const { id } of anthropic.messages.batches.list({ limit: 2 })) listed.push(id)
  expect(listed).toEqual(ids.toReversed())
  expect(await anthropic.messages.batches.delete(ids[0]!)).toEqual({ id: ids[0], type: 'message_batch_deleted' })
  await expect(anthropic.messages.batches.retrieve(ids[0]!)).rejects.toBeInstanceOf(Anthropic.NotFoundError)
})

test('refuses a batch whose requests cannot be told apart, and leaves their params for later', async () => {
  const create = (...ids: string[]) =>
    client().messages.batches.create({ requests: ids.map((custom_id) => ({ custom_id, params: params('Hi') })) })
  await expect(create('a', 'a')).rejects.toMatchObject({ status: 400 })
  await expect(create('not allowed')).rejects.toThrow(/requests\.0\.custom_id: String should match pattern/)
  await expect(create()).rejects.toThrow(/List should have at least 1 item/)
})

test('keeps files, and gives back the content of none that was uploaded', async () => {
  const anthropic = client()
  const file = await toFile(Buffer.from('item,value\napple,30\n'), 'data.csv', { type: 'text/csv' })
  const stored = await anthropic.beta.files.upload({ file })
  expect(stored.id).toMatch(/^file_011C[1-9A-HJ-NP-Za-km-z]{20}$/)
  expect(stored).toMatchObject({ filename: 'data.csv', mime_type: 'text/csv', size_bytes: 20, downloadable: false })
  expect(await anthropic.beta.files.retrieveMetadata(stored.id)).toEqual(stored)
  const listed = []
  for await (const one of anthropic.beta.files.list()) listed.push(one)
  expect(listed).toEqual([stored])
  await expect(anthropic.beta.files.download(stored.id)).rejects.toThrow(/not downloadable/)
  expect(await anthropic.beta.files.delete(stored.id)).toEqual({ id: stored.id, type: 'file_deleted' })
  await expect(anthropic.beta.files.retrieveMetadata(stored.id)).rejects.toMatchObject({ status: 404 })
})
