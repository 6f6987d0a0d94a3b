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
  const through = async (handlers, jobsOf, options) => {
    const server = setupServer(...handlers)
    server.listen()
    // The client keeps the fetch that it finds when it is constructed.
    const times = await sampled(jobsOf(client({})), options)
    server.close()
    return times
  }
  const fetchOnce = async () => (await fetch(URL_CHAT, init())).text()
  const results = {}
  // In turns, since only one server can be in front of fetch.
  for (let turn = 0; turn < 4; turn++) {
    // Multiples of the sixteen.
    const options = { rounds: 4, calls: 96, warmup: turn === 0 ? 480 : 32 }
    const handRun = await through(
      hand,
      (sdk) => ({ fetchHand: fetchOnce, sdkHand: ask(sdk), concurrentHand: concurrent(fetchOnce) }),
      options,
    )
    const oursRun = await through(
      llm.handlers,
      (sdk) => ({ fetchOurs: fetchOnce, sdkOurs: ask(sdk), concurrentOurs: concurrent(fetchOnce) }),
      options,
    )
    const rest = await sampled(
      { sdkLlmFetch: ask(client({ fetch: llm.fetch })), sdkAimock: ask(client({ baseURL: `${mock.url}/v1` })) },
      options,
    )
    for (const [name, times] of Object.entries({ ...handRun, ...oursRun, ...rest }))
      (results[name] ??= []).push(...times)
  }
  await mock.stop()
  return medians(results)
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
