import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { joined, PROMPT, type Row, type Rows } from './rows.ts'

// MSW sees node:https, not http2, which is this client's default.
const client = () =>
  new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const messages = [{ role: 'user' as const, content: [{ text: PROMPT }] }]
const read = (bytes: Uint8Array | undefined): any => JSON.parse(new TextDecoder().decode(bytes))

function converseRow(modelId: string): Row {
  return {
    async whole() {
      const { output } = await client().send(new ConverseCommand({ modelId, messages }))
      return output!.message!.content!.map(({ text }) => text ?? '').join('')
    },
    async stream() {
      const { stream } = await client().send(new ConverseStreamCommand({ modelId, messages }))
      return joined(stream!, (event) => event.contentBlockDelta?.delta?.text)
    },
  }
}

function invokeRow(modelId: string, asked: object, whole: (body: any) => string, part: (chunk: any) => string): Row {
  const body = JSON.stringify(asked)
  return {
    whole: async () => whole(read((await client().send(new InvokeModelCommand({ modelId, body }))).body)),
    async stream() {
      const { body: stream } = await client().send(new InvokeModelWithResponseStreamCommand({ modelId, body }))
      return joined(stream!, (event) => part(read(event.chunk!.bytes)))
    },
  }
}

const invokeClaude = invokeRow(
  CLAUDE,
  { anthropic_version: 'bedrock-2023-05-31', max_tokens: 200, messages: [{ role: 'user', content: PROMPT }] },
  ({ content }) => content[0].text,
  ({ delta }) => delta?.text ?? '',
)
const invokeNova = invokeRow(
  'us.amazon.nova-lite-v1:0',
  { messages },
  ({ output }) => output.message.content[0].text,
  ({ contentBlockDelta }) => contentBlockDelta?.delta.text ?? '',
)

export const bedrockRows: Rows = {
  'converse with Claude': converseRow(CLAUDE),
  'converse with Nova': converseRow('us.amazon.nova-lite-v1:0'),
  'converse with gpt-oss': converseRow('openai.gpt-oss-120b-1:0'),
  'invoke Claude': invokeClaude,
  'invoke Nova': invokeNova,
  embeddings: {
    async whole() {
      const titan = JSON.stringify({ inputText: PROMPT, dimensions: 256 })
      const cohere = JSON.stringify({ texts: [PROMPT], input_type: 'search_query' })
      const send = (modelId: string, body: string) => client().send(new InvokeModelCommand({ modelId, body }))
      const [one, other] = [
        await send('amazon.titan-embed-text-v2:0', titan),
        await send('cohere.embed-english-v3', cohere),
      ]
      return read(one.body).embedding.length === 256 && read(other.body).embeddings[0].length === 1024
    },
  },
  'token counts': {
    async whole() {
      const modelId = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
      return (await client().send(new CountTokensCommand({ modelId, input: { converse: { messages } } }))).inputTokens
    },
  },
}
