import type { BrowserContext } from '@playwright/test'
import { catchRequests } from './catch-requests.ts'
import { caughtAddress, type Catcher } from './catcher.ts'
import { redirect, redirectsTo } from './redirect.ts'

const caught = new WeakSet<BrowserContext>()

/** What says that a WebSocket is not simulated; codes from 4000 are an application's own. */
const NOT_SIMULATED = 4501

/**
 * Sees to it that nothing in a browser context asks a real provider: pages are redirected where they call `fetch`, so that streams keep their
 * pace; what asks otherwise, as web workers do, is answered by the server too, at once and whole; WebSockets are closed.
 *
 * @param baseURL what relative addresses follow that the context's `request` is given
 */
export async function catchContext(
  context: BrowserContext,
  catcher: Catcher,
  baseURL: string | undefined,
): Promise<void> {
  if (caught.has(context)) return
  caught.add(context)
  const { llm, origin } = catcher
  const isOurs = ({ href }: URL) => caughtAddress(catcher, href) !== undefined
  catchRequests(context.request, catcher, baseURL)
  await context.addInitScript(redirect, redirectsTo(llm, origin))
  await context.route(isOurs, async (route) => {
    const url = caughtAddress(catcher, route.request().url())!
    await route.fulfill({ response: await route.fetch({ url }) })
  })
  await context.routeWebSocket(isOurs, async (socket) => {
    const { host, pathname } = new URL(socket.url())
    llm.warn(
      `A page opened a WebSocket to ${host}${pathname}, which is not simulated. It was closed; answer it with page.routeWebSocket.`,
    )
    await socket.close({ code: NOT_SIMULATED, reason: `msw-llm simulates no WebSocket of ${host}.`.slice(0, 120) })
  })
}
