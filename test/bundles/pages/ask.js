import OpenAI from 'openai'
import { setupWorker } from 'msw/browser'

/** Starts the worker with these handlers; then `ask` is there for the test. */
export async function start(handlers) {
  await setupWorker(...handlers).start({ quiet: true, onUnhandledRequest: 'bypass' })
  globalThis.ask = ask
}

async function ask(prompt, format) {
  const openai = new OpenAI({ apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 })
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    stream_options: { include_usage: true },
    ...(format ? { response_format: format } : {}),
  })
  const told = { text: '', pieces: 0, usage: undefined }
  for await (const { choices, usage } of stream) {
    const text = choices[0]?.delta.content
    if (text) told.pieces++
    told.text += text ?? ''
    told.usage = usage ?? told.usage
  }
  return told
}
