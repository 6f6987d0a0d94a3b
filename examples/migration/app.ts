// The app under test: one endpoint, answered by a model behind OpenAI's API. It knows nothing of tests.
import { Hono } from 'hono'
import OpenAI from 'openai'

export function createApp({ baseURL }: { readonly baseURL?: string } = {}) {
  const app = new Hono()
  app.post('/v1/chat/completions', async (context) => {
    if (!context.req.header('authorization')) return context.json({ error: 'Who are you?' }, 401)
    const client = new OpenAI({ apiKey: 'from the environment', maxRetries: 2, ...(baseURL ? { baseURL } : {}) })
    const { model, messages } = await context.req.json<Pick<OpenAI.ChatCompletionCreateParams, 'model' | 'messages'>>()
    const answer = await client.chat.completions.create({ model, messages })
    return context.json(answer)
  })
  return app
}
