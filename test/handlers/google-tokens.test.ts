import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { gemini } from '../../handlers/google/gemini.ts'
import { parseGenerate, type GenerateRequest } from '../../handlers/google/generate-content/parse.ts'
import { catalog } from '../../handlers/google/models.ts'
import { accounting, vertexAccounting } from '../../handlers/google/tokens.ts'
import { vertexBackend } from '../../handlers/vertex/vertex.ts'
import type { ContentPart } from '../../src/completion.ts'
import { createStore } from '../../src/store.ts'
import { loadTokenizer } from '../../src/tokens/families.ts'
import { readRecordings, recordingsFolder, type Recording } from '../wire/recording.ts'
import { GEMINI, googleLab, VERTEX } from './google-lab.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const folder = recordingsFolder(root)
const tokenizer = await loadTokenizer('gemini')
const ENDPOINTS = [
  'google.generateContent',
  'google.streamGenerateContent',
  'vertex.generateContent',
  'vertex.streamGenerateContent',
]
const recordings = ENDPOINTS.flatMap((endpoint) => readRecordings(folder, endpoint))

interface Sample {
  readonly group: string
  readonly recorded: number
  readonly counted: number
}

/** Bodies whose text was kept whole, and that hold neither media nor built-in tools. */
function isCountable({ request, response }: Recording): boolean {
  const text = JSON.stringify(request.body)
  const isWhole =
    !/<cut|<MASSIVE|inline_?data|file_?data|cached_?content|google_?search|code_?execution|url_?context/i.test(text)
  return response.status === 200 && request.body !== null && request.path !== null && isWhole
}

/** Signatures keep their length: it tells how much was thought. */
function restored(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_, value: unknown) => {
    const [, length] = (typeof value === 'string' && /^<base64 (\d+) chars>$/.exec(value)) || []
    return length === undefined ? value : 'A'.repeat(Number(length))
  })
}

function requestOf({ request }: Recording, isVertex: boolean): GenerateRequest {
  const [, model = ''] = /models\/([^:]+):/.exec(request.path!) ?? []
  const call = {
    method: 'POST',
    url: new URL(request.path!, GEMINI),
    params: { model, version: isVertex ? 'v1' : 'v1beta' },
    headers: new Headers(),
    text: '',
    json: restored(request.body),
    jsonError: undefined,
    form: undefined,
    store: createStore(),
    models: catalog,
    nowMs: 0,
    validation: 'strict',
  } as const
  return parseGenerate(call, isVertex ? vertexBackend : gemini, false)
}

function responsesOf({ response }: Recording): any[] {
  return response.body === undefined ? (response.events ?? []).map((event) => event.data) : [response.body]
}

function samplesOf(recording: Recording): Sample[] {
  const isVertex = recording.name.startsWith('vertex')
  const request = requestOf(recording, isVertex)
  const { model } = catalog.resolve(request.model)!
  const responses = responsesOf(recording).filter((one) => one?.usageMetadata)
  const usage = responses.at(-1)?.usageMetadata
  if (!usage?.promptTokenCount || JSON.stringify(responses).includes('<cut')) return []
  const count = isVertex ? vertexAccounting : accounting
  const parts = responses.flatMap((one) => one.candidates?.[0]?.content?.parts ?? [])
  const text = parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('')
  const calls = parts.flatMap((part) => (part.functionCall?.name ? [part.functionCall] : []))
  const content: ContentPart[] = [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...calls.map(
      ({ name, args }) => ({ type: 'tool-call', id: '', name, arguments: JSON.stringify(args ?? {}) }) as const,
    ),
  ]
  const { outputTokens } = count.countOutput({ content, finishReason: 'stop' }, request, model, tokenizer)
  const hasHistory = request.messages.some(({ role }) => role === 'tool')
  const kind = hasHistory ? 'results' : request.tools.length > 0 ? 'tools' : 'text'
  const output = usage.candidatesTokenCount ?? 0
  const isElided = recording.response.events?.some((event) => event.elided_events !== undefined)
  return [
    { group: `prompt ${kind}`, recorded: usage.promptTokenCount, counted: count.countInput(request, model, tokenizer) },
    ...(isElided || output < 5
      ? []
      : [{ group: calls.length > 0 ? 'calls' : 'answers', recorded: output, counted: outputTokens }]),
  ]
}

