// Builds, and runs every example under its own runner. `npm run test:examples -- bun` runs one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install } from './install.mjs'

const node = process.execPath
const reports = mkdtempSync(join(tmpdir(), 'msw-llm-examples-'))
const report = join(reports, 'report')

// Each: the command, and where it leaves how many tests passed and failed.
const EXAMPLES = {
  vitest: {
    command: () => [
      node,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'examples/vitest/vitest.config.ts',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    count: jsonCount,
  },
  guides: vitestAt('examples'),
  gateway: vitestAt('examples/gateway'),
  migration: vitestAt('examples/migration'),
  jest: {
    command: () => [
      node,
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--config',
      'examples/jest/jest.config.js',
      '--json',
      `--outputFile=${report}`,
    ],
    count: jsonCount,
  },
  'node-test': {
    command: () => [node, '--test', '--test-reporter=tap', 'examples/node-test/chat.test.js'],
    count: (output) => [/^# pass (\d+)/m, /^# fail (\d+)/m].map((pattern) => Number(pattern.exec(output)?.[1] ?? 0)),
  },
  bun: {
    // The binary's own package: `bun` itself needs an install script.
    command: () => [
      join(install('bun', ['@oven/bun-linux-x64@1.4.5']), 'node_modules/@oven/bun-linux-x64/bin/bun'),
      'test',
      './examples/bun',
    ],
    count: (output) =>
      [/^\s*(\d+) pass$/m, /^\s*(\d+) fail$/m].map((pattern) => Number(pattern.exec(output)?.[1] ?? 0)),
  },
}

function vitestAt(root) {
  const run = [
    node,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--root',
    root,
    '--reporter=json',
    `--outputFile=${report}`,
  ]
  return { command: () => run, count: jsonCount }
}

function jsonCount() {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  return [numPassedTests, numFailedTests]
}

run('npm', ['run', '-s', 'built'])
const wanted = process.argv.slice(2)
const totals = [0, 0]
for (const [name, { command, count }] of Object.entries(EXAMPLES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const begun = performance.now()
  const [program, ...args] = command()
  const { status, output } = run(program, args)
  const [passed, failed] = read(() => count(output))
  const isBroken = status !== 0 || passed === 0
  if (isBroken) console.log(output)
  totals[0] += passed
  totals[1] += failed === 0 && isBroken ? 1 : failed
  console.log(`${name}: ${passed} passed, ${failed} failed (${((performance.now() - begun) / 1000).toFixed(0)} s)`)
}
rmSync(reports, { recursive: true })
console.log(`${totals[0]} passed, ${totals[1]} failed`)
process.exit(totals[1] === 0 ? 0 : 1)

function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, output: `${stdout ?? ''}\n${stderr ?? ''}` }
}

/** A runner that died has left no report. */
function read(count) {
  try {
    return count()
  } catch {
    return [0, 0]
  }
}
