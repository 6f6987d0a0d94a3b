import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { loadTokenizer } from 'msw-llm/tokens'
import { interleaved, median } from './measure.mjs'
import { LONG } from './subjects.mjs'

/** Counting, beside tiktoken. */
export async function counting() {
  const { get_encoding } = await import('tiktoken')
  const tiktoken = get_encoding('o200k_base')
  const ours = await loadTokenizer('o200k')
  // Equal texts are counted once: each is another.
  let number = 0
  const another = () => `${number++} ${LONG}`
  const times = await interleaved(
    { ours: () => ours.count(another()), tiktoken: () => tiktoken.encode_ordinary(another()).length },
    { calls: 50 },
  )
  const timeOf = (work) => {
    const started = performance.now()
    work()
    return performance.now() - started
  }
  const unseenMs = unseenTexts().map((text) => ({
    ours: timeOf(() => ours.count(text)),
    tiktoken: timeOf(() => tiktoken.encode_ordinary(text)),
  }))
  const worstMegabyteMs = Math.max(...MEGABYTES.map((text) => timeOf(() => ours.count(text))))
  const hostile = 'a'.repeat(100_000)
  const begun = performance.now()
  ours.count(hostile)
  const hostileMs = performance.now() - begun
  tiktoken.free()
  return {
    oursUs: times.ours,
    tiktokenUs: times.tiktoken,
    hostileMs,
    unseenRatio: median(unseenMs.map((one) => one.tiktoken / one.ours)),
    worstMegabyteMs,
  }
}

/** Declarations and what their comments say: text that no cache has seen, a file each. */
function unseenTexts() {
  const folder = dirname(createRequire(import.meta.url).resolve('@types/node/package.json'))
  const files = readdirSync(folder).filter((file) => file.endsWith('.d.ts'))
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).filter((text) => text.length > 20_000)
}

const MEGABYTES = ['a', ' ', '\n', '1234567890', '=-', '漢字仮名交文', 'aBcDeFgH', '👩‍👩‍👧', '\ud800', '.\n'].map((text) =>
  text.repeat(1_000_000 / text.length),
)

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
  const { msw, mswAndOurs } = results
  return {
    ...Object.fromEntries(
      Object.entries(results).map(([name, { ms, mb }]) => [name, { ms: median(ms), mb: median(mb) }]),
    ),
    // Round by round: the machine drifts by more than the difference.
    onTopOfMswMs: median(mswAndOurs.ms.map((one, round) => one - msw.ms[round])),
  }
}
