import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LEFT_OUT_FILES, LEFT_OUT_TESTS } from './left-out.ts'

test('what the served suites leave out is there, by the names that it has', () => {
  const files = Object.keys(LEFT_OUT_FILES).filter((path) => !existsSync(path))
  const tests = Object.entries(LEFT_OUT_TESTS).flatMap(([path, names]) => {
    const text = readFileSync(path, 'utf8')
    return Object.keys(names).filter((name) => !text.includes(name))
  })
  expect([...files, ...tests]).toEqual([])
})
