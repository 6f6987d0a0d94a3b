import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk'
import Anthropic, { toFile } from '@anthropic-ai/sdk'
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk'
import { joined, KEY, MESSAGES, type Row, type Rows } from './rows.ts'

const client = () => new Anthropic({ apiKey: KEY, maxRetries: 0 })
const bedrock = () =>
  new AnthropicBedrock({
    awsAccessKey: 'AKIAIOSFODNN7EXAMPLE',
    awsSecretKey: 'any',
    awsRegion: 'us-east-1',
    maxRetries: 0,
  })
// Credentials that need no network.
const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } as never
const vertex = () => new AnthropicVertex({ projectId: 'p', region: 'us-east5', authClient, maxRetries: 0 })

function messagesRow(messages: () => Anthropic['messages'], model: string): Row {
  const body = { model, max_tokens: 200, messages: MESSAGES }
  return {
    async whole() {
      const { content } = await messages().create(body)
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
    stream: () =>
      joined(messages().create({ ...body, stream: true }), (event) =>
        event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : '',
      ),
  }
}

const model = 'claude-haiku-4-5'
const anthropic: Rows = {
  messages: messagesRow(() => client().messages, model),
  'beta messages': messagesRow(() => client().beta.messages as unknown as Anthropic['messages'], model),
  'token counts': {
    whole: async () => (await client().messages.countTokens({ model, messages: MESSAGES })).input_tokens,
  },
  models: {
    async whole() {
      const { data } = await client().models.list()
      return (await client().models.retrieve(data[0]!.id)).id
    },
  },
  batches: {
    async whole(sleep) {
      const { batches } = client().messages
      const requests = [{ custom_id: 'a', params: { model, max_tokens: 50, messages: MESSAGES } }]
      const { id } = await batches.create({ requests })
      await batches.cancel(id)
      await batches.list()
      let batch = await batches.retrieve(id)
      while (batch.processing_status !== 'ended') {
        await sleep(1000)
        batch = await batches.retrieve(id)
      }
      const results = []
      for await (const line of await batches.results(id)) results.push(line)
      await batches.delete(id)
      return results.length
    },
  },
  files: {
    async whole() {
      const { files } = client().beta
      const { id } = await files.upload({ file: await toFile(Buffer.from('a,b'), 'a.csv', { type: 'text/csv' }) })
      await files.list()
      const { filename } = await files.retrieveMetadata(id)
      await files.delete(id)
      return filename
    },
  },
}

export const anthropicClients: Readonly<Record<string, Rows>> = {
  '@anthropic-ai/sdk': anthropic,
  '@anthropic-ai/bedrock-sdk': {
    messages: messagesRow(
      () => bedrock().messages as Anthropic['messages'],
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ),
  },
  '@anthropic-ai/vertex-sdk': {
    messages: messagesRow(() => vertex().messages as Anthropic['messages'], 'claude-sonnet-4-5@20250929'),
    'token counts': {
      whole: async () =>
        (await vertex().messages.countTokens({ model: 'claude-sonnet-4-5@20250929', messages: MESSAGES })).input_tokens,
    },
  },
}
