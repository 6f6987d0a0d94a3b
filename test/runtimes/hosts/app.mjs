// The same small app under every runtime: nothing but functions from Request to Response.
import { createHandler, createSimulation, createUiMessageHandler } from 'msw-llm/fetch'

const llm = createSimulation({ seed: 7, latency: { ttftMs: 20, tokensPerSecond: 200 } })
llm.when('limited').fail({ kind: 'rate_limit', headers: { 'retry-after': '7' } })
const handler = createHandler(llm)
const chat = createUiMessageHandler(llm, { model: 'gpt-5-mini' })
const patient = createHandler(createSimulation({ clock: 'virtual', latency: { ttftMs: 30_000, tokensPerSecond: 10 } }))

export default {
  fetch(request) {
    const { pathname } = new URL(request.url)
    if (pathname === '/api/chat') return chat(request)
    if (!pathname.startsWith('/virtual/')) return handler(request)
    return patient(new Request(request.url.replace('/virtual/', '/'), request))
  },
}
