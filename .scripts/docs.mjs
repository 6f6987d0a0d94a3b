// Generates the API reference of every entry of the package into .docs/api; `--check` only says what has no doc comment or a broken link.
// TypeDoc needs an older TypeScript than the package, so it lives in .docs with a lockfile of its own.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const home = join(root, '.docs')
const isCheck = process.argv.includes('--check')
const CHECK = ['--emit', 'none', '--treatValidationWarningsAsErrors']
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// One file for each entry, so that modules are named as they are imported; dist/handlers/core.d.ts is built from handlers/core.ts.
const folder = join(home, 'entries')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const entries = Object.entries(exports).flatMap(([name, { types }]) => {
  if (!types) return []
  const file = join(folder, name === '.' ? 'msw-llm.ts' : `${name.slice(2)}.ts`)
  const source = types.replace('./dist/', '').replace(/\.d\.ts$/, '.ts')
  writeFileSync(file, `export * from '../../${source}'\n`)
  return [file]
})
run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], home)
run(
  process.execPath,
  [
    'node_modules/typedoc/bin/typedoc',
    ...(isCheck ? CHECK : []),
    ...entries.flatMap((entry) => ['--entryPoints', entry]),
  ],
  home,
)
console.log(
  isCheck
    ? `${entries.length} entries are documented`
    : `API reference of ${entries.length} entries: .docs/api/README.md`,
)

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
