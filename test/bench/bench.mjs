// One command, one table: our ratios to a hand-written MSW handler, to tiktoken and to aimock, in one interleaved run.
// `--json` prints the figures too; the exit code is 1 when a row is beyond what its check tolerates.
// `--tokens` measures the token counts alone.
import { spawnSync } from 'node:child_process'
import { exchanges } from './exchanges.mjs'
import { curves, firstExchange, growth, heapKept, ruleMatching } from './growth.mjs'
import { onMsw3 } from './on-msw-3.mjs'
import { routing } from './router.mjs'
import { underLoad } from './servers.mjs'
import { lateness, manyStreams, streamedChunks, virtualStream } from './streams.mjs'
import { counting, loads } from './tokens.mjs'

if (!globalThis.gc) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const count = await counting()
const load = loads()
const tokenRows = [
  row('count 2 kB, tiktoken / ours', count.tiktokenUs / count.oursUs, 5, 3, 'x', true),
  row('count unseen text, tiktoken / ours', count.unseenRatio, 1.5, 1.2, 'x', true),
  row('count the worst megabyte', count.worstMegabyteMs, 1000, 2000, 'ms'),
  row('count 100,000 of one letter', count.hostileMs, 200, 500, 'ms'),
  row('load o200k / tiktoken', load.ours.ms / load.tiktoken.ms, 0.35, 0.6, 'x'),
  row('load o200k', load.ours.mb, 30, 40, 'MB'),
]
const rest = process.argv.includes('--tokens') ? { rows: [], figures: {} } : await others()
const rows = [...rest.rows, ...tokenRows]

for (const { name, text, aim, check, verdict } of rows)
  console.log(
    `${name.padEnd(54)} ${text.padStart(10)}   aim ${String(aim).padStart(5)}   check ${String(check).padStart(5)}   ${verdict}`,
  )
const absolute = { ...rest.figures, count, load }
if (process.argv.includes('--json')) console.log(JSON.stringify(absolute, null, 2))
process.exit(rows.some(({ verdict }) => verdict === 'FAILED') ? 1 : 0)

function row(name, value, aim, check, unit, isMore = false) {
  const within = (limit) => (isMore ? value >= limit : value <= limit)
  const verdict = within(aim) ? 'aim met' : within(check) ? 'tolerated' : 'FAILED'
  return { name, text: `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`, aim, check, verdict }
}

async function others() {
  const unary = await exchanges()
  const chunks = await streamedChunks()
  const virtual = await virtualStream()
  const late = await lateness()
  const many = await manyStreams(2000)
  const rules = await ruleMatching()
  const heap = await heapKept()
  const perSecond = routing()
  const firstMs = firstExchange()
  const costs = await curves(rules)
  const msw3 = onMsw3()
  const served = await underLoad({ names: ['ours', 'aimock'], seconds: 1, rounds: 7, warmUpSeconds: 4 })
  const cpuUs = (name, kind) => served.find((one) => one.name === name && one.kind === kind).cpuUs
  const rows = [
    row('direct, short prompt / hand-written getResponse', unary.ours / unary.hand, 1.25, 1.5, 'x'),
    row('direct, 2 kB prompt / hand-written getResponse', unary.oursLong / unary.handLong, 1.6, 2, 'x'),
    row('global fetch, msw 2 / hand-written', unary.fetchOurs / unary.fetchHand, 1.1, 1.3, 'x'),
    row('global fetch, msw 3 / hand-written', msw3.fetchOurs / msw3.fetchHand, 1.03, 1.3, 'x'),
    row('openai SDK through msw / hand-written', unary.sdkOurs / unary.sdkHand, 1.1, 1.3, 'x'),
    row('16 concurrent fetches / hand-written', unary.concurrentOurs / unary.concurrentHand, 1.1, 1.3, 'x'),
    row('all providers / one', unary.ours / unary.one, 1.1, 1.3, 'x'),
    row('SDK with llm.fetch / SDK through msw', unary.sdkLlmFetch / unary.sdkOurs, 0.35, 0.5, 'x'),
    row('SDK with llm.fetch / SDK with aimock', unary.sdkLlmFetch / unary.sdkAimock, 0.2, 0.3, 'x'),
    row('SDK with a ready Response / SDK with aimock', unary.sdkReady / unary.sdkAimock, 0.2, 0.3, 'x'),
    ...Object.entries(chunks).map(([length, { ours, hand }]) =>
      row(`stream of ${length} through the SDK, msw 2 / hand-written`, ours / hand, 1, 1.2, 'x'),
    ),
    row('stream of 1000 through the SDK, msw 3 / hand-written', msw3.stream.ours / msw3.stream.hand, 1, 1.3, 'x'),
    ...['unary', 'streamed'].map((kind) =>
      row(`server CPU per ${kind} request / aimock`, cpuUs('ours', kind) / cpuUs('aimock', kind), 1, 1.2, 'x'),
    ),
    row('import on top of msw', load.onTopOfMswMs, 15, 30, 'ms'),
    row('first exchange more than the second', firstMs, 120, 200, 'ms'),
    row('1,000 real streams, median lateness', late.p50Ms, 2, 5, 'ms'),
    row(`${(virtual.simulatedMs / 1000).toFixed(1)} s stream on the virtual clock`, virtual.realMs, 60, 200, 'ms'),
    row('2,000 streams half-way, held by each', many.heldKb, 40, 60, 'kB'),
    row('1,000 rules / 1 rule', rules[1000] / rules[1], 2, 2.5, 'x'),
    row('heap kept per 1,000 exchanges', heap, 50, 200, 'kB'),
    ...Object.entries(costs).map(([work, points]) =>
      row(`cost grows with the power of ${work}`, Math.max(0, growth(points)), 1.1, 1.25, ''),
    ),
    row('selectModel calls per second', perSecond, 100_000, 10_000, '/s', true),
  ]
  return { rows, figures: { unary, chunks, virtual, late, many, rules, heap, perSecond, firstMs, costs, msw3, served } }
}
