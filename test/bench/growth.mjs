import { median } from './measure.mjs'
import { requestOf, SHORT, simulation } from './subjects.mjs'

/** Kilobytes kept per 1,000 exchanges once the journal is full. */
export async function heapKept() {
  const llm = await simulation({ journalSize: 500 })
  const run = async (count) => {
    for (let index = 0; index < count; index++) await (await llm.fetch(requestOf(`${SHORT} ${index % 50}`))).text()
    globalThis.gc()
    return process.memoryUsage().heapUsed
  }
  await run(2000)
  const before = await run(500)
  const after = await run(3000)
  return Math.max(0, (after - before) / 1024 / 3)
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
