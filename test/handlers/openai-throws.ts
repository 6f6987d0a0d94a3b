import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { BAD } from './bad-requests.ts'

/** The classes of the OpenAI client's errors by status. */
const CLASSES = {
  400: OpenAI.BadRequestError,
  401: OpenAI.AuthenticationError,
  404: OpenAI.NotFoundError,
  422: OpenAI.UnprocessableEntityError,
} as const

/** One test for each: the OpenAI client at `baseURL` throws its class for the status of a bad request, and for that of a wrong key. */
export function throwsInOpenAi(
  baseURL: string,
  model: string,
  rows: Partial<Record<keyof typeof BAD, keyof typeof CLASSES>>,
  wrongKey: keyof typeof CLASSES = 401,
): void {
  test.each(Object.entries(rows))('the OpenAI client throws for %s its error of %i', async (name, status) => {
    const { fetch } = createSimulation()
    const client = new OpenAI({ baseURL, apiKey: 'any-key', maxRetries: 0, fetch })
    // Bad on purpose: the patch has whatever types it has.
    const body = { model, messages: [{ role: 'user', content: 'hi' }], ...(BAD[name as keyof typeof BAD] as object) }
    const error: unknown = await client.chat.completions.create(body as never).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CLASSES[status])
  })
  test('the OpenAI client throws for a wrong key', async () => {
    const { fetch } = createSimulation({ apiKeys: ['good'] })
    const client = new OpenAI({ baseURL, apiKey: 'any-key', maxRetries: 0, fetch })
    const error = await client.chat.completions
      .create({ model, messages: [{ role: 'user', content: 'hi' }] })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CLASSES[wrongKey])
  })
}
