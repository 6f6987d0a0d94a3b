import { Mistral } from '@mistralai/mistralai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { speechFile } from '../../src/generate/speech.ts'

function start() {
  const llm = createSimulation({ providers: ['mistral'] })
  return { llm, post: (path: string, init: RequestInit) => llm.fetch(`https://api.mistral.ai/v1${path}`, init) }
}

async function withClient<T>(use: (client: Mistral) => Promise<T>): Promise<T> {
  const { llm } = start()
  const { HTTPClient } = await import('@mistralai/mistralai/lib/http.js')
  const httpClient = new HTTPClient({ fetcher: (input, init) => llm.fetch(input, init) })
  return use(new Mistral({ apiKey: 'any', httpClient }))
}

test('completes and streams for an agent, named by the model behind it', () =>
  withClient(async (client) => {
    const messages = [{ role: 'user' as const, content: 'Say hello' }]
    const answer = await client.agents.complete({ agentId: 'ag_1', messages })
    expect(answer.model).toBe('mistral-small-2506')
    expect(answer.choices[0]?.message?.content).not.toBe('')
    let text = ''
    for await (const { data } of await client.agents.stream({ agentId: 'ag_1', messages }))
      text += String(data.choices[0]?.delta.content ?? '')
    expect(text).not.toBe('')
  }))

test('speaks, and writes down what it said', () =>
  withClient(async (client) => {
    const said = 'Ruby is a language made for happiness.'
    const spoken = await client.audio.speech.complete({ model: 'voxtral-mini-tts-latest', input: said })
    const bytes = Buffer.from((spoken as { readonly audioData: string }).audioData, 'base64')
    const file = { fileName: 'said.mp3', content: new Uint8Array(bytes) }
    const heard = await client.audio.transcriptions.complete({ model: 'voxtral-mini-latest', file, diarize: true })
    expect(heard.text).toBe(said)
    expect(heard.segments?.[0]).toMatchObject({ text: said, speakerId: 'speaker_1' })
    expect(heard.usage.promptTokens).toBe(5)
  }))

test('streams a transcription: language, deltas, the whole', () =>
  withClient(async (client) => {
    const file = { fileName: 'said.mp3', content: speechFile('All is well here today.', 'mp3') }
    const types: string[] = []
    let text = ''
    for await (const { data } of await client.audio.transcriptions.stream({ model: 'voxtral-mini-latest', file })) {
      if (types.at(-1) !== data.type) types.push(data.type)
      if (data.type === 'transcription.text.delta') text += (data as { readonly text: string }).text
    }
    expect(types).toEqual(['transcription.language', 'transcription.text.delta', 'transcription.done'])
    expect(text).toBe('All is well here today.')
  }))

test('keeps files and reads them', () =>
  withClient(async (client) => {
    const content = new TextEncoder().encode('%PDF-1.1 /Type /Page /Type /Page')
    const made = await client.files.upload({ file: { fileName: 'two.pdf', content }, purpose: 'ocr' })
    expect(made).toMatchObject({ filename: 'two.pdf', sizeBytes: content.length, sampleType: 'ocr_input' })
    expect((await client.files.list({})).data.map(({ id }) => id)).toEqual([made.id])
    const read = await client.ocr.process({
      model: 'mistral-ocr-latest',
      document: { type: 'file', fileId: made.id },
      pages: [1],
    })
    expect(read.pages.map(({ index }) => index)).toEqual([1])
    expect(read.usageInfo).toMatchObject({ pagesProcessed: 1, docSizeBytes: content.length })
    expect((await client.files.delete({ fileId: made.id })).deleted).toBe(true)
    await expect(client.files.retrieve({ fileId: made.id })).rejects.toMatchObject({ statusCode: 404 })
  }))

test.each([
  ['/agents/completions', { messages: [{ role: 'user', content: 'Hi' }] }, 422],
  ['/agents/completions', { agent_id: 'ag_1', temperature: 1, messages: [{ role: 'user', content: 'Hi' }] }, 422],
  ['/audio/transcriptions', { model: 'voxtral-mini-latest' }, 422],
  ['/audio/transcriptions', { model: 'mistral-embed', file_url: 'https://a.test/a.mp3' }, 400],
  ['/audio/transcriptions', { model: 'voxtral-mini-latest', file_id: 'gone' }, 404],
  ['/audio/speech', { model: 'voxtral-mini-tts-latest', input: 'Hi', response_format: 'ogg' }, 422],
  ['/audio/speech', { model: 'voxtral-mini-latest', input: 'Hi' }, 400],
  ['/ocr', { model: 'mistral-ocr-latest' }, 422],
  ['/ocr', { model: 'mistral-small-latest', document: { type: 'document_url', document_url: 'https://a.test' } }, 400],
])('refuses at %s: %j', async (path, body, status) => {
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const response = await start().post(path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ object: 'error', raw_status_code: status })
})
