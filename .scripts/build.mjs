// Builds the package into dist, which keeps a stamp of what it was built from, so that whoever only needs a build makes it no second time.
//
//   node .scripts/build.mjs              builds
//   node .scripts/build.mjs --if-stale   builds unless dist was built from these very files
//   node .scripts/build.mjs --is-fresh   builds nothing; exit code 1 unless dist was built from these very files
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const INPUTS = [
  'src',
  'handlers',
  '.scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]
/** What `npm run tables` makes of the others and of packages. */
const MADE = /(?:^|\/)(?:generated|tables)\//
const STAMP = 'dist/.stamp'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
// Before the build: what changes while it runs is not in it.
const stamp = stampOf(INPUTS.flatMap(filesOf))
const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp
const [mode] = process.argv.slice(2)
if (mode === '--is-fresh') process.exit(isFresh ? 0 : 1)
run('npm', 'run', '-s', 'tables')
if (mode !== '--if-stale' || !isFresh) {
  rmSync('dist', { recursive: true, force: true })
  run('node_modules/.bin/tsc', '-p', 'tsconfig.build.json')
  run(process.execPath, '.scripts/bundle.mjs')
  writeFileSync(STAMP, stamp)
}

/** Paths of the files at or below a path that were not made, in one order on every machine. */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((file) => !MADE.test(file))
    .toSorted()
}

function stampOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(createHash('sha256').update(readFileSync(file)).digest())
  return hash.digest('hex')
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
