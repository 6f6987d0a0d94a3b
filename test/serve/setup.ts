import { relative } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { fullNameOf, testsOf } from './full-names.ts'
import { DIFFERENCES } from './left-out.ts'
import { closeServers } from './served.ts'

// A test that differs is run, and has to fail: one that passes is no difference.
// oxlint-disable-next-line no-empty-pattern -- Vitest takes nothing else before the suite.
beforeAll(({}, file) => {
  const differences = DIFFERENCES[relative(process.cwd(), file.file.filepath)] ?? {}
  const tests = testsOf(file)
  for (const [name, { isChance }] of Object.entries(differences)) {
    const found = tests.filter((test) => fullNameOf(test) === name)
    if (found.length !== 1) throw new Error(`test/serve/left-out.ts: ${found.length} tests are named '${name}'.`)
    const [test] = found
    if (test!.mode !== 'run') continue
    if (isChance) test!.mode = 'skip'
    else test!.fails = true
  }
})

afterAll(closeServers)
