import { execFileSync } from 'node:child_process'
import { loadTokenizer } from 'msw-llm/tokens'
import { interleaved, median } from './measure.mjs'
import { LONG } from './subjects.mjs'

/** Counting, beside tiktoken. */
export async function counting() {
  const { get_encoding } = await import('tiktoken')
  const tiktoken = get_encoding('o200k_base')
  const ours = await loadTokenizer('o200k')
  const times = await interleaved(
    { ours: () => ours.count(LONG), tiktoken: () => tiktoken.encode_ordinary(LONG).length },
    { calls: 50 },
  )
  const hostile = 'a'.repeat(100_000)
  const begun = performance.now()
  ours.count(hostile)
  const hostileMs = performance.now() - begun
  tiktoken.free()
  return { oursUs: times.ours, tiktokenUs: times.tiktoken, hostileMs }
}

const LOAD = {
  ours: "const { loadTokenizer } = await import('msw-llm/tokens'); (await loadTokenizer('o200k')).count('hello')",
  tiktoken: "const { get_encoding } = await import('tiktoken'); get_encoding('o200k_base').encode('hello')",
  msw: "await import('msw'); await import('msw/node')",
  mswAndOurs: "await import('msw'); await import('msw/node'); await import('msw-llm')",
}

/** Cold loads, each in processes of its own: milliseconds and megabytes. */
export function loads(rounds = 9) {
  const results = Object.fromEntries(Object.keys(LOAD).map((name) => [name, { ms: [], mb: [] }]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, code] of Object.entries(LOAD)) {
      const script = `const b = process.memoryUsage().rss; const t = performance.now(); ${code}; console.log(JSON.stringify([performance.now() - t, (process.memoryUsage().rss - b) / 1048576]))`
      const [ms, mb] = JSON.parse(
        execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
      )
      results[name].ms.push(ms)
      results[name].mb.push(mb)
    }
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, { ms, mb }]) => [name, { ms: median(ms), mb: median(mb) }]),
  )
}
