import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import process from 'node:process'
import { UsageError } from '../../../src/errors.ts'
import { KEY_VARIABLES } from '../../server/keys.ts'
import type { LlmServer } from '../server.ts'
import { redirect, type Redirects } from './redirect.ts'

/** How an app is started. */
export interface AppOptions {
  /** What a shell runs, for instance `npm start`. It finds its port in the environment variable PORT. */
  readonly command: string
  /** Environment variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Where it runs. Default: the folder in which Playwright was started. */
  readonly cwd?: string
  /** A path that is answered once the app is ready. Default: `/`. */
  readonly readyPath?: string
  /** How long it may take to start, in milliseconds. Default: 60,000. */
  readonly timeoutMs?: number
}

/** An app that runs for one worker. */
export interface LlmApp {
  /** Its address, without a slash at the end. */
  readonly url: string
  /** Ends it with all that it started. */
  stop(): Promise<void>
}

/** Any key will do; a real one stays out of it. */
const KEYS = Object.values(KEY_VARIABLES).flat()

const POLL_MS = 100
const LAST_OUTPUT = 4000

/**
 * Starts an app whose requests to the providers go to the server: those of Node by its `fetch`, whatever client makes them, those of other
 * languages by the base URLs that their SDKs read from the environment.
 *
 * @throws {UsageError} where it ends or is not ready in time, with what it printed last
 */
export async function startApp(options: AppOptions, server: LlmServer, redirects: Redirects): Promise<LlmApp> {
  const { command, readyPath = '/', timeoutMs = 60_000, cwd } = options
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(command, {
    shell: true,
    // A group of its own, so that what a shell or npm starts ends with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(options, server, redirects, port),
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
    child.on('exit', end)
    // Where it could not be started at all: a folder that is not there.
    child.on('error', (error) => {
      listen(error.message)
      end()
    })
  })
  const stop = () => end(child, over)
  const untilMs = Date.now() + timeoutMs
  while (!(await isReady(url + readyPath))) {
    const problem = isOver
      ? 'ended before it was ready'
      : Date.now() > untilMs
        ? `was not ready in ${timeoutMs} ms`
        : ''
    if (problem !== '') {
      await stop()
      throw new UsageError(
        `The app (${command}) ${problem} at ${url}${readyPath}. It must listen on the port in the environment variable PORT. Its output:\n${output}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return { url, stop }
}

function environmentOf(
  { env }: AppOptions,
  { addresses }: LlmServer,
  redirects: Redirects,
  port: number,
): Record<string, string | undefined> {
  const script = `(${redirect.toString()})(${JSON.stringify(redirects)})`
  const preload = `--import=data:text/javascript,${encodeURIComponent(script)}`
  return {
    ...process.env,
    ...Object.fromEntries(KEYS.map((name) => [name, 'any'])),
    ...Object.assign({}, ...addresses.map(({ variables }) => variables)),
    NODE_OPTIONS: [process.env['NODE_OPTIONS'], preload].filter(Boolean).join(' '),
    PORT: String(port),
    ...env,
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(5000) })
    return status < 500
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number }
      server.close(() => resolve(port))
    })
  })
}

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
