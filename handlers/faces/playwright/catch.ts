import type { APIRequestContext, Browser, BrowserContext } from '@playwright/test'
import type { Simulation } from '../../../src/simulation.ts'
import { addressIn, redirect, redirectsTo, type Redirect } from './redirect.ts'

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
      const redirects = redirectsTo(llmSimulation, llmServer.url)
      const newContext = browser.newContext.bind(browser)
      browser.newContext = async (...asked) => {
        const context = await newContext(...asked)
        await catchContext(context, redirects)
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
    await catchContext(context, redirectsTo(llmSimulation, llmServer.url))
    await use(context)
  },
  request: async (
    { request, llmSimulation, llmServer }: Worker & { readonly request: APIRequestContext },
    use: Use<APIRequestContext>,
  ) => {
    catchRequests(request, redirectsTo(llmSimulation, llmServer.url))
    await use(request)
  },
}

const caught = new WeakSet<BrowserContext>()

/**
 * Sees to it that nothing in a browser context asks a real provider: pages are redirected where they call `fetch`, so that streams keep their
 * pace; what asks otherwise, as web workers do, is answered by the server too, at once and whole.
 */
async function catchContext(context: BrowserContext, redirects: readonly Redirect[]): Promise<void> {
  if (caught.has(context)) return
  caught.add(context)
  catchRequests(context.request, redirects)
  await context.addInitScript(redirect, redirects)
  await context.route(
    (url) => addressIn(redirects, url) !== undefined,
    async (route) => {
      const url = addressIn(redirects, new URL(route.request().url()))!
      await route.fulfill({ response: await route.fetch({ url }) })
    },
  )
}

/** Sends what a test itself asks of a provider to the server. */
function catchRequests(request: APIRequestContext, redirects: readonly Redirect[]): void {
  const fetch = request.fetch.bind(request)
  request.fetch = (asked, options) => {
    const address = typeof asked === 'string' && URL.canParse(asked) ? addressIn(redirects, new URL(asked)) : undefined
    return fetch(address ?? asked, options)
  }
}
