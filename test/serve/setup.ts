import { relative } from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { LEFT_OUT_TESTS } from './left-out.ts'
import { closeServers } from './served.ts'

beforeEach(({ task, skip }) => {
  const why = LEFT_OUT_TESTS[relative(process.cwd(), task.file.filepath)]?.[task.name]
  if (why !== undefined) skip(why)
})

afterAll(closeServers)
