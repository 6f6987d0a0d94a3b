import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import { Mistral } from '@mistralai/mistralai'
import { CohereClientV2 } from 'cohere-ai'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import Together from 'together-ai'

/** An official SDK with its own defaults: how a prompt is asked, at once and streamed. Both end where `signal` aborts. */
export interface FaultClient {
  readonly provider: string
  unary(prompt: string, signal: AbortSignal): Promise<string>
  /** Hands over each text as it comes. */
  stream(prompt: string, signal: AbortSignal, onText: (text: string) => void): Promise<void>
}

interface ChatSdk {
  readonly chat: {
    readonly completions: {
      create(body: object, options: object): Promise<unknown>
    }
  }
}

interface ChatMessage {
  readonly choices: readonly {
    readonly message?: { readonly content?: string | null }
    readonly delta?: { readonly content?: string | null }
  }[]
}

const apiKey = 'any-key'
const messagesOf = (prompt: string) => [{ role: 'user' as const, content: prompt }]

/** The SDKs that share one generator speak alike. */
function chatClient(provider: string, model: string, create: () => unknown): FaultClient {
  const sdk = () => create() as ChatSdk
  return {
    provider,
    async unary(prompt, signal) {
      const answer = await sdk().chat.completions.create({ model, messages: messagesOf(prompt) }, { signal })
      return (answer as ChatMessage).choices[0]!.message!.content ?? ''
    },
    async stream(prompt, signal, onText) {
      const body = { model, messages: messagesOf(prompt), stream: true }
      const chunks = await sdk().chat.completions.create(body, { signal })
      for await (const chunk of chunks as AsyncIterable<ChatMessage>) onText(chunk.choices[0]?.delta?.content ?? '')
    },
  }
}

export const faultClients: readonly FaultClient[] = [
  chatClient('openai', 'gpt-4o', () => new OpenAI({ apiKey })),
  {
    provider: 'anthropic',
    async unary(prompt, signal) {
      const body = { model: 'claude-haiku-4-5', max_tokens: 200, messages: messagesOf(prompt) }
      const { content } = await new Anthropic({ apiKey }).messages.create(body, { signal })
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
    async stream(prompt, signal, onText) {
      const body = { model: 'claude-haiku-4-5', max_tokens: 200, messages: messagesOf(prompt), stream: true as const }
      for await (const event of await new Anthropic({ apiKey }).messages.create(body, { signal }))
        if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') onText(event.delta.text)
    },
  },
  {
    provider: 'google',
    async unary(contents, abortSignal) {
      const config = { abortSignal }
      const answer = await new GoogleGenAI({ apiKey }).models.generateContent({
        model: 'gemini-2.5-flash-lite',
        contents,
        config,
      })
      return answer.text ?? ''
    },
    async stream(contents, abortSignal, onText) {
      const { models } = new GoogleGenAI({ apiKey })
      const config = { abortSignal }
      for await (const chunk of await models.generateContentStream({
        model: 'gemini-2.5-flash-lite',
        contents,
        config,
      }))
        onText(chunk.text ?? '')
    },
  },
  chatClient('groq', 'llama-3.3-70b-versatile', () => new Groq({ apiKey })),
  {
    provider: 'mistral',
    async unary(prompt, signal) {
      const body = { model: 'mistral-small-latest', messages: messagesOf(prompt) }
      const answer = await new Mistral({ apiKey }).chat.complete(body, { fetchOptions: { signal } })
      return String(answer.choices[0]!.message!.content ?? '')
    },
    async stream(prompt, signal, onText) {
      const body = { model: 'mistral-small-latest', messages: messagesOf(prompt) }
      for await (const { data } of await new Mistral({ apiKey }).chat.stream(body, { fetchOptions: { signal } }))
        onText(String(data.choices[0]?.delta.content ?? ''))
    },
  },
  {
    provider: 'cohere',
    async unary(prompt, abortSignal) {
      const body = { model: 'command-a-03-2025', messages: messagesOf(prompt) }
      const { message } = await new CohereClientV2({ token: apiKey }).chat(body, { abortSignal })
      return (message.content ?? []).map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
    async stream(prompt, abortSignal, onText) {
      const body = { model: 'command-a-03-2025', messages: messagesOf(prompt) }
      for await (const event of await new CohereClientV2({ token: apiKey }).chatStream(body, { abortSignal }))
        if (event.type === 'content-delta') onText(event.delta?.message?.content?.text ?? '')
    },
  },
  chatClient('together', 'meta-llama/Llama-3.3-70B-Instruct-Turbo', () => new Together({ apiKey })),
]
