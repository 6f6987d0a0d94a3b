import type { Simulation } from '../../src/simulation.ts'
import { CORS_HEADERS } from './cors.ts'
import { environmentText, providerAddresses } from './environment.ts'

/** The page at `/`: what answers here, what SDKs need, and the newest exchanges. */
export function statusPage(llm: Simulation, origin: string): Response {
  const { exchanges, inputTokens, outputTokens, costUsd } = llm.usage()
  const sums = `${exchanges} exchanges, ${inputTokens} + ${outputTokens} tokens, would have cost $${costUsd.toFixed(4)}`
  const newest = llm.exchanges.slice(-20).toReversed()
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>msw-llm</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  pre { overflow-x: auto; padding: 1rem; border-radius: 6px; background: color-mix(in srgb, currentColor 8%, transparent) }
</style>
<h1>msw-llm</h1>
<p>${sums}. <a href="/__llm">Control API</a>, <a href="/__llm/journal">journal</a>, <a href="/health">health</a>.</p>
<h2>What SDKs need</h2>
<pre>${escaped(environmentText(providerAddresses(llm, origin)))}</pre>
<h2>Newest exchanges</h2>
<pre>${newest.length === 0 ? 'None yet.' : escaped(newest.join('\n'))}</pre>
`
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', ...CORS_HEADERS } })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