/** Median of the relative errors, in per cent. */
function medianError(samples: readonly Sample[]): number {
  const errors = samples.map(({ recorded, counted }) => (100 * Math.abs(counted - recorded)) / recorded)
  return errors.toSorted((a, b) => a - b)[Math.floor(errors.length / 2)]!
}

test.skipIf(recordings.length === 0)('reads every recorded request and counts near what was billed', () => {
  const samples = recordings.filter(isCountable).flatMap(samplesOf)
  const bounds = { 'prompt text': 6, 'prompt tools': 8, 'prompt results': 20, answers: 10, calls: 8 }
  for (const [group, bound] of Object.entries(bounds)) {
    const own = samples.filter((one) => one.group === group)
    expect(own.length, group).toBeGreaterThan(10)
    expect(medianError(own), group).toBeLessThanOrEqual(bound)
  }
})

const prompt = (...parts: object[]) => ({ contents: [{ role: 'user', parts }] })

test('counts a prompt as the answer bills it, system text and tools included', async () => {
  const { send } = googleLab()
  const tools = [{ functionDeclarations: [{ name: 'f', description: 'Does something useful.' }] }]
  const body = { ...prompt({ text: 'hello' }), systemInstruction: { parts: [{ text: 'Be brief.' }] }, tools }
  const url = `${GEMINI}/models/gemini-2.5-flash`
  const counted = await (
    await send(`${url}:countTokens`, { generateContentRequest: { model: 'models/gemini-2.5-flash', ...body } })
  ).json()
  const answered = await (await send(`${url}:generateContent`, body)).json()
  expect(answered.usageMetadata.promptTokenCount).toBe(counted.totalTokens)
})

test('counts a word more for each turn since 2.5, and every digit', async () => {
  const { send } = googleLab()
  const total = async (model: string, text: string) =>
    (await (await send(`${GEMINI}/models/${model}:countTokens`, prompt({ text }))).json()).totalTokens
  expect(await total('gemini-2.5-flash', 'Hi')).toBe(2)
  expect(await total('gemini-2.0-flash', 'Hi')).toBe(1)
  expect(await total('gemini-2.0-flash', '1234567890')).toBe(10)
})

/** A GIF of so many pixels: its header is enough. */
function gif(width: number, height: number): object {
  const size = [width & 255, width >> 8, height & 255, height >> 8]
  const bytes = [...Buffer.from('GIF89a'), ...size, 0, 0, 0, 0, 0, 0, 59]
  return { inlineData: { mimeType: 'image/gif', data: Buffer.from(bytes).toString('base64') } }
}

test('counts images by tiles in 2.0, as one in 2.5 and by resolution in 3', async () => {
  const { send } = googleLab()
  const details = async (model: string, image: object) =>
    (await (await send(`${GEMINI}/models/${model}:countTokens`, prompt({ text: 'a' }, image))).json())
      .promptTokensDetails
  expect(await details('gemini-2.5-flash', gif(597, 566))).toContainEqual({ modality: 'IMAGE', tokenCount: 258 })
  expect(await details('gemini-3-flash-preview', gif(597, 566))).toContainEqual({ modality: 'IMAGE', tokenCount: 1088 })
  expect(await details('gemini-2.0-flash', gif(3008, 2000))).toContainEqual({ modality: 'IMAGE', tokenCount: 3354 })
})

test('counts visible characters at Vertex AI', async () => {
  const { send } = googleLab()
  const url = `${VERTEX}/publishers/google/models/gemini-2.5-flash:countTokens`
  expect(await (await send(url, prompt({ text: 'to be or' }))).json()).toMatchObject({ totalBillableCharacters: 6 })
})
