import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as third from '@google/genai'
import * as second from 'google-genai-2'
import { joined, KEY, PROMPT, type Row, type Rows } from './rows.ts'

type Make = () => third.GoogleGenAI
const model = 'gemini-2.5-flash'

/** What the Gemini API and Vertex AI have in common. */
function modelRows(ai: Make): Rows {
  return {
    content: {
      whole: async () => (await ai().models.generateContent({ model, contents: PROMPT })).text,
      stream: () => joined(ai().models.generateContentStream({ model, contents: PROMPT }), (chunk) => chunk.text),
    },
    'token counts': { whole: async () => (await ai().models.countTokens({ model, contents: PROMPT })).totalTokens },
  }
}

function embedRow(ai: Make, name: string, contents: string | string[] = PROMPT): Row {
  return { whole: async () => (await ai().models.embedContent({ model: name, contents })).embeddings![0]!.values }
}

function cachesRow(ai: Make): Row {
  return {
    async whole() {
      const { caches } = ai()
      const contents = 'The harbour lies at the mouth of the river. '.repeat(400)
      const { name } = await caches.create({ model, config: { contents, ttl: '300s' } })
      await caches.update({ name: name!, config: { ttl: '600s' } })
      await caches.list()
      const kept = await caches.get({ name: name! })
      await caches.delete({ name: name! })
      return kept.model
    },
  }
}

function geminiRows(ai: Make): Rows {
  return {
    ...modelRows(ai),
    embeddings: embedRow(ai, 'gemini-embedding-001', ['sea', 'ship']),
    models: {
      async whole() {
        const { page } = await ai().models.list()
        return (await ai().models.get({ model })).name && page.length
      },
    },
    caches: cachesRow(ai),
    files: {
      async whole() {
        const { files } = ai()
        const file = await files.upload({ file: new Blob(['tides'], { type: 'text/plain' }) })
        await files.list()
        const kept = await files.get({ name: file.name! })
        await files.delete({ name: file.name! })
        return kept.sizeBytes
      },
    },
    batches: {
      async whole() {
        const { batches } = ai()
        const { name } = await batches.create({
          model,
          src: [{ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }],
        })
        await batches.cancel({ name: name! })
        await batches.list()
        const { state } = await batches.get({ name: name! })
        await batches.delete({ name: name! })
        return state
      },
    },
    downloads: {
      async whole(sleep) {
        const line = JSON.stringify({ key: 'a', request: { contents: [{ role: 'user', parts: [{ text: PROMPT }] }] } })
        const file = await ai().files.upload({ file: new Blob([line]), config: { mimeType: 'application/jsonl' } })
        const { name } = await ai().batches.create({ model, src: file.name! })
        let batch = await ai().batches.get({ name: name! })
        while (!batch.dest?.fileName) {
          await sleep(1000)
          batch = await ai().batches.get({ name: name! })
        }
        const folder = await mkdtemp(join(tmpdir(), 'genai-'))
        const downloadPath = join(folder, 'answers.jsonl')
        await ai().files.download({ file: batch.dest.fileName, downloadPath })
        const answers = await readFile(downloadPath, 'utf8')
        await rm(folder, { recursive: true })
        return answers.includes('"key":"a"')
      },
    },
    interactions: {
      async whole() {
        const { steps } = await ai().interactions.create({ model, input: PROMPT })
        const last = steps!.at(-1) as { readonly content?: readonly { readonly text?: string }[] }
        return last.content!.map(({ text }) => text).join('')
      },
      stream: async () =>
        joined(ai().interactions.create({ model, input: PROMPT, stream: true }), (event) =>
          event.event_type === 'step.delta' && event.delta.type === 'text' ? event.delta.text : '',
        ),
    },
    'kept interactions': {
      async whole() {
        const { interactions } = ai()
        const agent = 'deep-research-pro-preview-12-2025'
        const { id } = await interactions.create({ agent, input: PROMPT, background: true })
        await interactions.cancel(id!)
        const { status } = await interactions.get(id!)
        await interactions.delete(id!)
        return status
      },
    },
  }
}

function clientsOf(name: string, { GoogleGenAI }: typeof third): Readonly<Record<string, Rows>> {
  // Credentials that need no network.
  const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } as never
  const options = { vertexai: true, project: 'p', location: 'europe-west4', googleAuthOptions: { authClient } }
  const project = () => new GoogleGenAI(options)
  const express = () => new GoogleGenAI({ vertexai: true, apiKey: 'AIza-express' })
  return {
    [name]: geminiRows(() => new GoogleGenAI({ apiKey: KEY })),
    [`${name} for Vertex AI`]: {
      ...modelRows(project),
      embeddings: embedRow(project, 'gemini-embedding-001'),
      'embeddings 2': embedRow(project, 'gemini-embedding-2'),
      caches: cachesRow(project),
    },
    [`${name} for Vertex AI express`]: {
      ...modelRows(express),
      embeddings: embedRow(express, 'gemini-embedding-001'),
      'embeddings 2': embedRow(express, 'gemini-embedding-2'),
    },
  }
}

export const googleClients: Readonly<Record<string, Rows>> = {
  ...clientsOf('@google/genai 3', third),
  ...clientsOf('@google/genai 2', second as unknown as typeof third),
}
