import { GoogleGenAI } from '@google/genai'
import { expect, test, vi } from 'vitest'
import { createManualClock } from '../../src/clock.ts'
import { startLab } from './lab.ts'

const clock = createManualClock()
const { llm } = startLab({ clock })
const ai = () => new GoogleGenAI({ apiKey: 'any' })
const model = 'gemini-2.5-flash'
const asked = (text: string) => ({ contents: [{ role: 'user', parts: [{ text }] }] })

/** Lets the requests be answered, and the time pass that a batch takes. */
async function passTime(): Promise<void> {
  // The first answer loads what the simulated model needs.
  const isIdle = () => expect(llm.exchanges.every(({ state }) => state !== 'pending')).toBe(true)
  await vi.waitFor(isIdle, { timeout: 20_000 })
  await clock.advance(5000)
}

test('answers the requests of a batch on the clock, at half the price', async () => {
  const src = [{ ...asked('Tell me about tides.'), metadata: { key: 'a' } }, asked('Tell me about boats.')]
  const batch = await ai().batches.create({ model, src, config: { displayName: 'two' } })
  expect(batch).toMatchObject({ state: 'JOB_STATE_PENDING', displayName: 'two', model: `models/${model}` })
  await passTime()
  const done = await ai().batches.get({ name: batch.name! })
  const responses = done.dest!.inlinedResponses!
  expect(responses).toHaveLength(2)
  expect(responses[0]!.metadata).toEqual({ key: 'a' })
  expect(responses[0]!.response!.candidates![0]!.content!.parts![0]!.text).toMatch(/tides/i)
  const [line] = llm.exchanges.filter(({ endpoint }) => endpoint === 'google.generateContent')
  const { costUsd } = line!
  await ai().models.generateContent({ model, contents: 'Tell me about tides.' })
  expect(llm.exchanges.at(-1)!.costUsd).toBeGreaterThan(costUsd)
})

test('takes requests from a file and writes the answers to one', async () => {
  const lines = ['one', 'two'].map((key) => `${JSON.stringify({ key, request: asked(`Tell me about ${key}.`) })}\n`)
  const file = await ai().files.upload({ file: new Blob(lines), config: { mimeType: 'application/jsonl' } })
  const batch = await ai().batches.create({ model, src: file.name! })
  await passTime()
  const { dest } = await ai().batches.get({ name: batch.name! })
  const url = `https://generativelanguage.googleapis.com/v1beta/${dest!.fileName}:download?alt=media&key=any`
  const results = (await (await llm.fetch(url)).text()).trim().split('\n')
  expect(results.map((line) => JSON.parse(line).key)).toEqual(['one', 'two'])
  expect(JSON.parse(results[0]!).response.candidates).toHaveLength(1)
})

test('keeps the errors of single requests', async () => {
  const batch = await ai().batches.create({
    model,
    src: [{ contents: [{ role: 'wizard', parts: [{ text: 'Hi' }] }] }, asked('Hi')],
  })
  await passTime()
  const { dest } = await ai().batches.get({ name: batch.name! })
  expect(dest!.inlinedResponses![0]!.error).toMatchObject({ code: 400 })
  expect(dest!.inlinedResponses![1]!.response).toBeDefined()
})

test('lists, cancels and deletes batches', async () => {
  const { name } = await ai().batches.create({ model, src: [asked('Hi')] })
  await ai().batches.cancel({ name: name! })
  expect(await ai().batches.get({ name: name! })).toMatchObject({ state: 'JOB_STATE_CANCELLED' })
  expect((await ai().batches.list()).page).toHaveLength(1)
  await ai().batches.delete({ name: name! })
  await expect(ai().batches.get({ name: name! })).rejects.toMatchObject({ status: 404 })
  await expect(ai().batches.create({ model, src: 'files/none' })).rejects.toMatchObject({ status: 404 })
})
