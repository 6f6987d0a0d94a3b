import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every provider has a table of at least 15 bad requests, four of them 30', () => {
  const root = join(import.meta.dirname, '../..')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.scripts/deviations.mjs', '--counts'], {
    cwd: root,
    encoding: 'utf8',
  })
  console.log(stdout)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout.match(/^[a-z-]+ \| \d+ \| \d+ \| \d+ \| \d+$/gm)?.length).toBeGreaterThanOrEqual(24)
}, 120_000)
