import { spawn, type ChildProcess } from 'node:child_process'
import process from 'node:process'

/** Characters of the output that are kept. */
const LAST_OUTPUT = 4000

const DRAIN_MS = 500

/** An app that was started. */
export interface Run {
  isOver(): boolean
  /** What it printed last. */
  output(): string
  /** Ends it with all that it started. */
  stop(): Promise<void>
}

/** Starts a command with these environment variables alone. */
export function run(command: string, cwd: string | undefined, env: Readonly<Record<string, string | undefined>>): Run {
  const child = spawn(command, {
    shell: true,
    // A group of its own, so that what a shell or npm starts ends with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env },
    ...(cwd === undefined ? {} : { cwd }),
  })
  let output = ''
  let isOver = false
  const listen = (bytes: unknown) => (output = (output + String(bytes)).slice(-LAST_OUTPUT))
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const over = new Promise<void>((resolve) => {
    const end = () => {
      isOver = true
      resolve()
    }
    // Once all that it printed is read, unless something that it left behind keeps that open.
    child.on('close', end)
    child.on('exit', () => setTimeout(end, DRAIN_MS))
    // Where it could not be started at all: a folder that is not there.
    child.on('error', (error) => {
      listen(error.message)
      end()
    })
  })
  return { isOver: () => isOver, output: () => output, stop: () => end(child, over) }
}

/** What an app is given to end by itself. */
const GRACE_MS = 5000

async function end(child: ChildProcess, over: Promise<void>): Promise<void> {
  const kill = (signal: 'SIGTERM' | 'SIGKILL') => {
    try {
      if (process.platform === 'win32' || child.pid === undefined) child.kill(signal)
      else process.kill(-child.pid, signal)
    } catch {
      // It has ended.
    }
  }
  kill('SIGTERM')
  const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS)
  await over
  clearTimeout(timer)
}
