import type { Simulation } from '../../src/simulation.ts'
import { environmentText, providerAddresses } from './environment.ts'
import { pageOf } from './page-markup.ts'

/**
 * What answers at `/`: the panel for browsers, else a text that says what SDKs need and what was asked.
 *
 * @param mayLook whether the one who asks may know of the exchanges
 */
export function statusPage(llm: Simulation, request: Request, origin: string, mayLook: boolean): Response {
  const addresses = providerAddresses(llm, origin)
  const isBrowser = request.headers.get('accept')?.includes('text/html') === true
  if (isBrowser && mayLook) return answer('text/html', pageOf(addresses, origin))
  return answer('text/plain', textOf(llm, environmentText(addresses), origin, mayLook))
}

function textOf(llm: Simulation, environment: string, origin: string, mayLook: boolean): string {
  const head = `msw-llm at ${origin}. Control API: ${origin}/__llm; in a browser this page is a panel.\n\n${environment}\n`
  if (!mayLook) return head
  const { exchanges, inputTokens, outputTokens, costUsd } = llm.usage()
  const newest = llm.exchanges.slice(-20).toReversed()
  return `${head}
${exchanges} exchanges, ${inputTokens} + ${outputTokens} tokens, would have cost $${costUsd.toFixed(4)}
${newest.map((exchange) => `${String(exchange)}\n`).join('')}`
}

/** The panel with what feeds it, in one script; loaded when it is asked for. */
export async function panelScript(): Promise<Response> {
  const { script } = await import('./generated/panel.ts')
  return answer('text/javascript', script)
}

function answer(type: string, body: string): Response {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }
  return new Response(body, { headers })
}
