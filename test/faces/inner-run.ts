import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startVitest, type Reporter, type Vitest } from 'vitest/node'

/** Runs test files, given by name, in a Vitest of its own; they import our face for Vitest from `FACE`. */
export async function innerRun(files: Readonly<Record<string, string>>, reporter: Reporter): Promise<Vitest> {
  const folder = mkdtempSync(join(resolve('test/faces'), '.run-'))
  const before = process.exitCode
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, `${name}.case.ts`), code)
    const vitest = await startVitest('test', [], {
      root: folder,
      include: ['*.case.ts'],
      watch: false,
      config: false,
      reporters: [reporter],
    })
    await vitest.close()
    return vitest
  } finally {
    rmSync(folder, { recursive: true, force: true })
    // What failed in there did not fail here.
    process.exitCode = before
  }
}

/** The module to import, as a text of code. */
export const FACE = JSON.stringify(resolve('handlers/faces/vitest.ts'))
