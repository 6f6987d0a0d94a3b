// Takes the README's picture of the playground, in Debian's Chromium: node .scripts/playground-picture.mjs [light|dark]
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

const [colorScheme = 'light'] = process.argv.slice(2)
const server = await createServer({
  configFile: 'examples/playground/vite.config.ts',
  logLevel: 'warn',
  server: { port: 0, open: false, hmr: false },
})
await server.listen()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme })
await page.goto(server.resolvedUrls.local[0])
const panel = page.locator('msw-llm-panel')
await panel.waitFor({ timeout: 120_000 })

await ask('openai', 'Call a tool')
await ask('anthropic', 'Reason')
await panel.getByRole('button', { name: 'Fail next' }).click()
await ask('openai', 'Fill a JSON schema')
await panel.getByLabel('Time scale').fill('3')
await page.getByRole('button', { name: 'Markdown' }).click()
await page.getByRole('columnheader', { name: 'Range' }).waitFor()
await page.screenshot({ path: 'examples/playground/playground.jpg', type: 'jpeg', quality: 80 })
await browser.close()
await server.close()

async function ask(provider, idea) {
  if ((await page.locator('#provider').inputValue()) !== provider) await page.selectOption('#provider', provider)
  await page.getByRole('button', { name: idea }).click()
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await page.getByRole('button', { name: 'Send' }).waitFor()
}
