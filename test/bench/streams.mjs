import { setupServer } from 'msw/node'
import { createManualClock } from 'msw-llm'
import OpenAI from 'openai'
import { median, quantile } from './measure.mjs'
import { bodyOf, handWritten, requestOf, SHORT, simulation } from './subjects.mjs'

/** Microseconds per streamed chunk through the SDK, at several lengths, beside a hand-written handler with the same bytes. */
export async function streamedChunks(lengths = [100, 1000, 10_000]) {
  const results = {}
  for (const length of lengths) {
    const llm = await simulation({}, 'sea '.repeat(length).trim())
    const hand = await handWritten(llm)
    const read = async () => {
      const client = new OpenAI({ apiKey: 'key' })
      let chunks = 0
      for await (const _ of await client.chat.completions.create(bodyOf(SHORT, true))) chunks++
      return chunks
    }
    // As many chunks a round at each length.
    const reads = Math.max(1, 2000 / length)
    const times = { hand: [], ours: [] }
    for (let round = 0; round < 9; round++) {
      for (const [name, handlers] of Object.entries({ hand, ours: llm.handlers })) {
        const server = setupServer(...handlers)
        server.listen()
        await read()
        let chunks = 0
        const begun = performance.now()
        for (let call = 0; call < reads; call++) chunks += await read()
        times[name].push(((performance.now() - begun) * 1000) / chunks)
        server.close()
      }
    }
    results[length] = { hand: median(times.hand), ours: median(times.ours) }
  }
  return results
}

/** Real milliseconds of 20 s of simulated stream on the virtual clock. */
export async function virtualStream() {
  const llm = await simulation(
    { clock: 'virtual', latency: { ttftMs: 600, ttftSigma: 0, tokensPerSecond: 50, speedSigma: 0 } },
    'sea '.repeat(1000).trim(),
  )
  await (await llm.fetch(requestOf(SHORT, true))).text()
  const times = []
  let simulatedMs = 0
  for (let round = 0; round < 5; round++) {
    llm.reset()
    llm.when('sea').reply('sea '.repeat(1000).trim())
    const begun = performance.now()
    await (await llm.fetch(requestOf(SHORT, true))).text()
    times.push(performance.now() - begun)
    simulatedMs = llm.exchanges[0].schedule.totalMs
  }
  return { realMs: median(times), simulatedMs }
}

/** Lateness of the chunks of many real-time streams with gaps of about 20 ms. */
export async function lateness(streams = 1000, tokens = 100) {
  const llm = await simulation(
    { latency: { ttftMs: 500, ttftSigma: 0.2, tokensPerSecond: 50, speedSigma: 0.1 } },
    'sea '.repeat(tokens).trim(),
  )
  const arrivals = await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      const reader = (await llm.fetch(requestOf(`${SHORT} ${index}`, true))).body.getReader()
      const times = []
      while (!(await reader.read()).done) times.push(Date.now())
      return times
    }),
  )
  const byPrompt = new Map(llm.exchanges.map((exchange) => [exchange.prompt, exchange]))
  const late = arrivals.flatMap((times, index) => {
    const { receivedAtMs, schedule } = byPrompt.get(`${SHORT} ${index}`)
    // Chunk k is made of part k + 1: the first part, the start, has no chunk.
    return times.map((time, chunk) =>
      Math.max(0, time - receivedAtMs - (schedule.partsMs[chunk + 1] ?? schedule.totalMs)),
    )
  })
  return { p50Ms: quantile(late, 0.5), p99Ms: quantile(late, 0.99) }
}

/** Kilobytes that each of many paced streams holds half-way, and milliseconds for each of them from begin to end. */
export async function manyStreams(streams) {
  const clock = createManualClock()
  const latency = { ttftMs: 600, ttftSigma: 0, tokensPerSecond: 50, speedSigma: 0 }
  const llm = await simulation({ clock, latency }, 'sea '.repeat(50).trim())
  const ask = async (index) => (await llm.fetch(requestOf(`${SHORT} ${index}`, true))).text()
  const warm = Promise.all(Array.from({ length: 100 }, (_, index) => ask(`warm ${index}`)))
  await clock.advance(60_000)
  await warm
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const begun = performance.now()
  const answers = Promise.all(Array.from({ length: streams }, (_, index) => ask(index)))
  await clock.advance(1000)
  globalThis.gc()
  const heldKb = (process.memoryUsage().heapUsed - before) / 1024 / streams
  await clock.advance(60_000)
  await answers
  return { heldKb, msEach: (performance.now() - begun) / streams }
}
