// The package as npm packs it, for scripts that install it elsewhere.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Packs the package, after a build where `dist` is not of these sources.
 *
 * @returns {{ folder: string, file: string }} a folder that goes when the process ends, and the package in it
 */
export function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'msw-llm-packed-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  run('npm', 'run', '-s', 'built')
  // Without `prepack`, which would build anew.
  run('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder)
  return { folder, file: join(folder, readdirSync(folder)[0]) }
}

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`)
}
