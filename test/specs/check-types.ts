import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Sample } from './sampler.ts'
import { sourceOf } from './source.ts'
import { PRELUDE, TYPES } from './types.ts'

const FOLDER = new URL('../../.cache/specs/', import.meta.url)
const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** What the compiler says against samples whose kind has a type, each line with its sample's kind; empty where all is well. */
export async function typeErrors(samples: readonly Sample[]): Promise<readonly string[]> {
  const typed = samples.filter(({ kind }) => TYPES[kind])
  const head = PRELUDE.trim().split('\n')
  const lines = typed.map(
    ({ kind, value }, index) => `export const s${index} = ${sourceOf(value)} satisfies Wire<${TYPES[kind]}>`,
  )
  await mkdir(FOLDER, { recursive: true })
  await writeFile(new URL('samples.ts', FOLDER), [...head, ...lines, ''].join('\n'))
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noEmit: true, types: ['node'], rootDir: '../..', exactOptionalPropertyTypes: false },
    include: ['samples.ts'],
  }
  await writeFile(new URL('tsconfig.json', FOLDER), JSON.stringify(config))
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [TSC, '-p', fileURLToPath(FOLDER), '--pretty', 'false'],
      { maxBuffer: 1e8 },
      (_, out, said) => resolve(out + said),
    )
  })
  // Continuation lines are indented.
  const errors = output.split(/\n(?=\S)/).filter((text) => text.trim() !== '')
  return errors.map((text) => {
    const line = Number(/samples\.ts\((\d+),/.exec(text)?.[1])
    return `${typed[line - 1 - head.length]?.kind ?? 'the check itself'}: ${text.trim()}`
  })
}
