import OpenAI from 'openai'
import { expect, test, vi } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'

const BASE = 'https://api.openai.com/v1'
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }

function client(llm = createSimulation()) {
  const ask = async (method: string, path: string, body?: object) => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const response = await llm.fetch(BASE + path, init)
    return { status: response.status, body: JSON.parse(await response.text()) }
  }
  const create = async (body: object) =>
    (await ask('POST', '/responses', { model: 'gpt-4o', input: 'Hello there.', ...body })).body
  return { llm, ask, create }
}

const notFound = (id: string, what = 'Response') => ({
  status: 404,
  body: {
    error: { message: `${what} with id '${id}' not found.`, type: 'invalid_request_error', param: null, code: null },
  },
})

test('keeps responses until they are deleted, and only where they are to be stored', async () => {
  const { ask, create } = client()
  const made = await create({})
  expect((await ask('GET', `/responses/${made.id}`)).body).toEqual(made)
  expect((await ask('DELETE', `/responses/${made.id}`)).body).toEqual({
    id: made.id,
    object: 'response',
    deleted: true,
  })
  expect(await ask('GET', `/responses/${made.id}`)).toEqual(notFound(made.id))
  const passing = await create({ store: false })
  expect(await ask('GET', `/responses/${passing.id}`)).toEqual(notFound(passing.id))
  expect((await ask('POST', '/responses/resp_x/cancel')).status).toBe(404)
})

test('continues a response: its items are read and billed, its instructions are not', async () => {
  const { llm, create, ask } = client()
  llm.when('name').reply('Noted.')
  const first = await create({ input: 'My name is Ada.', instructions: 'Be brief.' })
  const second = await create({ input: 'And now?', previous_response_id: first.id })
  expect(second).toMatchObject({ previous_response_id: first.id, instructions: null })
  expect(second.id.slice(0, 21)).toBe(first.id.slice(0, 21))
  expect(llm.exchanges[1]!.request).toMatchObject({
    messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }],
  })
  expect(second.usage.input_tokens).toBeGreaterThan(first.usage.input_tokens)
  const { body: items } = await ask('GET', `/responses/${second.id}/input_items?order=asc&limit=2`)
  expect(items).toMatchObject({ object: 'list', has_more: true, first_id: items.data[0].id })
  expect(items.data).toMatchObject([
    { type: 'message', role: 'user', status: 'completed', content: [{ type: 'input_text', text: 'My name is Ada.' }] },
    { type: 'message', role: 'assistant' },
  ])
  expect(items.data[0].id).toMatch(/^msg_[0-9a-f]{50}$/)
})

test('takes references to stored items, and misses those of responses that were not stored', async () => {
  const { create, ask, llm } = client()
  llm.when('one').reply('First.')
  const { output } = await create({ input: 'one' })
  const input = [
    { type: 'item_reference', id: output[0].id },
    { role: 'user', content: 'two' },
  ]
  await create({ input })
  expect(llm.exchanges[1]!.request).toMatchObject({ messages: [{ role: 'assistant' }, { role: 'user' }] })
  const { status, body } = await ask('POST', '/responses', {
    model: 'gpt-4o',
    input: [{ type: 'item_reference', id: 'rs_x' }],
  })
  expect(status).toBe(404)
  expect(body.error.message).toMatch(/^Item with id 'rs_x' not found\. Items are not persisted/)
})

test('wants the reasoning back with the call that came of it', async () => {
  const { create, ask, llm } = client()
  llm.when('go').reply([
    { type: 'reasoning', text: '', tokens: 64 },
    { type: 'tool-call', name: 'f', arguments: {} },
  ])
  const tools = [{ type: 'function', name: 'f', parameters: { type: 'object', properties: {} } }]
  const { output } = await create({ model: 'gpt-5', input: 'go', tools })
  const result = { type: 'function_call_output', call_id: output[1].call_id, output: 'ok' }
  const alone = await ask('POST', '/responses', { model: 'gpt-5', input: [output[1], result], tools })
  expect(alone.body.error.message).toBe(
    `Item '${output[1].id}' of type 'function_call' was provided without its required 'reasoning' item: '${output[0].id}'.`,
  )
  expect((await ask('POST', '/responses', { model: 'gpt-5', input: [...output, result], tools })).status).toBe(200)
})

test('runs in the background by the clock: queued, in progress, completed', async () => {
  const clock = createManualClock()
  const latency = { ttftMs: 1000, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 }
  const { llm, ask } = client(createSimulation({ clock, latency }))
  llm.when(() => true).reply('so '.repeat(30))
  const body = JSON.stringify({ model: 'gpt-4o', input: 'x', background: true, stream: true })
  const pending = llm.fetch(`${BASE}/responses`, { method: 'POST', headers, body })
  await clock.advance(1000)
  const reader = (await pending).body!.getReader()
  const reading = reader.read()
  await clock.advance(200)
  const first = new TextDecoder().decode((await reading).value)
  const { response } = JSON.parse(first.split('\ndata: ')[1]!)
  expect(response).toMatchObject({ status: 'queued', background: true })
  const state = async () => {
    const asked = ask('GET', `/responses/${response.id}`)
    await clock.advance(1500)
    return (await asked).body
  }
  expect(await state()).toMatchObject({ status: 'in_progress', output: [], usage: null, completed_at: null })
  await reader.cancel()
  await clock.advance(20_000)
  expect(await state()).toMatchObject({ status: 'completed', billing: { payer: 'developer' } })
})

