// The code under test: an assistant that knows the weather. It has never heard of msw-llm.
import Anthropic, { APIError } from '@anthropic-ai/sdk'
import OpenAI from 'openai'

const openai = () => new OpenAI({ apiKey: 'sk-test' })
const anthropic = () => new Anthropic({ apiKey: 'sk-ant-test' })

/** One answer of GPT. */
export async function ask(prompt: string): Promise<string> {
  const answer = await openai().chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
  })
  return answer.choices[0]?.message.content ?? ''
}

/** The texts of a streamed answer of GPT, as they come. */
export async function* stream(prompt: string): AsyncGenerator<string> {
  const chunks = await openai().chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
  })
  for await (const chunk of chunks) yield chunk.choices[0]?.delta.content ?? ''
}

/** A streamed answer of Claude; where it breaks off, the text so far with an ellipsis. */
export async function tell(prompt: string): Promise<string> {
  let text = ''
  try {
    const events = anthropic().messages.stream({
      model: 'claude-haiku-4-5',
      max_tokens: 300,
      messages: [{ role: 'user', content: prompt }],
    })
    events.on('text', (piece) => (text += piece))
    await events.finalMessage()
  } catch (error) {
    if (!(error instanceof APIError) || text === '') throw error
    return `${text}…`
  }
  return text
}

const getWeather: Anthropic.Tool = {
  name: 'get_weather',
  description: 'The weather of a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}

/** Asks Claude, which may look up the weather first. */
export async function askAgent(prompt: string, weatherOf: (city: string) => string): Promise<string> {
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: prompt }]
  for (;;) {
    const answer = await anthropic().messages.create({
      model: 'claude-haiku-4-5',
      max_tokens: 300,
      messages,
      tools: [getWeather],
    })
    messages.push({ role: 'assistant', content: answer.content })
    const calls = answer.content.filter((block) => block.type === 'tool_use')
    if (calls.length === 0) return answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    const results = calls.map((call) => ({
      type: 'tool_result' as const,
      tool_use_id: call.id,
      content: weatherOf((call.input as { city: string }).city),
    }))
    messages.push({ role: 'user', content: results })
  }
}
