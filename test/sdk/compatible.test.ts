import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const hosts = [
  { provider: 'deepseek', baseURL: 'https://api.deepseek.com', model: 'deepseek-chat', thinking: 'deepseek-reasoner' },
  { provider: 'deepseek', baseURL: 'https://api.deepseek.com/v1', model: 'deepseek-chat', thinking: 'deepseek-v4-pro' },
  { provider: 'xai', baseURL: 'https://api.x.ai/v1', model: 'grok-3', thinking: 'grok-3-mini' },
] as const

describe.each(hosts)('the OpenAI client at $baseURL', ({ provider, baseURL, model, thinking }) => {
  const client = () => new OpenAI({ apiKey: 'any-dummy-key', baseURL })

  test('creates and streams the same answer', async () => {
    const unary = await client().chat.completions.create({ model, messages })
    llm.reset()
    let text = ''
    let usage: OpenAI.CompletionUsage | null | undefined
    const stream = await client().chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    })
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      usage = chunk.usage ?? usage
    }
    expect(text).toBe(unary.choices[0]!.message.content)
    expect(usage).toEqual(unary.usage)
  })

  test('shows reasoning beside the content, before it in streams', async () => {
    const { choices, usage } = await client().chat.completions.create({ model: thinking, messages })
    const { reasoning_content: reasoning } = choices[0]!.message as { reasoning_content?: string }
    expect(reasoning!.length).toBeGreaterThan(20)
    const { prompt_tokens, completion_tokens, total_tokens, completion_tokens_details } = usage!
    const apart = provider === 'xai' ? completion_tokens_details!.reasoning_tokens! : 0
    expect(total_tokens).toBe(prompt_tokens + completion_tokens + apart)
    llm.reset()
    const order: string[] = []
    for await (const { choices: parts } of await client().chat.completions.create({
      model: thinking,
      messages,
      stream: true,
    })) {
      const delta: { reasoning_content?: string | null; content?: string | null } | undefined = parts[0]?.delta
      if (delta?.reasoning_content) order.push('reasoning')
      else if (delta?.content) order.push('text')
    }
    expect(order).toEqual(order.toSorted((a, b) => a.localeCompare(b)))
    expect(new Set(order)).toEqual(new Set(['reasoning', 'text']))
  })

  test('throws for a model that does not exist and lists those that do', async () => {
    const asked = client().chat.completions.create({ model: 'nope', messages })
    await expect(asked).rejects.toMatchObject({ status: provider === 'xai' ? 404 : 400 })
    expect((await client().models.list()).data.map(({ id }) => id)).toContain(model)
  })
})
