import { getResponse } from 'msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { interleaved, medians, sampled } from './measure.mjs'
import { aimock, bodyOf, handWritten, LONG, requestOf, SHORT, simulation, URL_CHAT } from './subjects.mjs'

/** Unary exchanges, short and long prompts, each way in. */
export async function exchanges() {
  const llm = await simulation()
  const one = await simulation({ providers: ['openai'] })
  const hand = await handWritten(llm)
  const handLong = await handWritten(llm, LONG)
  // No two prompts are equal: what has been counted once is not counted again.
  let number = 0
  const viaResponse = (handlers, prompt) => async () =>
    (await getResponse(handlers, requestOf(`${prompt} ${number++}`))).text()
  const direct = await interleaved({
    hand: viaResponse(hand, SHORT),
    ours: viaResponse(llm.handlers, SHORT),
    one: viaResponse(one.handlers, SHORT),
    handLong: viaResponse(handLong, LONG),
    oursLong: viaResponse(llm.handlers, LONG),
    llmFetch: async () => (await llm.fetch(requestOf(SHORT))).text(),
  })
  return { ...direct, ...(await throughMsw(llm, hand)), ...(await besideAimock(llm)) }
}

const clientOf = (options = {}) => new OpenAI({ apiKey: 'key', maxRetries: 0, ...options })
const ask = (openai) => () => openai.chat.completions.create(bodyOf(SHORT))

/** `fetch` and the SDK through MSW, in turns, since only one server can be in front of fetch. */
export async function throughMsw(llm, hand) {
  const init = () => ({
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(SHORT)),
  })
  const fetchOnce = async () => (await fetch(URL_CHAT, init())).text()
  const results = {}
  for (let turn = 0; turn < 4; turn++) {
    for (const [suffix, handlers] of [
      ['Hand', hand],
      ['Ours', llm.handlers],
    ]) {
      const server = setupServer(...handlers)
      server.listen()
      // The client keeps the fetch that it finds when it is constructed.
      const jobs = { fetch: fetchOnce, sdk: ask(clientOf()), concurrent: concurrent(fetchOnce) }
      // Multiples of the sixteen.
      const times = await sampled(jobs, { rounds: 4, calls: 96, warmup: turn === 0 ? 480 : 32 })
      server.close()
      for (const [name, values] of Object.entries(times)) (results[name + suffix] ??= []).push(...values)
    }
  }
  return medians(results)
}

/** The SDK with `llm.fetch`, with aimock, and with a fetch that has the answer ready: what the SDK costs by itself. */
async function besideAimock(llm) {
  const mock = await aimock()
  const text = await (await llm.fetch(requestOf(SHORT))).text()
  const ready = async () => new Response(text, { headers: { 'content-type': 'application/json' } })
  const times = await interleaved({
    sdkLlmFetch: ask(clientOf({ fetch: llm.fetch })),
    sdkAimock: ask(clientOf({ baseURL: `${mock.url}/v1` })),
    sdkReady: ask(clientOf({ fetch: ready })),
  })
  await mock.stop()
  return times
}

/** Sixteen at once, as one job; its time is that of one of them. */
function concurrent(job) {
  let left = 0
  return async () => {
    if (left-- > 0) return
    left = 15
    await Promise.all(Array.from({ length: 16 }, job))
  }
}
