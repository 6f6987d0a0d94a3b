import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DIFFERENCES } from './left-out.ts'

// The served suites themselves compare full names, and run what is listed: this tells of a renamed test without them.
test('each test that differs over sockets is there once, by the name that it has', () => {
  const counts = Object.entries(DIFFERENCES).flatMap(([path, names]) => {
    const text = readFileSync(path, 'utf8')
    return Object.keys(names).map((name) => [name, text.split(`test('${name.split(' > ').at(-1)!}', `).length - 1])
  })
  expect(counts.filter(([, count]) => count !== 1)).toEqual([])
})
