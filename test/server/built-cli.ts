import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The command line as one program, built from the sources: Node 20 runs no TypeScript. */
export async function buildCli(): Promise<{ readonly file: string; readonly folder: string; remove(): void }> {
  // Inside of the project, so that packages are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.msw-llm-cli-'))
  const bundle = await rolldown({
    input: join(root, 'handlers/faces/cli.ts'),
    external: [/^node:/, /^msw/, /^srvx/, /^tiktoken/, /^@faker-js/],
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'cli.mjs' })
  await bundle.close()
  return { file: join(folder, 'cli.mjs'), folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A running command. */
export interface Running {
  readonly child: ChildProcess
  /** What it has said so far. */
  output(): string
  /** Resolves with the first group of the pattern once the output matches; rejects where the command ends before. */
  says(pattern: RegExp): Promise<string>
  readonly exited: Promise<number | null>
}

/** Starts the command with these words. */
export function run(file: string, ...words: readonly string[]): Running {
  const child = spawn(process.execPath, [file, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      text += data
      for (const watcher of watchers) watcher()
    })
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text)
        if (found) resolve(found[1] ?? found[0])
      }
      watchers.add(look)
      look()
      void exited.then(() => reject(new Error(`It ended before it said ${pattern}:\n${text}`)))
    })
  return { child, output: () => text, says, exited }
}
