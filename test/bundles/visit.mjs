// A built page in Chromium, which reaches no host but this one.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
const START_MS = 60_000
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' }

export const hasChromium = existsSync(CHROMIUM)

export function openChromium() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  })
}

/** Serves a folder, with MSW's worker at its root. */
export async function serveFolder(root, worker) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname)
    const file = path === '/mockServiceWorker.js' ? worker : join(root, path === '/' ? 'index.html' : path)
    const isThere = existsSync(file)
    response.writeHead(isThere ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    })
    response.end(isThere ? readFileSync(file) : undefined)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}

/**
 * Opens a page, gives `check` its `ask` and the paths of the scripts that it has loaded so far.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {(ask: (prompt: string, format?: object) => Promise<any>, loaded: () => string[]) => Promise<void>} check
 * @returns {Promise<string[]>} the scripts that were there before the first question
 * @throws where the page reports an error or a warning
 */
export async function visit(browser, address, check = async () => {}) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const scripts = new Set()
  const mistakes = []
  page.on('pageerror', ({ message }) => mistakes.push(message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) mistakes.push(message.text())
  })
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js') && pathname !== '/mockServiceWorker.js') scripts.add(pathname)
  })
  try {
    await page.goto(address)
    await page.waitForFunction('globalThis.ask', undefined, { timeout: START_MS })
    const start = [...scripts]
    const ask = (prompt, format) => page.evaluate((values) => globalThis.ask(...values), [prompt, format])
    await check(ask, () => [...scripts])
    if (mistakes.length > 0) throw new Error('The page reports:')
    return start
  } catch (error) {
    throw new Error([error.message, ...mistakes].join('\n  '), { cause: error })
  } finally {
    await context.close()
  }
}
