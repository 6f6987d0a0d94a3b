// Builds the package and examples/storybook, opens every story in Chromium and waits for the end of its play function.
// `npm run test:storybook -- --shots DIR` also leaves a picture of each.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM, readyExample, runOrExit } from './browser-example.mjs'

const STORY_MS = 60_000
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}
const example = readyExample('storybook', 'the stories')
const shots = process.argv.includes('--shots') ? process.argv.at(process.argv.indexOf('--shots') + 1) : undefined

runOrExit('npm', ['run', '-s', 'build'], example)

const folder = join(example, 'storybook-static')
const server = createServer((request, response) => {
  const path = join(folder, normalize(new URL(request.url, 'http://localhost').pathname))
  const isThere = path.startsWith(folder) && extname(path) !== '' && existsSync(path)
  response.writeHead(isThere ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
  response.end(isThere ? readFileSync(path) : undefined)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${server.address().port}`
// No host but this one: what is not simulated fails.
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
})
const totals = { passed: 0, failed: 0 }
try {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))
  for (const entry of Object.values(entries)) {
    if (entry.type !== 'story') continue
    const begun = performance.now()
    const problem = entry.tags.includes('play-fn') ? await play(entry.id) : 'has no play function'
    totals[problem ? 'failed' : 'passed']++
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(
      `${problem ? 'FAILED' : 'ok'}: ${entry.title}, ${entry.name} (${seconds} s)${problem ? `\n  ${problem}` : ''}`,
    )
  }
} finally {
  await browser.close()
  server.close()
}
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1)

/** Opens one story; what went wrong, or undefined. */
async function play(id) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 } })
  const mistakes = []
  page.on('pageerror', ({ message }) => mistakes.push(message))
  await page.addInitScript(listen)
  await page.goto(`${address}/iframe.html?id=${id}&viewMode=story`)
  const ended = await page
    .waitForFunction('globalThis.storyEnd', undefined, { timeout: STORY_MS })
    .then((handle) => handle.jsonValue())
    .catch(() => ({ problem: `did not end within ${STORY_MS / 1000} s` }))
  if (shots) {
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `${id}.png`) })
  }
  await page.close()
  return ended.problem ?? mistakes[0]
}

/** Runs in the page before Storybook: hears on its channel how the story ends. */
function listen() {
  let channel
  let problem
  const fail = (error) => (problem ??= error?.message ?? error?.description ?? JSON.stringify(error))
  Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
    configurable: true,
    get: () => channel,
    set(value) {
      channel = value
      for (const event of ['playFunctionThrewException', 'storyThrewException', 'storyErrored', 'storyMissing']) {
        channel.on(event, (error) => {
          fail(error)
          globalThis.storyEnd = { problem }
        })
      }
      channel.on('unhandledErrorsWhilePlaying', ([error]) => fail(error))
      channel.on('storyFinished', ({ status }) => {
        if (status !== 'success') fail({ message: `ended with ${status}` })
        globalThis.storyEnd = problem ? { problem } : {}
      })
    },
  })
}
