import { Mistral } from '@mistralai/mistralai'
import { collected, joined, KEY, MESSAGES, PROMPT, type Rows } from './rows.ts'

const client = () => new Mistral({ apiKey: KEY })
const ask = { model: 'mistral-large-latest', messages: MESSAGES }
const fim = { model: 'codestral-latest', prompt: 'def add(a, b):', suffix: 'return c' }
const judge = 'mistral-moderation-latest'
const agent = { agentId: 'ag_1', messages: MESSAGES }
const speech = { model: 'voxtral-mini-tts-latest', input: 'Ruby is a language made for happiness.' }

export const mistralRows: Rows = {
  chat: {
    whole: async () => (await client().chat.complete(ask)).choices![0]!.message!.content,
    stream: () => joined(client().chat.stream(ask), ({ data }) => data.choices[0]!.delta.content as string),
  },
  fim: {
    whole: async () => (await client().fim.complete(fim)).choices![0]!.message!.content,
    stream: () => joined(client().fim.stream(fim), ({ data }) => data.choices[0]!.delta.content as string),
  },
  embeddings: {
    whole: async () =>
      (await client().embeddings.create({ model: 'mistral-embed', inputs: [PROMPT] })).data[0]!.embedding,
  },
  moderations: {
    async whole() {
      await client().classifiers.moderate({ model: judge, inputs: [PROMPT] })
      return (await client().classifiers.moderateChat({ model: judge, inputs: [...MESSAGES] })).results.length
    },
  },
  models: {
    async whole() {
      await client().models.retrieve({ modelId: ask.model })
      return (await client().models.list()).data!.length
    },
  },
  agents: {
    whole: async () => (await client().agents.complete(agent)).choices[0]!.message!.content,
    stream: () => joined(client().agents.stream(agent), ({ data }) => data.choices[0]!.delta.content as string),
  },
  'speech and transcriptions': {
    async whole() {
      const spoken = await client().audio.speech.complete(speech)
      const file = { fileName: 'said.mp3', content: Buffer.from((spoken as { audioData: string }).audioData, 'base64') }
      return (await client().audio.transcriptions.complete({ model: 'voxtral-mini-latest', file })).text
    },
    async stream() {
      const events = await collected(await client().audio.speech.complete({ ...speech, stream: true }))
      const spoken = events.map(({ data }) => Buffer.from((data as { audioData?: string }).audioData ?? '', 'base64'))
      const file = { fileName: 'said.mp3', content: Buffer.concat(spoken) }
      return joined(client().audio.transcriptions.stream({ model: 'voxtral-mini-latest', file }), ({ data }) =>
        data.type === 'transcription.text.delta' ? (data as { text: string }).text : '',
      )
    },
  },
  'files and pages': {
    async whole() {
      const { files, ocr } = client()
      const content = new TextEncoder().encode('%PDF-1.1 /Type /Page')
      const { id: fileId } = await files.upload({ file: { fileName: 'one.pdf', content }, purpose: 'ocr' })
      await files.list({})
      await files.retrieve({ fileId })
      await files.getSignedUrl({ fileId })
      await new Response(await files.download({ fileId })).text()
      const { pages } = await ocr.process({ model: 'mistral-ocr-latest', document: { type: 'file', fileId } })
      await files.delete({ fileId })
      return pages.length
    },
  },
}