test('announces a background response with its headers, and runs it on while the client polls', async () => {
  const clock = createManualClock()
  const pace = { ttftMs: 1000, ttftSigma: 0, tokensPerSecond: 10, speedSigma: 0 }
  const llm = createSimulation({ clock, latency: ({ operation }) => (operation === 'chat' ? pace : 0) })
  llm.when(() => true).reply('so '.repeat(30))
  const openai = new OpenAI({ apiKey: 'sk-test', fetch: llm.fetch, maxRetries: 0 })
  const made = openai.responses.create({ model: 'gpt-4o', input: 'x', background: true })
  await vi.waitFor(() => expect(llm.exchanges[0]?.schedule.totalMs).toBeGreaterThan(0))
  await clock.advance(400)
  const { id, status } = await made
  expect(status).toBe('queued')
  expect(llm.exchanges[0]!.state).toBe('complete')
  const poll = async (ms: number) => {
    await clock.advance(ms)
    return (await openai.responses.retrieve(id)).status
  }
  const seen = [await poll(0), await poll(1500), await poll(4000)]
  expect(seen).toEqual(['queued', 'in_progress', 'completed'])
})

test('answers background requests as queued, cancels none that has ended and no synchronous one', async () => {
  const { create, ask } = client()
  const queued = await create({ background: true })
  expect(queued).toMatchObject({ status: 'queued', output: [], usage: null, completed_at: null })
  expect(queued).not.toHaveProperty('billing')
  expect((await ask('POST', `/responses/${queued.id}/cancel`)).body.status).toBe('completed')
  const plain = await create({})
  expect(await ask('POST', `/responses/${plain.id}/cancel`)).toMatchObject({
    status: 400,
    body: { error: { message: 'Cannot cancel a synchronous response.' } },
  })
})

test('streams a background response again from any number on', async () => {
  const { llm } = client()
  const body = JSON.stringify({ model: 'gpt-4o', input: 'Hello.', background: true, stream: true })
  const whole = await (await llm.fetch(`${BASE}/responses`, { method: 'POST', headers, body })).text()
  expect(whole).not.toContain('obfuscation')
  const id = /resp_[0-9a-f]{50}/.exec(whole)![0]
  const again = (query: string) =>
    llm.fetch(`${BASE}/responses/${id}?stream=true${query}`, { headers }).then((one) => one.text())
  expect(await again('')).toBe(whole)
  const rest = await again('&starting_after=0')
  expect(whole.endsWith(rest)).toBe(true)
  expect(rest).toMatch(/^event: response\.queued\ndata: .*"sequence_number":1/)
})

test('counts input tokens as the same request is billed', async () => {
  const { ask, create } = client()
  const input = 'The quick brown fox jumps over the lazy dog.'
  const { body } = await ask('POST', '/responses/input_tokens', { model: 'gpt-4.1-mini', input })
  const made = await create({ model: 'gpt-4.1-mini', input })
  expect(body).toEqual({ object: 'response.input_tokens', input_tokens: made.usage.input_tokens })
})

test('compacts a conversation to the user’s messages and one encrypted item that can be sent back', async () => {
  const { ask, create } = client()
  const input = [
    { role: 'user', content: 'What is 2+2?' },
    { role: 'assistant', content: '4' },
    { role: 'user', content: 'And 3+3?' },
  ]
  const { body } = await ask('POST', '/responses/compact', { model: 'gpt-4o-mini', input })
  expect(Object.keys(body)).toEqual(['id', 'object', 'created_at', 'output', 'usage'])
  expect(body.id).toMatch(/^resp_[0-9a-f]{16}01/)
  expect(body.output.map((item: any) => item.type)).toEqual(['message', 'message', 'compaction'])
  expect(body.output[2].encrypted_content).toMatch(/^gAAAAA/)
  const next = await create({ input: [...body.output, { role: 'user', content: 'And 4+4?' }] })
  expect(next.status).toBe('completed')
})

test('keeps conversations, to which responses add', async () => {
  const { ask, create, llm } = client()
  llm.when('Ada').reply('Hello Ada.')
  const { body: conversation } = await ask('POST', '/conversations', {
    metadata: { topic: 'demo' },
    items: [{ role: 'developer', content: 'Be brief.' }],
  })
  expect(conversation).toMatchObject({ object: 'conversation', metadata: { topic: 'demo' } })
  expect(conversation.id).toMatch(/^conv_[0-9a-f]{50}$/)
  const made = await create({ input: 'I am Ada.', conversation: conversation.id })
  expect(made.conversation).toEqual({ id: conversation.id })
  const items = `/conversations/${conversation.id}/items`
  const { body: list } = await ask('GET', `${items}?order=asc`)
  expect(list.data.map((item: any) => item.role)).toEqual(['developer', 'user', 'assistant'])
  expect((await ask('GET', `${items}/${list.last_id}`)).body).toEqual(list.data[2])
  expect((await ask('DELETE', `${items}/${list.last_id}`)).body.id).toBe(conversation.id)
  const added = await ask('POST', items, { items: [{ role: 'user', content: 'More.' }] })
  expect(added.body.data).toMatchObject([{ type: 'message', role: 'user' }])
  const { body: updated } = await ask('POST', `/conversations/${conversation.id}`, { metadata: { topic: 'new' } })
  expect(updated.metadata).toEqual({ topic: 'new' })
  expect((await ask('DELETE', `/conversations/${conversation.id}`)).body).toEqual({
    id: conversation.id,
    object: 'conversation.deleted',
    deleted: true,
  })
  expect(await ask('GET', `/conversations/${conversation.id}`)).toEqual(notFound(conversation.id, 'Conversation'))
})

test('remembers nothing after a reset', async () => {
  const { llm, ask, create } = client()
  const { id } = await create({})
  llm.reset()
  expect((await ask('GET', `/responses/${id}`)).status).toBe(404)
})
