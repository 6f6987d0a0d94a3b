import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, afterEach, beforeAll } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A running command. */
export interface Running {
  readonly child: ChildProcess
  /** What it has said so far. */
  output(): string
  /** Resolves with the first group of the pattern once the output matches; rejects where the command ends before. */
  says(pattern: RegExp): Promise<string>
  readonly exited: Promise<number | null>
}

/** A running server. */
export interface Serving extends Running {
  readonly url: string
}

/** The command line for the tests of a file: it is built before them, and what one of them started has ended before the next begins. */
export function useCli() {
  let cli: Awaited<ReturnType<typeof buildCli>>
  const running: Running[] = []
  beforeAll(async () => {
    cli = await buildCli()
  }, 60_000)
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL')
    // Workers end with their primary process, whose output is theirs: it is closed once the last has ended.
    await Promise.all(running.splice(0).map(({ exited }) => exited))
  })
  afterAll(() => rmSync(cli.folder, { recursive: true, force: true }))

  function start(...words: readonly string[]): Running {
    const one = run(cli.file, ...words)
    running.push(one)
    return one
  }
  return {
    start,
    /** Serves on a free port; resolves when it listens. */
    async serve(...words: readonly string[]): Promise<Serving> {
      const command = start('serve', '--port', '0', ...words)
      return { ...command, url: await command.says(/listens at (http:\S+);/) }
    },
    /** The path of a new file beside the program. */
    file(name: string, text: string): string {
      const path = join(cli.folder, name)
      writeFileSync(path, text)
      return path
    },
  }
}

/** The command line as one program, built from the sources: Node 20 runs no TypeScript. */
async function buildCli(): Promise<{ readonly file: string; readonly folder: string }> {
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
  return { file: join(folder, 'cli.mjs'), folder }
}

/** Starts the command with these words. */
function run(file: string, ...words: readonly string[]): Running {
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
