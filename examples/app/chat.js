// The code under test of all these examples: a chat on the official SDK. It has never heard of msw-llm.
import OpenAI from 'openai'

const model = 'gpt-4o-mini'

/**
 * Streams an answer, and gives back the text that came before the end or the abort.
 *
 * @param {string} prompt
 * @param {{ onText?: (piece: string) => void, signal?: AbortSignal }} [options]
 */
export async function chat(prompt, { onText, signal } = {}) {
  const openai = new OpenAI({ apiKey: 'sk-test', dangerouslyAllowBrowser: true })
  const messages = [{ role: /** @type {const} */ ('user'), content: prompt }]
  const stream = await openai.chat.completions.create({ model, messages, stream: true }, signal ? { signal } : {})
  let text = ''
  for await (const chunk of stream) {
    const piece = chunk.choices[0]?.delta.content ?? ''
    text += piece
    if (piece !== '') onText?.(piece)
  }
  return text
}

const getWeather = {
  type: /** @type {const} */ ('function'),
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

/**
 * Answers from what a tool has found out.
 *
 * @param {string} prompt
 * @param {(city: string) => string} weatherOf
 */
export async function chatAboutWeather(prompt, weatherOf) {
  const openai = new OpenAI({ apiKey: 'sk-test', dangerouslyAllowBrowser: true })
  /** @type {OpenAI.ChatCompletionMessageParam[]} */
  const messages = [{ role: 'user', content: prompt }]
  for (;;) {
    const { choices } = await openai.chat.completions.create({ model, messages, tools: [getWeather] })
    const { message } = choices[0]
    messages.push(message)
    if (!message.tool_calls?.length) return message.content
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { city } = JSON.parse(call.function.arguments)
      messages.push({ role: 'tool', tool_call_id: call.id, content: weatherOf(city) })
    }
  }
}
