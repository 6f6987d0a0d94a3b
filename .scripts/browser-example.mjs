// What examples that need a browser are run with: Debian's Chromium, the built package, and the example's own packages.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const CHROMIUM = '/usr/bin/chromium'

/**
 * Builds the package, installs the example and checks its types. Without Chromium the process ends here: with exit code 1 in CI, else with 0.
 *
 * @param {string} name of the folder in `examples`
 * @param {string} what is not run without Chromium: `the stories`
 * @returns {string} path of its folder
 */
export function readyExample(name, what) {
  if (!existsSync(CHROMIUM)) {
    console.log(
      `No Chromium at ${CHROMIUM}: ${what} are ${process.env.CI ? 'not run' : 'SKIPPED'}. Install Debian's package "chromium".`,
    )
    process.exit(process.env.CI ? 1 : 0)
  }
  const example = fileURLToPath(new URL(`../examples/${name}`, import.meta.url))
  runOrExit('npm', ['run', '-s', 'built'], '.')
  runOrExit('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], example)
  runOrExit('npm', ['run', '-s', 'types'], example)
  return example
}

/** Runs a command in a folder; where it fails, prints what it said and ends the process with exit code 1. */
export function runOrExit(command, args, cwd) {
  const env = { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status === 0) return
  console.log(`${command} ${args.join(' ')} failed\n${stdout}\n${stderr}`)
  process.exit(1)
}
