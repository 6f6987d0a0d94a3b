import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { rolldown } from 'rolldown'
import type { Lab } from './app/main.ts'

export const CHROMIUM = '/usr/bin/chromium'
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' }
const PAGE = '<!doctype html><title>lab</title><script type="module" src="/main.js"></script>'

/** Whether there is a Chromium; without one the tests are skipped, but never on CI. */
export const hasChromium = existsSync(CHROMIUM)
if (!hasChromium && process.env['CI'])
  throw new Error(`No Chromium at ${CHROMIUM}: install Debian's package "chromium".`)
if (!hasChromium)
  console.warn(`No Chromium at ${CHROMIUM}: the browser tests are SKIPPED. Install Debian's package "chromium".`)

/** The test page, built from source and served on this machine, in a real Chromium. */
export interface OpenBrowser {
  /** A new tab; `init` runs in it before anything else. */
  open(init?: () => void): Promise<LabPage>
  close(): Promise<void>
}

/** A tab with the lab of `app/main.ts`. */
export interface LabPage {
  readonly page: Page
  lab<K extends keyof Lab>(name: K, ...args: Parameters<Lab[K]>): Promise<Awaited<ReturnType<Lab[K]>>>
}

export async function openBrowser(): Promise<OpenBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'msw-llm-'))
  const bundle = await rolldown({
    input: { main: 'test/browser/app/main.ts' },
    platform: 'browser',
    logLevel: 'silent',
  })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' })
  await bundle.close()
  const worker = readFileSync('node_modules/msw/lib/mockServiceWorker.js')
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url!, 'http://localhost').pathname)
    const file = join(folder, path)
    const body =
      path === '/'
        ? PAGE
        : path === '/mockServiceWorker.js'
          ? worker
          : existsSync(file)
            ? readFileSync(file)
            : undefined
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': TYPES[extname(path) || '.html'] ?? 'text/plain',
    })
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  const context = await browser.newContext()
  return {
    async open(init) {
      const page = await context.newPage()
      if (init) await page.addInitScript(init)
      await page.goto(address)
      await page.waitForFunction('globalThis.lab')
      return {
        page,
        lab: (name, ...args) =>
          page.evaluate(([key, values]) => (globalThis as any).lab[key](...values), [name, args] as const),
      }
    },
    async close() {
      await browser.close()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
