// Types, lint, format, unused code, the packed package: everything that needs no test run. `npm run check -- types lint` runs some.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** In the order in which they are taken up, after the build. Each writes at most into a folder of its own in the cache. */
const checks = {
  exports: [
    'mkdir -p .cache && folder=$(mktemp -d .cache/packed-XXXXXX) && trap \'rm -rf "$folder"\' EXIT',
    // Without `prepack`, which would build anew under the other checks.
    'npm pack --silent --ignore-scripts --pack-destination "$folder"',
    'publint --strict "$folder"/*.tgz && attw "$folder"/*.tgz --profile esm-only --quiet',
  ].join(' && '),
  types: 'tsc --noEmit -p tsconfig.json && tsc --noEmit -p test/tsconfig.json',
  lint: 'oxlint --type-aware --quiet src handlers test .scripts',
  size: 'size-limit',
  deviations: 'node .scripts/deviations.mjs --check',
  unused: 'knip',
  format: 'oxfmt --check src handlers test .scripts',
  prices: 'node .scripts/prices.mjs --check',
}

const started = performance.now()
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(checks)
const unknown = names.filter((name) => !Object.hasOwn(checks, name))
if (unknown.length > 0) {
  console.log(`No check is named ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`)
  process.exit(1)
}
const failed = []
// Makes the tables and `dist`, which the checks read, so nothing runs beside it.
await run('build', 'npm run -s built')
if (failed.length > 0) console.log(`not run: ${names.join(', ')}`)
else {
  const queue = [...names]
  const next = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) await run(name, checks[name])
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, next))
}
const end = failed.length > 0 ? `FAILED: ${failed.join(', ')}` : `ok: all ${names.length} passed`
console.log(`check ${end} (${secondsSince(started)} s)`)
process.exitCode = failed.length > 0 ? 1 : 0

/** Prints how it ended, and what it said where it failed. */
async function run(name, command) {
  const begun = performance.now()
  const child = spawn('bash', ['-c', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, FORCE_COLOR: '0' },
  })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const end = await new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(message))
    child.on('close', (code, signal) => resolve(code === 0 ? '' : `ended with ${code ?? signal}`))
  })
  if (end) failed.push(name)
  console.log(`${name}: ${end ? `FAILED, ${end}` : 'ok'} (${secondsSince(begun)} s)${end && output && `\n${output}`}`)
}

function secondsSince(moment) {
  return ((performance.now() - moment) / 1000).toFixed(1)
}
