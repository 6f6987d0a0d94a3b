// The packed package beside the bundlers, as a user has them: in a folder of the cache that outlives the run.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packed } from '../../.scripts/packed.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Packs and installs; the folder, with the pages and the Next app beside its `node_modules`. */
export function installed() {
  const folder = resolve('.cache/bundles')
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'package-lock.json')
  const isFresh =
    existsSync(lock) && readFileSync(lock, 'utf8') === readFileSync(join(here, 'package-lock.json'), 'utf8')
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(here, name), join(folder, name))
  if (!isFresh || !existsSync(join(folder, 'node_modules'))) run('npm', ['ci', ...QUIET], folder)
  // The same version with other files: npm would keep what is there.
  rmSync(join(folder, 'node_modules/msw-llm'), { recursive: true, force: true })
  run('npm', ['install', '--no-save', '--no-package-lock', '--prefer-offline', ...QUIET, packed().file], folder)
  for (const name of ['pages', 'next']) {
    rmSync(join(folder, name), { recursive: true, force: true })
    cpSync(join(here, name), join(folder, name), { recursive: true })
  }
  return folder
}

const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts']

function run(command, args, cwd) {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`)
}
