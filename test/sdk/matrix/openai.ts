import OpenAI, { AzureOpenAI, toFile } from 'openai'
import OpenAI6, { AzureOpenAI as AzureOpenAI6 } from 'openai-6'
import {
  chatRow,
  collected,
  completionsRow,
  embeddingsRow,
  joined,
  keptRow,
  KEY,
  modelsRow,
  PROMPT,
  responsesRow,
  type Rows,
} from './rows.ts'

const text = (content: string, name: string) => toFile(Buffer.from(content), name)
const sound = () => toFile(new Uint8Array(80_000).fill(7), 'call.mp3')

/** OpenAI's client of either major at its default address. */
function rowsOf(Client: typeof OpenAI): Rows {
  const client = () => new Client({ apiKey: KEY, maxRetries: 0 })
  const image = async () => {
    const { data } = await client().images.generate({ model: 'gpt-image-1', prompt: 'A cat', size: '1024x1024' })
    return toFile(Buffer.from(data![0]!.b64_json!, 'base64'), 'cat.png', { type: 'image/png' })
  }
  return {
    chat: chatRow(client, 'gpt-4o-mini'),
    responses: responsesRow(client, 'gpt-4.1-mini'),
    'kept responses': keptRow(client, 'gpt-4o', ['cancel', 'items']),
    'counted and compacted responses': {
      async whole() {
        const ask = { model: 'gpt-4o', input: PROMPT }
        const { input_tokens } = await client().responses.inputTokens.count(ask)
        return input_tokens > 0 && (await client().responses.compact(ask)).id
      },
    },
    conversations: {
      async whole() {
        const { conversations } = client()
        const { id } = await conversations.create({ metadata: { topic: 'sea' } })
        await conversations.update(id, { metadata: { topic: 'tides' } })
        const item = { type: 'message', role: 'user', content: PROMPT } as const
        const added = await conversations.items.create(id, { items: [item] })
        const itemId = added.data[0]!.id!
        await conversations.items.list(id)
        await conversations.items.retrieve(itemId, { conversation_id: id })
        await conversations.items.delete(itemId, { conversation_id: id })
        const kept = await conversations.retrieve(id)
        await conversations.delete(id)
        return (kept.metadata as { topic?: string }).topic
      },
    },
    models: modelsRow(client, 'gpt-4o'),
    embeddings: embeddingsRow(client, 'text-embedding-3-small'),
    moderations: { whole: async () => (await client().moderations.create({ input: PROMPT })).results },
    completions: completionsRow(client, 'gpt-3.5-turbo-instruct'),
    images: {
      async whole() {
        const edited = await client().images.edit({ model: 'gpt-image-1', image: await image(), prompt: 'Blue' })
        const { data } = await client().images.createVariation({ image: await image() })
        return edited.data!.length + data!.length
      },
      async stream() {
        const drawn = await collected(
          client().images.generate({ model: 'gpt-image-1', prompt: 'A cat', stream: true, partial_images: 1 }),
        )
        const edited = await collected(
          client().images.edit({ model: 'gpt-image-1', image: await image(), prompt: 'Blue', stream: true }),
        )
        return (
          Number(drawn.at(-1)?.type === 'image_generation.completed') +
          Number(edited.at(-1)?.type === 'image_edit.completed')
        )
      },
    },
    speech: {
      async whole() {
        const ask = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: PROMPT, response_format: 'wav' } as const
        return (await (await client().audio.speech.create(ask)).arrayBuffer()).byteLength > 1000
      },
      async stream() {
        const ask = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: PROMPT, stream_format: 'sse' } as const
        return (await (await client().audio.speech.create(ask)).text()).includes('speech.audio.done')
      },
    },
    transcriptions: {
      whole: async () =>
        (await client().audio.transcriptions.create({ file: await sound(), model: 'gpt-4o-transcribe' })).text,
      stream: async () =>
        joined(
          client().audio.transcriptions.create({ file: await sound(), model: 'gpt-4o-transcribe', stream: true }),
          (event) => (event.type === 'transcript.text.delta' ? event.delta : ''),
        ),
    },
    translations: {
      whole: async () => (await client().audio.translations.create({ file: await sound(), model: 'whisper-1' })).text,
    },
    'files and batches': {
      async whole() {
        const { files, batches } = client()
        const body = { model: 'text-embedding-3-small', input: 'x' }
        const line = { custom_id: 'a', method: 'POST', url: '/v1/embeddings', body }
        const file = await files.create({ file: await text(JSON.stringify(line), 'in.jsonl'), purpose: 'batch' })
        await files.retrieve(file.id)
        await (await files.content(file.id)).text()
        const ask = { input_file_id: file.id, endpoint: '/v1/embeddings', completion_window: '24h' } as const
        const batch = await batches.create(ask)
        await batches.retrieve(batch.id)
        await batches.cancel(batch.id)
        const listed = await batches.list()
        await files.list()
        await files.delete(file.id)
        return listed.data.length
      },
    },
  }
}

/** AzureOpenAI of either major, and the plain client at the addresses of the newer API. */
function azureRowsOf(Client: typeof OpenAI, Azure: typeof AzureOpenAI): Rows {
  const at = (apiVersion: string) => () =>
    new Azure({ endpoint: 'https://acme.openai.azure.com', apiKey: KEY, apiVersion, maxRetries: 0 })
  const azure = at('2024-10-21')
  const plain =
    (baseURL: string, defaultQuery = {}) =>
    () =>
      new Client({ apiKey: KEY, baseURL, defaultQuery, maxRetries: 0 })
  const inference = plain('https://acme.services.ai.azure.com/models', { 'api-version': '2024-05-01-preview' })
  const v1 = plain('https://acme.openai.azure.com/openai/v1')
  return {
    chat: chatRow(azure, 'gpt-4o'),
    completions: completionsRow(azure, 'gpt-3.5-turbo-instruct'),
    embeddings: embeddingsRow(azure, 'text-embedding-3-small'),
    responses: responsesRow(at('2025-04-01-preview'), 'gpt-4o'),
    'kept responses': keptRow(at('2025-04-01-preview'), 'gpt-4o', ['cancel', 'items']),
    'v1 kept responses': keptRow(v1, 'gpt-4o', ['cancel', 'items']),
    'v1 chat': chatRow(v1, 'gpt-4o'),
    'v1 completions': completionsRow(v1, 'gpt-3.5-turbo-instruct'),
    'v1 embeddings': embeddingsRow(v1, 'text-embedding-3-small'),
    'v1 responses': responsesRow(v1, 'gpt-4o'),
    'v1 models': modelsRow(v1, 'gpt-4o'),
    'inference chat': chatRow(inference, 'gpt-4o'),
  }
}

export const openAiClients: Readonly<Record<string, Rows>> = {
  'openai 7': rowsOf(OpenAI),
  'openai 6': rowsOf(OpenAI6 as unknown as typeof OpenAI),
  'AzureOpenAI 7': azureRowsOf(OpenAI, AzureOpenAI),
  'AzureOpenAI 6': azureRowsOf(OpenAI6 as unknown as typeof OpenAI, AzureOpenAI6 as unknown as typeof AzureOpenAI),
}
