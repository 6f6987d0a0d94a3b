import { Mistral } from '@mistralai/mistralai'
import { SDKError } from '@mistralai/mistralai/models/errors/sdkerror.js'
import { CohereClientV2, CohereError } from 'cohere-ai'
import Groq from 'groq-sdk'
import Together from 'together-ai'
import { describe, expect, test } from 'vitest'
import { VoyageAIClient, VoyageAIError } from 'voyageai'
import { BAD } from '../handlers/bad-requests.ts'
import { startLab } from './lab.ts'

startLab()
const apiKey = 'any-dummy-key'
const hi = [{ role: 'user', content: 'hi' }]

// Bad on purpose: a patch has whatever types it has.
const chat = (model: string, patch: object) => ({ model, messages: hi, ...patch }) as never

function thrownBy(call: () => PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call()).then(
    () => 'no error',
    (error: unknown) => error,
  )
}

describe('groq-sdk throws', () => {
  test.each([
    ['an unknown model', Groq.NotFoundError],
    ['an unknown role', Groq.BadRequestError],
    ['an unknown member', Groq.BadRequestError],
    ['more tokens than any model has', Groq.BadRequestError],
    ['a tool without a name', Groq.BadRequestError],
    ['more than the window', Groq.BadRequestError],
  ] as const)('for %s', async (name, error) => {
    const client = new Groq({ apiKey, maxRetries: 0 })
    const body = chat('llama-3.3-70b-versatile', BAD[name])
    expect(await thrownBy(() => client.chat.completions.create(body))).toBeInstanceOf(error)
  })
})

describe('together-ai throws', () => {
  test.each([
    ['an unknown model', Together.BadRequestError],
    ['an unknown role', Together.BadRequestError],
    ['an unknown format', Together.BadRequestError],
    ['a format without its schema', Together.BadRequestError],
    ['more tokens than any model has', Together.BadRequestError],
    ['more than the window', Together.BadRequestError],
  ] as const)('for %s', async (name, error) => {
    const client = new Together({ apiKey, maxRetries: 0 })
    const body = chat('meta-llama/Llama-3.3-70B-Instruct-Turbo', BAD[name])
    expect(await thrownBy(() => client.chat.completions.create(body))).toBeInstanceOf(error)
  })
})

describe('Mistral’s client throws', () => {
  const message = (toolCallId: string) => ({
    messages: [
      ...hi,
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: toolCallId, function: { name: 'w', arguments: '{}' } }],
      },
      { role: 'tool', content: '1', toolCallId },
    ],
  })
  test.each([
    ['an unknown model', { model: 'nope' }, 400],
    ['an embedding model', { model: 'mistral-embed' }, 400],
    ['an assistant’s last word', BAD['an assistant’s last word'], 400],
    ['a call id of another API', message('call_1'), 400],
    ['a temperature above 1.5', { temperature: 2 }, 422],
  ] as const)('for %s', async (_, patch, status) => {
    const client = new Mistral({ apiKey })
    const thrown = await thrownBy(() => client.chat.complete(chat('mistral-large-latest', patch)))
    expect(thrown).toMatchObject({ statusCode: status })
    if (status === 400) expect(thrown).toBeInstanceOf(SDKError)
  })
})

describe('cohere-ai throws', () => {
  test.each([
    ['an unknown model', { model: 'nonexistent' }, 404],
    ['a model of another API', { model: 'embed-v4.0' }, 400],
    ['empty messages', { messages: [] }, 400],
    ['more tokens than the model has', { maxTokens: 10_000_000 }, 400],
    ['a temperature above 1', { temperature: 3 }, 400],
  ] as const)('for %s', async (_, patch, status) => {
    const client = new CohereClientV2({ token: apiKey })
    const thrown = await thrownBy(() => client.chat(chat('command-a-03-2025', patch), { maxRetries: 0 }))
    expect(thrown).toBeInstanceOf(CohereError)
    expect(thrown).toMatchObject({ statusCode: status })
  })
})

describe('voyageai throws', () => {
  test.each([
    ['an unknown model', { model: 'nope', input: 'a' }],
    ['an empty text', { model: 'voyage-3.5', input: '' }],
    ['a size that no model has', { model: 'voyage-3.5', input: 'a', outputDimension: 7 }],
    ['a type that the model has not', { model: 'voyage-3', input: 'a', outputDtype: 'int8' }],
    ['a model that ranks', { model: 'rerank-2', input: 'a' }],
  ] as const)('for %s', async (_, body) => {
    const thrown = await thrownBy(() => new VoyageAIClient({ apiKey }).embed(body as never, { maxRetries: 0 }))
    expect(thrown).toBeInstanceOf(VoyageAIError)
    expect(thrown).toMatchObject({ statusCode: 400 })
  })
})
