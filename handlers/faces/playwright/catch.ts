import type { APIRequestContext, Browser, BrowserContext } from '@playwright/test'
import type { Simulation } from '../../../src/simulation.ts'
import { redirect, redirectsTo } from './redirect.ts'

/** What the fixtures of Playwright's own names are made of. */
interface Worker {
  readonly llmSimulation: Simulation
  readonly llmServer: { readonly url: string }
}

type Use<T> = (value: T) => Promise<void>

/** Playwright's own fixtures, none of which asks a real provider. */
export const CATCHING = {
  browser: [
    async ({ browser, llmSimulation, llmServer }: Worker & { readonly browser: Browser }, use: Use<Browser>) => {
      const newContext = browser.newContext.bind(browser)
      browser.newContext = async (...asked) => {
        const context = await newContext(...asked)
        await catchContext(context, llmSimulation, llmServer.url)
        return context
      }
      await use(browser)
    },
    { scope: 'worker' },
  ],
  context: async (
    { context, llmSimulation, llmServer }: Worker & { readonly context: BrowserContext },
    use: Use<BrowserContext>,
  ) => {
    await catchContext(context, llmSimulation, llmServer.url)
    await use(context)
  },
  request: async (
    { request, llmSimulation, llmServer }: Worker & { readonly request: APIRequestContext },
    use: Use<APIRequestContext>,
  ) => {
    catchRequests(request, llmSimulation, llmServer.url)
    await use(request)
  },
}

const caught = new WeakSet<BrowserContext>()

/**
 * Sees to it that nothing in a browser context asks a real provider: pages are redirected where they call `fetch`, so that streams keep their
 * pace; what asks otherwise, as web workers do, is answered by the server too, at once and whole.
 */
async function catchContext(context: BrowserContext, llm: Simulation, origin: string): Promise<void> {
  if (caught.has(context)) return
  caught.add(context)
  catchRequests(context.request, llm, origin)
  await context.addInitScript(redirect, redirectsTo(llm, origin))
  await context.route(
    (url) => url.host !== '' && llm.at(url.href) !== undefined,
    async (route) => {
      await route.fulfill({ response: await route.fetch({ url: `${origin}/${route.request().url()}` }) })
    },
  )
}

/** Sends what a test itself asks of a provider to the server. */
function catchRequests(request: APIRequestContext, llm: Simulation, origin: string): void {
  const fetch = request.fetch.bind(request)
  request.fetch = (asked, options) => {
    const isOurs = typeof asked === 'string' && URL.canParse(asked) && llm.at(asked) !== undefined
    return fetch(isOurs ? `${origin}/${asked}` : asked, options)
  }
}
