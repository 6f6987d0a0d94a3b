import type OpenAI from 'openai'

/** What a route answers: the chunks of the model's answer to the request's text, a line each. */
export async function streamChunks(openai: OpenAI, request: Request): Promise<Response> {
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: await request.text() }],
    stream: true,
    stream_options: { include_usage: true },
  })
  return new Response(stream.toReadableStream())
}
