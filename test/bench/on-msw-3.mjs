// The rows of msw 3, which needs Node 22: measured there, by the bench's own files beside another msw.
import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, nodeBinary } from '../../.scripts/install.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The figures of `global fetch` and of streams of 1,000 on msw 3. */
export function onMsw3() {
  const folder = install('bench-msw-3', ['msw@3.0.5'])
  // Beside that msw, so that both take it.
  for (const part of ['dist', 'package.json'])
    cpSync(join(root, part), join(folder, 'node_modules', 'msw-llm', part), { recursive: true })
  cpSync(dirname(fileURLToPath(import.meta.url)), join(folder, 'bench'), { recursive: true })
  const output = execFileSync(nodeBinary(24), [join(folder, 'bench', 'msw-3-rows.mjs')], { encoding: 'utf8' })
  return JSON.parse(output.trim().split('\n').at(-1))
}
