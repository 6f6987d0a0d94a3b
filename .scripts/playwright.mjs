// Builds the package and runs examples/playwright in Debian's Chromium, without a network: its tests pass, and two workers ran at the same time.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHROMIUM, readyExample } from './browser-example.mjs'

const example = readyExample('playwright', 'the tests')

const { status } = spawnSync('npx', ['playwright', 'test'], {
  cwd: example,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM, CI: '1' },
})
if (status !== 0) process.exit(1)

const report = JSON.parse(readFileSync(join(example, 'test-results', 'report.json'), 'utf8'))
const runs = specsOf(report).flatMap(({ tests }) => tests.flatMap(({ results }) => results))
const workers = new Set(runs.map(({ workerIndex }) => workerIndex))
const overlaps = runs.filter((one) =>
  runs.some((other) => one.workerIndex !== other.workerIndex && overlap(one, other)),
)
console.log(`${runs.length} tests in ${workers.size} workers, ${overlaps.length} of them at the same time as another`)
process.exit(workers.size >= 2 && overlaps.length > 0 ? 0 : 1)

function specsOf({ suites = [], specs = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function overlap(one, other) {
  const begin = (run) => Date.parse(run.startTime)
  return begin(one) < begin(other) + other.duration && begin(other) < begin(one) + one.duration
}
