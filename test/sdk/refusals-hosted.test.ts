import { AnthropicVertex } from '@anthropic-ai/vertex-sdk'
import {
  BedrockRuntimeClient,
  ConverseCommand,
  InvokeModelCommand,
  ValidationException,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { ApiError as GoogleError, GoogleGenAI } from '@google/genai'
import { OpenRouter } from '@openrouter/sdk'
import { OpenRouterError } from '@openrouter/sdk/models/errors'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { CohereClient, CohereError } from 'cohere-ai'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { startLab } from './lab.ts'

startLab()

function thrownBy(call: () => PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call()).then(
    () => 'no error',
    (error: unknown) => error,
  )
}

describe('the Bedrock client throws its ValidationException', () => {
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any-secret' },
    // MSW sees node:https, not http2, which is this client's default.
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
  const good = {
    modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    messages: [{ role: 'user', content: [{ text: 'hi' }] }],
  } satisfies ConverseCommandInput
  const result = { toolResult: { toolUseId: 'tooluse_A', content: [{ text: '3' }] } }

  test.each<readonly [string, Partial<ConverseCommandInput>]>([
    ['an unknown model', { modelId: 'does-not-exist' }],
    ['an assistant first', { messages: [{ role: 'assistant', content: [{ text: 'hi' }] }] }],
    ['no messages', { messages: [] }],
    ['an empty text', { messages: [{ role: 'user', content: [{ text: '' }] }] }],
    ['a temperature above 1', { inferenceConfig: { temperature: 2 } }],
    ['a result without its call', { messages: [{ role: 'user', content: [result] }] }],
  ])('from Converse for %s', async (_, patch) => {
    const error = await thrownBy(() => client.send(new ConverseCommand({ ...good, ...patch })))
    expect(error).toBeInstanceOf(ValidationException)
    expect(error).toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } })
  })

  const native = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 10,
    messages: [{ role: 'user', content: 'hi' }],
  }
  test.each<readonly [string, string, unknown]>([
    ['an unknown model', 'does-not-exist', native],
    ['no max_tokens', good.modelId, { ...native, max_tokens: undefined }],
    ['no version', good.modelId, { ...native, anthropic_version: undefined }],
    ['an unknown member', good.modelId, { ...native, foo: 1 }],
    ['another family’s body', 'amazon.titan-text-lite-v1', { prompt: 'hi' }],
  ])('from InvokeModel for %s', async (_, modelId, body) => {
    const error = await thrownBy(() => client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) })))
    expect(error).toBeInstanceOf(ValidationException)
  })
})

describe('@google/genai at Vertex AI throws its ApiError', () => {
  const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) }
  const good = { model: 'gemini-2.5-flash', contents: 'hi' }
  test.each([
    ['an unknown model', { ...good, model: 'nope' }, 404],
    ['a temperature above 2', { ...good, config: { temperature: 3 } }, 400],
    ['more tokens than the model has', { ...good, config: { maxOutputTokens: 999_999 } }, 400],
    ['too many candidates', { ...good, config: { candidateCount: 99 } }, 400],
    ['an unknown role', { ...good, contents: [{ role: 'bot', parts: [{ text: 'hi' }] }] }, 400],
  ] as const)('for %s', async (_, request, status) => {
    const options = { authClient } as never
    const client = new GoogleGenAI({
      vertexai: true,
      project: 'p',
      location: 'us-central1',
      googleAuthOptions: options,
    })
    const error = await thrownBy(() => client.models.generateContent(request as never))
    expect(error).toBeInstanceOf(GoogleError)
    expect(error).toMatchObject({ status })
  })
})

