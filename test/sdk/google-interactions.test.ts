import { GoogleGenAI } from '@google/genai'
import { expect, test } from 'vitest'
import { createManualClock } from '../../src/clock.ts'
import { startLab } from './lab.ts'

const clock = createManualClock()
const { llm } = startLab({ clock })
const ai = () => new GoogleGenAI({ apiKey: 'any' })
const model = 'gemini-2.5-flash'
const tools = [
  {
    type: 'function' as const,
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
]

test('answers in steps, with everything counted', async () => {
  const interaction = await ai().interactions.create({ model, input: 'Tell me about tides.' })
  expect(interaction).toMatchObject({ status: 'completed', object: 'interaction', model, service_tier: 'standard' })
  expect(interaction.id).toMatch(/^v1_Ch[\w-]+$/)
  expect(interaction.steps!.map(({ type }) => type)).toEqual(['thought', 'model_output'])
  const { total_tokens, total_input_tokens, total_output_tokens, total_thought_tokens } = interaction.usage!
  expect(total_tokens).toBe(total_input_tokens! + total_output_tokens! + total_thought_tokens!)
})

test('remembers what was said before, reads it back and forgets it', async () => {
  llm.when('my name').reply('Hello Amir.')
  const first = await ai().interactions.create({ model, input: 'Hi, my name is Amir.' })
  const second = await ai().interactions.create({
    model,
    input: 'And what is it?',
    previous_interaction_id: first.id!,
  })
  const [, exchange] = llm.exchanges
  expect(JSON.stringify(exchange!.request)).toContain('Hello Amir.')
  // Both ids begin with the conversation's first response.
  expect(second.id!.slice(0, 30)).toBe(first.id!.slice(0, 30))
  expect(await ai().interactions.get(first.id!)).toMatchObject({ id: first.id, status: 'completed' })
  await ai().interactions.delete(first.id!)
  await expect(ai().interactions.get(first.id!)).rejects.toMatchObject({ status: 404 })
})

test('calls functions and takes their results', async () => {
  const first = await ai().interactions.create({ model, input: 'What is the weather in Lisbon?', tools })
  expect(first.status).toBe('requires_action')
  const call = first.steps!.find(({ type }) => type === 'function_call') as { readonly id: string }
  expect(call).toMatchObject({ name: 'get_weather', arguments: { city: 'Lisbon' } })
  const second = await ai().interactions.create({
    model,
    tools,
    previous_interaction_id: first.id!,
    input: [{ type: 'function_result', call_id: call.id, name: 'get_weather', result: '21 degrees' }],
  })
  expect(JSON.stringify(second.steps)).toContain('21 degrees')
})

test('streams steps that amount to the whole', async () => {
  const body = { model, input: 'Tell me about the harbour of Lisbon.' }
  const whole = await ai().interactions.create(body)
  llm.reset()
  const types: string[] = []
  let text = ''
  let usage
  for await (const event of await ai().interactions.create({ ...body, stream: true })) {
    types.push(event.event_type)
    if (event.event_type === 'step.delta' && event.delta.type === 'text') text += event.delta.text
    if (event.event_type === 'interaction.completed') ({ usage } = event.interaction)
  }
  expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
    'interaction.created',
    'interaction.status_update',
    'step.start',
    'step.delta',
    'step.stop',
    'step.start',
    'step.delta',
    'step.stop',
    'interaction.completed',
  ])
  expect(whole.steps!.at(-1)).toEqual({ content: [{ text, type: 'text' }], type: 'model_output' })
  // The client adds a count of its own to what it returns at once.
  expect(whole.usage).toMatchObject(usage!)
})

test('fills a schema, searches and cites', async () => {
  const schema = { type: 'object', properties: { nights: { type: 'integer' } }, required: ['nights'] }
  const booked = await ai().interactions.create({
    model,
    input: 'Book 3 nights.',
    response_format: { type: 'text', mime_type: 'application/json', schema },
  })
  expect(JSON.stringify(booked.steps)).toContain('{\\"nights\\":3}')
  const found = await ai().interactions.create({
    model,
    input: 'What is the latest news about Lisbon?',
    tools: [{ type: 'google_search' }],
  })
  expect(JSON.stringify(found.steps)).toContain('"url_citation"')
  expect(found.usage!.total_tool_use_tokens).toBeGreaterThan(0)
})

test('lets an agent work in the background until the clock has moved on', async () => {
  const agent = 'deep-research-pro-preview-12-2025'
  const started = await ai().interactions.create({ agent, input: 'Research tides.', background: true })
  expect(started).toMatchObject({ status: 'in_progress', agent })
  expect(await ai().interactions.get(started.id!)).toMatchObject({ status: 'in_progress' })
  await clock.advance(6000)
  expect(await ai().interactions.get(started.id!)).toMatchObject({ status: 'completed', agent })
  const other = await ai().interactions.create({ agent, input: 'Research boats.', background: true })
  expect(await ai().interactions.cancel(other.id!)).toMatchObject({ status: 'cancelled' })
})

test('refuses in words of its own', async () => {
  const asked = ai().interactions.create({ model, input: 'Hi', background: true })
  await expect(asked).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining(`Model '${model}' does not support background interactions.`),
  })
  await expect(ai().interactions.create({ model: 'no-such-model', input: 'Hi' })).rejects.toMatchObject({ status: 400 })
})
