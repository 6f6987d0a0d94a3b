import type { UsageReport } from '../../src/journal.ts'
import type { JournalEntry } from './control.ts'
import { environmentText, type ProviderAddress } from './environment.ts'
import { pageOf } from './page-markup.ts'

/** Asks the control API for what it shows. */
type Look = (path: string) => Promise<{ readonly body: unknown }>

/**
 * What answers at `/`: the panel for browsers, else a text that says what SDKs need and what was asked.
 *
 * @param mayLook whether the one who asks may know of the exchanges
 */
export async function statusPage(request: Request, look: Look, mayLook: boolean): Promise<Response> {
  const { origin } = new URL(request.url)
  const { providers } = (await look('/providers')).body as { readonly providers: readonly ProviderAddress[] }
  const isBrowser = request.headers.get('accept')?.includes('text/html') === true
  if (isBrowser && mayLook) return answer('text/html', pageOf(providers, origin))
  const head = `msw-llm at ${origin}. Control API: ${origin}/__llm; in a browser this page is a panel.`
  const parts = [head, environmentText(providers), ...(mayLook ? await asked(look) : [])]
  return answer('text/plain', `${parts.join('\n\n')}\n`)
}

async function asked(look: Look): Promise<readonly string[]> {
  const usage = (await look('/usage')).body as UsageReport
  const { exchanges } = (await look('/journal')).body as { readonly exchanges: readonly JournalEntry[] }
  const { exchanges: count, inputTokens, outputTokens, costUsd } = usage
  const sums = `${count} exchanges, ${inputTokens} + ${outputTokens} tokens, would have cost $${costUsd.toFixed(4)}`
  return [sums, exchanges.slice(-20).toReversed().map(lineOf).join('\n')]
}

function lineOf({ id, endpoint, model, status, state, prompt, answer }: JournalEntry): string {
  const said = 'error' in answer ? answer.error : JSON.stringify(answer.text.slice(0, 60))
  return `${id} ${endpoint} ${model} ${status} ${state}: ${JSON.stringify(prompt.slice(0, 60))} -> ${said}`
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
