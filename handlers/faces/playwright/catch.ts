import type { APIRequestContext, Browser, BrowserContext, LaunchOptions, PlaywrightWorkerArgs } from '@playwright/test'
import type { Simulation } from '../../../src/simulation.ts'
import { catchBrowser, catchPlaywright } from './catch-browsers.ts'
import { catchContext } from './catch-context.ts'
import { catchRequests } from './catch-requests.ts'
import type { Catcher } from './catcher.ts'

interface Made {
  readonly playwright: PlaywrightWorkerArgs['playwright']
  readonly launchOptions: LaunchOptions
  readonly llmSimulation: Simulation
  readonly llmServer: { readonly url: string }
}

interface Caught {
  readonly baseURL: string | undefined
  readonly llmCatcher: Catcher
}

type Use<T> = (value: T) => Promise<void>

/** Playwright's own fixtures, none of which asks a real provider. */
export const CATCHING = {
  llmCatcher: [
    async ({ playwright, launchOptions, llmSimulation, llmServer }: Made, use: Use<Catcher>) => {
      const catcher = { llm: llmSimulation, origin: llmServer.url, launchOptions, baseURL: undefined }
      const stop = catchPlaywright(playwright, catcher)
      await use(catcher)
      stop()
    },
    { scope: 'worker', auto: true },
  ],
  browser: [
    async ({ browser, llmCatcher }: Caught & { readonly browser: Browser }, use: Use<Browser>) =>
      use(await catchBrowser(browser, llmCatcher)),
    { scope: 'worker' },
  ],
  context: async (
    { context, baseURL, llmCatcher }: Caught & { readonly context: BrowserContext },
    use: Use<BrowserContext>,
  ) => {
    await catchContext(context, llmCatcher, baseURL)
    await use(context)
  },
  request: async (
    { request, baseURL, llmCatcher }: Caught & { readonly request: APIRequestContext },
    use: Use<APIRequestContext>,
  ) => {
    catchRequests(request, llmCatcher, baseURL)
    await use(request)
  },
}
