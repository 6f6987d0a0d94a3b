import type { Browser, BrowserType, PlaywrightWorkerArgs } from '@playwright/test'
import { withBarrier } from './barrier.ts'
import { catchContext } from './catch-context.ts'
import { catchRequests } from './catch-requests.ts'
import type { Catcher } from './catcher.ts'

type Playwright = PlaywrightWorkerArgs['playwright']

/** How contexts are made; without a base URL of their own they have the test's. */
interface Based {
  readonly baseURL?: string | undefined
}

const baseOf = (catcher: Catcher, options: Based = {}) => ('baseURL' in options ? options.baseURL : catcher.baseURL)

const caught = new WeakSet<Browser>()

/** Catches what all contexts of a browser ask, those that it has and those that it is given. */
export async function catchBrowser(browser: Browser, catcher: Catcher): Promise<Browser> {
  if (caught.has(browser)) return browser
  caught.add(browser)
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext(options)
    await catchContext(context, catcher, baseOf(catcher, options))
    return context
  }
  for (const context of browser.contexts()) await catchContext(context, catcher, undefined)
  return browser
}

/** Catches what browsers and request contexts ask that a test makes itself. Gives back how to stop that. */
export function catchPlaywright({ chromium, firefox, webkit, request }: Playwright, catcher: Catcher): () => void {
  const undo = [chromium, firefox, webkit].map((type) => catchType(type, catcher))
  const { newContext } = request
  request.newContext = async (options) => {
    const context = await newContext.call(request, options)
    catchRequests(context, catcher, baseOf(catcher, options))
    return context
  }
  return () => {
    request.newContext = newContext
    for (const one of undo) one()
  }
}

function catchType(type: BrowserType, catcher: Catcher): () => void {
  const { launch, launchPersistentContext, connect, connectOverCDP } = type
  const barred = <T extends object>(options: T | undefined) =>
    (type.name() === 'chromium' ? withBarrier(catcher, options) : options) as T | undefined
  const connected = (how: (...asked: never[]) => Promise<Browser>) =>
    (async (...asked: unknown[]) => catchBrowser(await Reflect.apply(how, type, asked), catcher)) as never
  Object.assign(type, {
    launch: async (options) => catchBrowser(await launch.call(type, barred(options)), catcher),
    launchPersistentContext: async (folder, options) => {
      const context = await launchPersistentContext.call(type, folder, barred(options))
      await catchContext(context, catcher, baseOf(catcher, options))
      return context
    },
    connect: connected(connect),
    connectOverCDP: connected(connectOverCDP),
  } satisfies Partial<BrowserType>)
  return () => void Object.assign(type, { launch, launchPersistentContext, connect, connectOverCDP })
}
