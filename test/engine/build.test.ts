import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A project of its own, whose compiler does nothing and whose bundler notes that it ran. */
const root = mkdtempSync(join(tmpdir(), 'msw-llm-build-'))

beforeAll(() => {
  write('package.json', JSON.stringify({ scripts: { tables: 'node -e 0' } }))
  for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) write(name, '{}')
  for (const name of ['src/clock.ts', 'src/tokens/tables/ranks.ts', 'handlers/lab/generated/plot.ts']) write(name, '')
  const note = "import { appendFileSync, mkdirSync } from 'node:fs'\nmkdirSync('dist', { recursive: true })\n"
  write('.scripts/bundle.mjs', `${note}appendFileSync('builds', 'b')\n`)
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules/.bin/tsc'), '#!/bin/sh\n', { mode: 0o755 })
  cpSync(resolve('.scripts/build.mjs'), join(root, '.scripts/build.mjs'))
})
afterAll(() => rmSync(root, { recursive: true }))

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

/** Runs the script in another folder than its own; its exit code. */
const build = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(root, '.scripts/build.mjs'), ...words], { cwd: tmpdir() }).status
const builds = () => readFileSync(join(root, 'builds'), 'utf8').length

test('a build is made once for the same files, and whenever it is asked for itself', () => {
  expect(build('--is-fresh')).toBe(1)
  expect(build('--if-stale')).toBe(0)
  expect(build('--is-fresh')).toBe(0)
  expect(build('--if-stale')).toBe(0)
  expect(builds()).toBe(1)
  expect(build()).toBe(0)
  expect(builds()).toBe(2)
})

test('what changes the build makes it stale, what the build makes does not', () => {
  write('src/tokens/tables/ranks.ts', 'made anew')
  write('handlers/lab/generated/plot.ts', 'made anew')
  expect(build('--is-fresh')).toBe(0)
  for (const name of ['src/clock.ts', 'handlers/new.ts', 'package-lock.json']) {
    write(name, `{} // ${name}`)
    expect(build('--is-fresh'), name).toBe(1)
    build('--if-stale')
    expect(build('--is-fresh'), name).toBe(0)
  }
})

test('a build that fails leaves no stamp', () => {
  write('.scripts/bundle.mjs', 'process.exit(3)')
  expect(build('--if-stale')).toBe(3)
  expect(build('--is-fresh')).toBe(1)
})
