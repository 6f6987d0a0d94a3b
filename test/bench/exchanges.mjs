import { getResponse } from 'msw'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { interleaved } from './measure.mjs'
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
  return { ...direct, ...(await throughMsw(llm, hand)) }
}

async function throughMsw(llm, hand) {
  const mock = await aimock()
  const client = (options) => new OpenAI({ apiKey: 'key', maxRetries: 0, ...options })
  const ask = (openai) => () => openai.chat.completions.create(bodyOf(SHORT))
  const init = () => ({
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(SHORT)),
  })
  const through = async (handlers, jobsOf) => {
    const server = setupServer(...handlers)
    server.listen()
    // The client keeps the fetch that it finds when it is constructed.
    const result = await interleaved(jobsOf(client({})), { rounds: 5 })
    server.close()
    return result
  }
  // Two rounds of each, one after the other, since only one server can be in front of fetch.
  const results = {}
  for (let round = 0; round < 2; round++) {
    const fetchOnce = async () => (await fetch(URL_CHAT, init())).text()
    const handRun = await through(hand, (sdk) => ({
      fetchHand: fetchOnce,
      sdkHand: ask(sdk),
      concurrentHand: concurrent(fetchOnce),
    }))
    const oursRun = await through(llm.handlers, (sdk) => ({
      fetchOurs: fetchOnce,
      sdkOurs: ask(sdk),
      concurrentOurs: concurrent(fetchOnce),
    }))
    const rest = await interleaved(
      { sdkLlmFetch: ask(client({ fetch: llm.fetch })), sdkAimock: ask(client({ baseURL: `${mock.url}/v1` })) },
      { rounds: 5 },
    )
    for (const [name, value] of Object.entries({ ...handRun, ...oursRun, ...rest }))
      results[name] = Math.min(results[name] ?? Number.POSITIVE_INFINITY, value)
  }
  await mock.stop()
  return results
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
