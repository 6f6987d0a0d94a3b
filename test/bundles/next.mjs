// `next build` of an app with pages and routes, and the server that it makes.
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const BUILD_MS = 240_000
const START_MS = 30_000

/**
 * Builds the app with some of what it has. Turbopack keeps of a shared module what any page needs: pages that are weighed are in apps of their own.
 *
 * @param {string} folder where `next` lies
 * @param {string[]} parts of its `app`: pages, and `api`
 * @returns {Promise<{ root: string, files: string[], warnings: string[] }>} the app's folder, paths of its scripts
 */
export async function buildNext(folder, parts) {
  const source = join(folder, 'next')
  const root = join(folder, `next-${parts.at(-1)}`)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'public'), { recursive: true })
  cpSync(join(folder, 'node_modules/msw/lib/mockServiceWorker.js'), join(root, 'public/mockServiceWorker.js'))
  const shared = ['tsconfig.json', 'next.config.mjs', 'instrumentation.ts', 'server.ts', 'app/layout.tsx']
  for (const name of [...shared, ...parts.map((part) => `app/${part}`)])
    cpSync(join(source, name), join(root, name), { recursive: true })
  const { child, output } = next(root, 'build')
  const timer = setTimeout(() => child.kill(), BUILD_MS)
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  if (code !== 0) throw new Error(output())
  const files = join(root, '.next/static/chunks')
  return {
    root,
    warnings: output()
      .split('\n')
      // In CI it recommends to keep its cache.
      .filter((line) => /warn|⚠/i.test(line) && !line.includes('No build cache found')),
    files: readdirSync(files, { recursive: true })
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(files, name)),
  }
}

/** Starts what was built, on a free port of this machine. */
export async function startNext(root) {
  const { child, output } = next(root, 'start', '--port', '0', '--hostname', '127.0.0.1')
  const close = async () => {
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.kill()
    await ended
  }
  const address = await new Promise((resolve) => {
    const timer = setTimeout(resolve, START_MS)
    child.stdout.on('data', () => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? []
      if (!found || !output().includes('Ready')) return
      clearTimeout(timer)
      resolve(found)
    })
  })
  if (!address) {
    await close()
    throw new Error(`next start is not ready after ${START_MS / 1000} s:\n${output()}`)
  }
  return { address, close }
}

/** Asks a route that streams chunks of the SDK, a line each. */
export async function askRoute(address, prompt) {
  const response = await fetch(address, { method: 'POST', body: prompt })
  const body = await response.text()
  if (!response.ok) throw new Error(`${address} answers ${response.status}: ${body}`)
  const chunks = body.trim().split('\n').map(JSON.parse)
  const texts = chunks.map(({ choices }) => choices[0]?.delta.content).filter(Boolean)
  return { text: texts.join(''), pieces: texts.length, usage: chunks.findLast(({ usage }) => usage)?.usage }
}

function next(root, ...args) {
  const child = spawn(process.execPath, [join(root, '../node_modules/next/dist/bin/next'), ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (data) => (text += data))
  child.stderr.on('data', (data) => (text += data))
  return { child, output: () => text }
}
