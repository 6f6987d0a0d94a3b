import OpenAI from 'openai'

/** Asks OpenAI at its own address: what `instrumentation.ts` listens with answers. */
export async function POST(request: Request) {
  const openai = new OpenAI({ apiKey: 'any', maxRetries: 0 })
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: await request.text() }],
    stream: true,
    stream_options: { include_usage: true },
  })
  return new Response(stream.toReadableStream())
}
