// The code under test: the same agent on the openai SDK and on the AI SDK. It has never heard of msw-llm.
import { openai } from '@ai-sdk/openai'
import { generateText, stepCountIs, tool } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'

export type WeatherOf = (city: string) => Promise<string>

/** Asks until the model calls no more tools, `maxSteps` times at most. */
export async function askOpenAI(prompt: string, weatherOf: WeatherOf, maxSteps = 5): Promise<string> {
  const client = new OpenAI({ apiKey: 'any' })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: prompt }]
  for (let step = 0; step < maxSteps; step++) {
    const { choices } = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, tools: [getWeather] })
    const { message } = choices[0]!
    messages.push(message)
    if (!message.tool_calls?.length) return message.content ?? ''
    for (const call of message.tool_calls) {
      if (call.type !== 'function') continue
      const { city } = JSON.parse(call.function.arguments) as { city: string }
      const content = await weatherOf(city).catch((error: Error) => `Error: ${error.message}`)
      messages.push({ role: 'tool', tool_call_id: call.id, content })
    }
  }
  throw new Error(`No answer after ${maxSteps} steps.`)
}

const getWeather: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

/** The same, where the AI SDK has the loop. */
export async function askAiSdk(prompt: string, weatherOf: WeatherOf, maxSteps = 5): Promise<string> {
  const { text } = await generateText({
    model: openai('gpt-4o-mini'),
    prompt,
    tools: {
      get_weather: tool({
        description: 'The weather of a city.',
        inputSchema: z.object({ city: z.string() }),
        execute: ({ city }) => weatherOf(city),
      }),
    },
    stopWhen: stepCountIs(maxSteps),
  })
  return text
}
