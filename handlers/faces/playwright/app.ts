import { createServer } from 'node:net'
import process from 'node:process'
import { UsageError } from '../../../src/errors.ts'
import type { LlmServer } from '../server.ts'
import { run, type Run } from './app-process.ts'
import { environmentOf } from './environment.ts'
import type { Redirects } from './redirect.ts'

/** How an app is started. */
export interface AppOptions {
  /** What a shell runs, for instance `npm start`. It finds its port in the environment variable PORT. */
  readonly command: string
  /**
   * Environment variables besides those of this process. In both of them, a provider's key that is missing is set to one that is none; one
   * that is there stays.
   */
  readonly env?: Readonly<Record<string, string>>
  /**
   * Whether what the app asks of a provider after the test that it does so for has ended counts for the test that runs then. Default: false, it
   * is refused, where the app is one of Node.
   */
  readonly isLateCounted?: boolean
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

const POLL_MS = 100

/** Ports that are tried where another process takes one before the app does. */
const MOST_PORTS = 3

/**
 * Starts an app whose requests to the providers go to the server: those of Node by its `fetch`, `node:http` and `node:https`, whatever client
 * makes them, those of other languages by the base URLs that their SDKs read from the environment.
 *
 * @param markFile holds the mark of the test that runs
 * @throws {UsageError} where it ends or is not ready in time, with what it printed last
 */
export async function startApp(
  options: AppOptions,
  { addresses }: LlmServer,
  redirects: Redirects,
  markFile: string,
): Promise<LlmApp> {
  const { command, readyPath = '/', timeoutMs = 60_000, env, cwd, isLateCounted = false } = options
  const variables = environmentOf(process.env, {
    env,
    addresses,
    redirects,
    markFile: isLateCounted ? undefined : markFile,
  })
  for (let left = MOST_PORTS; ; left--) {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const app = run(command, cwd, { ...variables, PORT: String(port) })
    const problem = await problemOf(app, url + readyPath, timeoutMs)
    if (problem === undefined) return { url, stop: app.stop }
    await app.stop()
    if (left > 1 && isTaken(port, app.output())) continue
    throw new UsageError(
      `The app (${command}) ${problem} at ${url}${readyPath}. It must listen on the port in the environment variable PORT. Its output:\n${app.output()}`,
    )
  }
}

/** Waits until the app answers; gives back what keeps it from that. */
async function problemOf(app: Run, url: string, timeoutMs: number): Promise<string | undefined> {
  const untilMs = Date.now() + timeoutMs
  const { port } = new URL(url)
  for (;;) {
    const isAnswered = await isReady(url)
    if (app.isOver()) return 'ended before it was ready'
    // Who answers may be who has taken the port.
    if (isTaken(Number(port), app.output())) return 'found its port taken'
    if (isAnswered) return undefined
    if (Date.now() > untilMs) return `was not ready in ${timeoutMs} ms`
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

/** Whether an app says that another process has its port. */
function isTaken(port: number, output: string): boolean {
  return /EADDRINUSE|address already in use/i.test(output) && output.includes(String(port))
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
