import { createSimulation } from 'msw-llm/core'
import { openai as provider } from 'msw-llm/openai'
import OpenAI from 'openai'

const llm = createSimulation({ providers: [provider], seed: 7 })
llm.when('harbour').reply('The harbour fills without a sound, twice a day.')

/** The same without MSW: the client's own `fetch` is the simulation's. */
export async function POST(request: Request) {
  const openai = new OpenAI({ apiKey: 'any', maxRetries: 0, fetch: llm.fetch })
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: await request.text() }],
    stream: true,
    stream_options: { include_usage: true },
  })
  return new Response(stream.toReadableStream())
}
