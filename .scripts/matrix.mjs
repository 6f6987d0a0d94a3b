// Runs the suites that depend on the platform in every cell: each supported Node with each major of msw.
// One cell runs everything, the others the contract, SDK and engine suites. `npm run test:matrix -- 3:24` runs one cell.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cache, install, nodeBinary } from './install.mjs'

const MSW = { 2: '2.15.0', 3: '3.0.5' }
/** The next major of the AI SDK, which needs Node 22. */
const AI_SDK = [
  'ai@7.0.173',
  '@ai-sdk/amazon-bedrock@5.0.101',
  '@ai-sdk/anthropic@4.0.105',
  '@ai-sdk/azure@4.0.85',
  '@ai-sdk/cohere@4.0.52',
  '@ai-sdk/deepseek@3.0.56',
  '@ai-sdk/google@4.0.121',
  '@ai-sdk/google-vertex@5.0.141',
  '@ai-sdk/groq@4.0.84',
  '@ai-sdk/mistral@4.0.87',
  '@ai-sdk/openai@4.0.118',
  '@ai-sdk/openai-compatible@3.0.92',
  '@ai-sdk/togetherai@3.0.54',
  '@ai-sdk/xai@5.0.12',
]
const CELLS = [
  { msw: 2, node: 20, suites: [] },
  { msw: 2, node: 22, suites: ['test/contract', 'test/sdk', 'test/engine', 'test/faces'] },
  { msw: 2, node: 24, suites: ['test/contract', 'test/sdk', 'test/engine', 'test/faces'] },
  { msw: 3, node: 22, suites: ['test/contract', 'test/sdk', 'test/engine', 'test/faces'] },
  { msw: 3, node: 24, suites: ['test/contract', 'test/sdk', 'test/engine', 'test/faces'] },
  { msw: 2, node: 24, aiSdk: 7, suites: ['test/frameworks/ai-sdk'] },
]
const wanted = process.argv.slice(2)
const cells = CELLS.filter((cell) => wanted.length === 0 || wanted.includes(nameOf(cell)))
const results = cells.map((cell) => ({ cell, ...runCell(cell) }))
for (const { cell, passed, failed, seconds } of results) {
  console.log(`${titleOf(cell)}: ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`)
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(results.every(({ ok }) => ok) ? 0 : 1)

/** How a cell is asked for: `3:24`, `2:24:ai-sdk-7`. */
function nameOf({ msw, node, aiSdk }) {
  return `${msw}:${node}${aiSdk ? `:ai-sdk-${aiSdk}` : ''}`
}

function titleOf({ msw, node, aiSdk }) {
  return `msw ${MSW[msw]} x Node ${node}${aiSdk ? ` x AI SDK ${aiSdk}` : ''}`
}

function runCell(cell) {
  const { msw, node, aiSdk, suites } = cell
  const begun = performance.now()
  const env = {
    ...process.env,
    MSW_LLM_MSW_FOLDER: install(`msw-${msw}`, [`msw@${MSW[msw]}`]),
    ...(aiSdk ? { MSW_LLM_AI_SDK_FOLDER: install(`ai-sdk-${aiSdk}`, AI_SDK) } : {}),
  }
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=json',
    '--reporter=dot',
    `--outputFile.json=${join(cache, 'matrix.json')}`,
    ...suites,
  ]
  const run = spawnSync(nodeBinary(node), args, { env, encoding: 'utf8' })
  const report = /Tests .*$/m.exec(strip(run.stdout ?? ''))?.[0] ?? ''
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(report)?.[1] ?? 0)
  if (run.status !== 0) console.log(`${titleOf(cell)}:\n${strip(run.stdout ?? '')}\n${strip(run.stderr ?? '')}`)
  return {
    ok: run.status === 0,
    passed: count('passed'),
    failed: count('failed') + (run.status !== 0 && count('failed') === 0 ? 1 : 0),
    seconds: (performance.now() - begun) / 1000,
  }
}

function strip(text) {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001B\[[0-9;]*m/g, '')
}
