// A chat app as it might be yours: nothing in it knows that its answers are simulated.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import OpenAI from 'openai'
import { page } from './page.js'

const app = new Hono()
const openai = new OpenAI({ maxRetries: 1 })

app.get('/', (context) => context.html(page('server')))
// The same page, which asks OpenAI itself, as apps do whose users bring their own keys.
app.get('/direct', (context) => context.html(page('direct')))

app.post('/api/chat', async (context) => {
  const { prompt } = await context.req.json()
  try {
    const answer = await openai.chat.completions.create(
      { model: 'gpt-4o', messages: [{ role: 'user', content: prompt }], stream: true },
      { signal: context.req.raw.signal },
    )
    const write = async (out) => {
      out.onAbort(() => answer.controller.abort())
      for await (const chunk of answer) await out.write(chunk.choices[0]?.delta.content ?? '')
    }
    return stream(context, write, async (error, out) => void (await out.write(` [failed: ${error.message}]`)))
  } catch (error) {
    return context.text(error.message, error.status ?? 502)
  }
})

// Names a chat in the background, as long as it takes.
app.post('/api/title', async (context) => {
  const { prompt } = await context.req.json()
  const messages = [{ role: 'user', content: `A title for: ${prompt}` }]
  void openai.chat.completions.create({ model: 'gpt-4o-mini', messages }).catch(() => {})
  return context.body(null, 202)
})

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' })
