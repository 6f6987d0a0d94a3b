import Anthropic from '@anthropic-ai/sdk'
import Groq from 'groq-sdk'
import OpenAI from 'openai'

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** What one answer has used. */
export interface Used {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** A model at a provider, asked through the provider's own SDK. */
export interface Target {
  readonly name: string
  readonly usdPerMillion: { readonly input: number; readonly output: number }
  /** Pieces of the answer as they come; `used` is told what it took. */
  stream(messages: readonly Message[], used: (tokens: Used) => void): AsyncIterable<string>
}

/** The three that the gateway knows, best first. The gateway retries itself, so the SDKs do not. */
export function createTargets(): readonly Target[] {
  const openai = new OpenAI({ apiKey: process.env['OPENAI_API_KEY'] ?? 'none', maxRetries: 0 })
  const anthropic = new Anthropic({ apiKey: process.env['ANTHROPIC_API_KEY'] ?? 'none', maxRetries: 0 })
  const groq = new Groq({ apiKey: process.env['GROQ_API_KEY'] ?? 'none', maxRetries: 0 })
  return [
    {
      name: 'openai',
      usdPerMillion: { input: 0.15, output: 0.6 },
      async *stream(messages, used) {
        const chunks = await openai.chat.completions.create({
          model: 'gpt-4o-mini',
          messages: [...messages],
          stream: true,
          stream_options: { include_usage: true },
        })
        for await (const { choices, usage } of chunks) {
          if (usage) used({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens })
          const piece = choices[0]?.delta.content
          if (piece) yield piece
        }
      },
    },
    {
      name: 'anthropic',
      usdPerMillion: { input: 1, output: 5 },
      async *stream(messages, used) {
        const events = await anthropic.messages.create({
          model: 'claude-haiku-4-5',
          max_tokens: 1024,
          messages: messages.map(({ role, content }) => ({ role: role === 'assistant' ? role : 'user', content })),
          stream: true,
        })
        let inputTokens = 0
        for await (const event of events) {
          if (event.type === 'message_start') inputTokens = event.message.usage.input_tokens
          if (event.type === 'message_delta') used({ inputTokens, outputTokens: event.usage.output_tokens })
          if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text
        }
      },
    },
    {
      name: 'groq',
      usdPerMillion: { input: 0.05, output: 0.08 },
      async *stream(messages, used) {
        const chunks = await groq.chat.completions.create({
          model: 'llama-3.1-8b-instant',
          messages: [...messages],
          stream: true,
        })
        for await (const { choices, x_groq: told } of chunks) {
          if (told?.error) throw new Error(told.error)
          if (told?.usage) used({ inputTokens: told.usage.prompt_tokens, outputTokens: told.usage.completion_tokens })
          const piece = choices[0]?.delta.content
          if (piece) yield piece
        }
      },
    },
  ]
}
