import { spawnSync } from 'node:child_process'
import { median } from './measure.mjs'
import { manyStreams } from './streams.mjs'
import { LONG, requestOf, SHORT, simulation } from './subjects.mjs'

/** Kilobytes kept per 1,000 exchanges once the journal is full. */
export async function heapKept() {
  const llm = await simulation()
  const run = async (count) => {
    for (let index = 0; index < count; index++) await (await llm.fetch(requestOf(`${SHORT} ${index % 50}`))).text()
    globalThis.gc()
    return process.memoryUsage().heapUsed
  }
  const before = await run(5000)
  const after = await run(10_000)
  return Math.max(0, (after - before) / 1024 / 10)
}

/** Microseconds per exchange with so many rules of which the last to be tried matches. */
export async function ruleMatching(counts = [1, 100, 1000]) {
  const results = {}
  for (const count of counts) {
    const llm = await simulation()
    for (let index = 1; index < count; index++) llm.when({ prompt: `never ${index}`, model: 'gpt-4o' }).reply('x')
    const times = []
    for (let round = 0; round < 7; round++) {
      const begun = performance.now()
      for (let call = 0; call < 100; call++) await (await llm.fetch(requestOf(SHORT))).text()
      times.push(((performance.now() - begun) / 100) * 1000)
    }
    results[count] = median(times)
  }
  return results
}

const FIRST = `
import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { createSimulation } from 'msw-llm'
setupServer(...createSimulation().handlers).listen()
const openai = new OpenAI({ apiKey: 'any' })
const times = []
for (let call = 0; call < 2; call++) {
  const begun = performance.now()
  await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Tell me about the sea.' }] })
  times.push(performance.now() - begun)
}
console.log(times[0] - times[1])
process.exit()`

/** Milliseconds that the first exchange of a process takes more than its second. */
export function firstExchange(rounds = 7) {
  const times = Array.from({ length: rounds }, () => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', FIRST], { encoding: 'utf8' })
    return Number(stdout)
  })
  return median(times)
}

/** Work and what it costs, for several amounts of it: a curve is near linear where its cost grows no faster than the work. */
export async function curves(rules) {
  const timed = async (run, calls) => {
    for (let call = 0; call < 3; call++) await run()
    const times = []
    for (let round = 0; round < 5; round++) {
      const begun = performance.now()
      for (let call = 0; call < calls; call++) await run()
      times.push(((performance.now() - begun) / calls) * 1000)
    }
    return median(times)
  }
  const asking = (llm, prompt, stream) => async () => (await llm.fetch(requestOf(prompt(), stream))).text()
  let number = 0
  const points = async (amounts, measure) => {
    const result = []
    for (const amount of amounts) result.push([amount, await measure(amount)])
    return result
  }
  const llm = await simulation({ validation: 'lenient' })
  const long = (kb) => `${number++} ${LONG.slice(0, 1024).repeat(kb)}`
  return {
    'prompt, kB': await points([1, 10, 100], (kb) =>
      timed(
        asking(llm, () => long(kb)),
        kb > 10 ? 10 : 50,
      ),
    ),
    'stream, tokens': await points([100, 1000, 10_000], async (tokens) => {
      const one = await simulation({}, 'sea '.repeat(tokens).trim())
      return timed(
        asking(one, () => SHORT, true),
        tokens > 1000 ? 2 : 10,
      )
    }),
    rules: Object.entries(rules).map(([count, us]) => [Number(count), us]),
    providers: await points([1, 8, 25], async (count) => {
      const names = llm.providerNames.filter((name) => name !== 'openai').slice(0, count - 1)
      return timed(
        asking(await simulation({ providers: ['openai', ...names] }), () => SHORT),
        50,
      )
    }),
    journal: await points([100, 1000, 10_000], async (journalSize) => {
      const one = await simulation({ journalSize })
      for (let call = 0; call < journalSize; call++) await asking(one, () => SHORT)()
      return timed(
        asking(one, () => SHORT),
        100,
      )
    }),
    'concurrent streams': await points(
      [100, 1000, 10_000],
      async (streams) => (await manyStreams(streams)).msEach * streams * 1000,
    ),
  }
}

/** The power of the work with which its cost grows, by the last two points: 1 is linear, 0 is no growth. */
export function growth(points) {
  const [[fewer, less], [more, most]] = points.slice(-2)
  return Math.log(most / less) / Math.log(more / fewer)
}
