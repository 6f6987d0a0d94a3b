// What is compared: ours, a hand-written MSW handler that sends the same bytes, and aimock.
import { LLMock } from '@copilotkit/aimock'
import { http, HttpResponse } from 'msw'
import { createSimulation } from 'msw-llm'

export const URL_CHAT = 'https://api.openai.com/v1/chat/completions'
const ANSWER = 'The sea is wide and deep, and it covers most of the planet.'
export const SHORT = 'Tell me about the sea.'
export const LONG = 'Tell me about the sea, its tides, its ports and the people who live from it. '.repeat(26)

export const requestOf = (prompt, stream = false) =>
  new Request(URL_CHAT, {
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(prompt, stream)),
  })

export const bodyOf = (prompt, stream = false) => ({
  model: 'gpt-4o',
  messages: [{ role: 'user', content: prompt }],
  stream,
})

/** A simulation with one rule; `words` is the length of streamed answers. */
export async function simulation(options = {}, answer = ANSWER) {
  // A benchmark sends more than any tier allows.
  const limits = { openai: { requestsPerMinute: 1e9, tokensPerMinute: 1e9 } }
  const llm = createSimulation({ limits, ...options })
  await llm.ready()
  llm.when('sea').reply(answer)
  return llm
}

/** A handler as people write it: reads the body, sends ready bytes; a stream event by event. */
export async function handWritten(llm, prompt = SHORT) {
  const unary = await (await llm.fetch(requestOf(prompt))).text()
  const events = (await (await llm.fetch(requestOf(prompt, true))).text()).split(/(?<=\n\n)/)
  const encoder = new TextEncoder()
  return [
    http.post(URL_CHAT, async ({ request }) => {
      const { stream } = await request.json()
      if (!stream) return new HttpResponse(unary, { headers: { 'content-type': 'application/json' } })
      const body = new ReadableStream({
        start(controller) {
          for (const event of events) controller.enqueue(encoder.encode(event))
          controller.close()
        },
      })
      return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } })
    }),
  ]
}

/** aimock with the same answer, on its own port. */
export async function aimock(answer = ANSWER, options = {}) {
  const mock = new LLMock({ port: 0, ...options })
  mock.onMessage(/sea/, { content: answer })
  await mock.start()
  return mock
}

export { ANSWER }
