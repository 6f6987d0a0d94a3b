// The packed package under each bundler, with no set-up for it: built, weighed by difference, and asked in Chromium without a network.
// `npm run test:bundles -- vite` runs one.
import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundlers } from './bundlers.mjs'
import { checkAnswers, checkBuild, checkSomewhere, checkStart, checkTold, PROMPT } from './checks.mjs'
import { installed } from './installed.mjs'
import { askRoute, buildNext, startNext } from './next.mjs'
import { hasChromium, openChromium, serveFolder, visit } from './visit.mjs'

// kB (1000 bytes) of gzip that a page loads more at its start than one that has the SDK and one handler of MSW.
const LIMITS_KB = { small: 30, full: 75 }
const PAGES = ['none', 'small', 'full']

if (!hasChromium) {
  console.log(
    `No Chromium: the bundles are ${process.env.CI ? 'not tried' : 'SKIPPED'}. Install Debian's package "chromium".`,
  )
  process.exit(process.env.CI ? 1 : 0)
}
const wanted = process.argv.slice(2)
const folder = realpathSync(installed())
const browser = await openChromium()
const sizes = []
let passed = 0
let failed = 0
// Next builds in a process of its own, beside the others.
await Promise.all([tryAll(tests()), tryAll({ next: tryNext })])
await browser.close()
if (sizes.length > 0) console.table(Object.fromEntries(sizes))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

async function tryAll(tries) {
  for (const [name, run] of Object.entries(tries)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const begun = performance.now()
    const problem = await run().then(
      () => '',
      (error) => error.message,
    )
    if (problem) failed++
    else passed++
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    console.log(`${name}: ${problem ? 'FAILED' : 'ok'} (${seconds} s)${problem ? `\n${problem}` : ''}`)
  }
}

function tests() {
  return Object.fromEntries(Object.entries(bundlers).map(([name, build]) => [name, () => tryBundler(name, build)]))
}

async function tryBundler(name, build) {
  const bytes = {}
  for (const page of PAGES) {
    const built = await build(folder, page)
    if (page !== 'none') checkBuild(built)
    const server = await serveFolder(built.root, join(folder, 'node_modules/msw/lib/mockServiceWorker.js'))
    try {
      const start = await tryPage(page, server.address)
      bytes[page] = weigh(start.map((path) => join(built.root, path)))
    } finally {
      server.close()
    }
  }
  compare(name, bytes)
}

async function tryNext() {
  const bytes = {}
  for (const parts of [
    ['none', 'small'],
    ['api', 'full'],
  ]) {
    const { root, files, warnings } = await buildNext(folder, parts)
    if (warnings.length > 0) throw new Error(warnings.join('\n'))
    checkSomewhere(folder, files)
    const server = await startNext(root)
    try {
      for (const part of parts) {
        if (part === 'api')
          for (const route of ['chat', 'direct']) checkTold(await askRoute(`${server.address}/api/${route}`, PROMPT))
        else {
          const start = await tryPage(part, `${server.address}/${part}`)
          bytes[part] = weigh(start.map((path) => join(root, path.replace('/_next/', '.next/'))))
        }
      }
    } finally {
      await server.close()
    }
  }
  compare('next', bytes)
}

function tryPage(page, address) {
  return visit(browser, address, page === 'none' ? undefined : checkAnswers)
}

function weigh(files) {
  checkStart(folder, files)
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
}

function compare(name, { none, ...pages }) {
  const row = { 'without, kB': kb(none) }
  const over = []
  for (const [page, bytes] of Object.entries(pages)) {
    row[`${page} adds, kB`] = kb(bytes - none)
    if (bytes - none > LIMITS_KB[page] * 1000)
      over.push(`The page "${page}" starts with ${kb(bytes - none)} kB more: over ${LIMITS_KB[page]} kB.`)
  }
  sizes.push([name, row])
  if (over.length > 0) throw new Error(over.join('\n'))
}

function kb(bytes) {
  return Number((bytes / 1000).toFixed(1))
}
