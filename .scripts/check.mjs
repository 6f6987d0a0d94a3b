// Types, lint, format, unused code, exports: everything that needs no test run. `--packed` adds the checks of the built package.
import { spawn } from 'node:child_process'

const checks = {
  types: 'tsc --noEmit -p tsconfig.json && tsc --noEmit -p test/tsconfig.json',
  lint: 'oxlint --type-aware --quiet src handlers test .scripts',
  format: 'oxfmt --check src handlers test .scripts',
  unused: 'knip',
  deviations: 'node .scripts/deviations.mjs --check',
  prices: 'node .scripts/prices.mjs --check',
  exports: 'npm run -s build && publint --strict && attw --pack . --profile esm-only --quiet',
  size: 'size-limit',
}

const started = performance.now()
await run('tables', 'npm run -s tables')
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(checks)
const failed = []
// Two at a time: the machine has two cores.
// The size is that of the build that the exports make.
const queue = names.filter((name) => name !== 'size')
await Promise.all(
  [0, 1].map(async () => {
    for (let name = queue.shift(); name; name = queue.shift()) if (!(await run(name, checks[name]))) failed.push(name)
  }),
)
if (names.includes('size') && !names.includes('exports')) await run('build', 'npm run -s build')
if (names.includes('size') && !(await run('size', checks.size))) failed.push('size')
console.log(
  `${names.length - failed.length} of ${names.length} checks passed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exit(failed.length > 0 ? 1 : 0)

async function run(name, command) {
  const begun = performance.now()
  const child = spawn('bash', ['-c', command], {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, FORCE_COLOR: '0' },
  })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  child.stderr.on('data', (data) => (output += data))
  const code = await new Promise((resolve) => child.on('close', resolve))
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  if (code !== 0) console.log(`${name}: failed after ${seconds} s\n${output}`)
  else if (name !== 'tables') console.log(`${name}: ok (${seconds} s)`)
  return code === 0
}
