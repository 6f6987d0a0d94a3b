// Builds the package and runs examples/playwright in Debian's Chromium, without a network: its tests pass, and two workers ran at the same time.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CHROMIUM = '/usr/bin/chromium'
const example = fileURLToPath(new URL('../examples/playwright', import.meta.url))

if (!existsSync(CHROMIUM)) {
  console.log(
    `No Chromium at ${CHROMIUM}: the tests are ${process.env.CI ? 'not run' : 'SKIPPED'}. Install Debian's package "chromium".`,
  )
  process.exit(process.env.CI ? 1 : 0)
}
run('npm', ['run', '-s', 'build'], '.')
run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], example)
run('npm', ['run', '-s', 'types'], example)
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

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (result.status === 0) return
  console.log(`${command} ${args.join(' ')} failed\n${result.stdout}\n${result.stderr}`)
  process.exit(1)
}
