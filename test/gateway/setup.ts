import OpenAI from 'openai'
import { createSimulation, type CreateSimulationOptions, type GatewayOptions } from '../../handlers/index.ts'

export const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]

/** A simulation of three providers, a gateway in front of them, and the official client at the gateway. */
export function setUp(options: CreateSimulationOptions = {}, gatewayOptions: GatewayOptions = {}) {
  const llm = createSimulation({ providers: ['openai', 'anthropic', 'groq'], clock: 'virtual', ...options })
  const gateway = llm.gateway('https://gateway.test', gatewayOptions)
  const client = new OpenAI({ apiKey: 'any', baseURL: `${gateway.url}/v1`, fetch: llm.fetch, maxRetries: 0 })
  const post = (body: object, path = '/v1/chat/completions', headers: Record<string, string> = {}) =>
    llm.fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return { llm, gateway, client, post }
}

/** What a stream says, and its failure. */
export async function textOf(
  stream: AsyncIterable<{ readonly choices: readonly { readonly delta: { readonly content?: string | null } }[] }>,
): Promise<{ readonly text: string; readonly error: unknown }> {
  let text = ''
  try {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    return { text, error: undefined }
  } catch (error) {
    return { text, error }
  }
}

/** The error that a call fails with. */
export async function errorOf(call: PromiseLike<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await call
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error
    throw error
  }
  throw new Error('It did not fail.')
}