describe('@anthropic-ai/vertex-sdk throws', () => {
  const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } as never
  const good = { model: 'claude-sonnet-4-5@20250929', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] }
  test.each([
    ['an unknown model', { model: 'claude-none@1' }, 404, 'NotFoundError'],
    ['an unknown role', { messages: [{ role: 'bot', content: 'hi' }] }, 400, 'BadRequestError'],
    ['no messages', { messages: [] }, 400, 'BadRequestError'],
    ['a temperature above 1', { temperature: 3 }, 400, 'BadRequestError'],
    ['an unknown member', { foo: 1 }, 400, 'BadRequestError'],
  ] as const)('for %s', async (_, patch, status, name) => {
    const client = new AnthropicVertex({ projectId: 'p', region: 'us-east5', authClient, maxRetries: 0 })
    const error = await thrownBy(() => client.messages.create({ ...good, ...patch } as never))
    expect((error as Error).constructor.name).toBe(name)
    expect(error).toMatchObject({ status })
  })
})

describe('@openrouter/sdk throws its OpenRouterError', () => {
  const good = { model: 'openai/gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] }
  test.each([
    ['an unknown model', { model: 'nope/nope' }, 400],
    ['no messages', { messages: [] }, 400],
    ['a temperature above 2', { temperature: 3 }, 400],
    ['no tokens', { maxTokens: 0 }, 400],
    ['more than the window', { messages: [{ role: 'user', content: 'word '.repeat(1_100_000) }] }, 400],
  ] as const)('for %s', async (_, patch, statusCode) => {
    const client = new OpenRouter({ apiKey: 'sk-or-v1-any', retryConfig: { strategy: 'none' } })
    const error = await thrownBy(() => client.chat.send({ chatRequest: { ...good, ...patch } } as never))
    expect(error).toBeInstanceOf(OpenRouterError)
    expect(error).toMatchObject({ statusCode })
  })
})

describe('cohere-ai throws at version 1', () => {
  test.each([
    ['an unknown model', { model: 'nonexistent' }, 404],
    ['a retired model', { model: 'command-r-plus' }, 404],
    ['an empty message', { message: '' }, 400],
    ['a model of another API', { model: 'embed-v4.0' }, 400],
    ['a temperature above 1', { temperature: 3 }, 400],
  ] as const)('for %s', async (_, patch, statusCode) => {
    const client = new CohereClient({ token: 'any' })
    const body = { model: 'command-a-03-2025', message: 'hi', ...patch }
    const error = await thrownBy(() => client.chat(body, { maxRetries: 0 }))
    expect(error).toBeInstanceOf(CohereError)
    expect(error).toMatchObject({ statusCode })
  })
})

describe('the OpenAI client throws at other operations', () => {
  const image = { model: 'gpt-image-1', prompt: 'a' } as const
  test.each<readonly [string, number, (client: OpenAI) => PromiseLike<unknown>]>([
    ['an unknown embedding model', 404, (client) => client.embeddings.create({ model: 'nope', input: 'a' })],
    [
      'an empty text to embed',
      400,
      (client) => client.embeddings.create({ model: 'text-embedding-3-small', input: '' }),
    ],
    ['a chat model to moderate', 404, (client) => client.moderations.create({ model: 'gpt-4o', input: 'a' })],
    ['a chat model to complete', 404, (client) => client.completions.create({ model: 'gpt-4o', prompt: 'a' })],
    ['a size that no image has', 400, (client) => client.images.generate({ ...image, size: '10x10' as never })],
    [
      'a speech of 4,097 letters',
      400,
      (client) => client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'a'.repeat(4097) }),
    ],
    ['an unknown file', 404, (client) => client.files.retrieve('file-none')],
    [
      'a batch of no file',
      404,
      (client) =>
        client.batches.create({ input_file_id: 'file-x', endpoint: '/v1/embeddings', completion_window: '24h' }),
    ],
  ])('for %s', async (_, status, call) => {
    const error = await thrownBy(() => call(new OpenAI({ apiKey: 'sk-any', maxRetries: 0 })))
    expect(error).toBeInstanceOf(status === 404 ? OpenAI.NotFoundError : OpenAI.BadRequestError)
    expect(error).toMatchObject({ status })
  })
})
