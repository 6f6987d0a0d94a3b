import { drawId, HEX } from '../../src/ids.ts'
import type { Exchange } from '../../src/exchange.ts'

/** The HTML page with which the edge in front of an API answers when it gets no answer itself. */
export function edgePage(status: number, host: string, exchange: Exchange): string {
  const title = status === 502 ? 'Bad gateway' : status === 504 ? 'Gateway time-out' : 'Error'
  return `<!DOCTYPE html>
<html lang="en-US">
<head><title>${host} | ${status}: ${title}</title></head>
<body>
<h1>${title} <span>Error code ${status}</span></h1>
<p>The web server reported a ${title.toLowerCase()} error.</p>
<p>Ray ID: ${drawId(exchange.seed, 'ray', 16, HEX)}</p>
</body>
</html>
`
}
