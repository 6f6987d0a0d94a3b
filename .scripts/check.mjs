// Types, lint, format, unused code, exports: everything that needs no test run. `--packed` adds the checks of the built package.
import { spawn } from 'node:child_process'

// In the order in which they are taken up. Two run at a time, so the size, the fourth, is taken of the build that the first has made.
const checks = {
  exports: 'npm run -s build && publint --strict && attw --pack . --profile esm-only --quiet',
  types: 'tsc --noEmit -p tsconfig.json && tsc --noEmit -p test/tsconfig.json',
  lint: 'oxlint --type-aware --quiet src handlers test .scripts',
  size: 'size-limit',
  deviations: 'node .scripts/deviations.mjs --check',
  unused: 'knip',
  format: 'oxfmt --check src handlers test .scripts',
  prices: 'node .scripts/prices.mjs --check',
}

const started = performance.now()
await run('tables', 'npm run -s tables')
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(checks)
const failed = []
if (wanted.includes('size') && !wanted.includes('exports')) await run('build', 'npm run -s build')
// The machine has two cores.
const queue = [...names]
await Promise.all(
  [0, 1].map(async () => {
    for (let name = queue.shift(); name; name = queue.shift()) if (!(await run(name, checks[name]))) failed.push(name)
  }),
)
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
