import { environmentText, type ProviderAddress } from './environment.ts'

/** The page of the server: the panel, and beside it what SDKs need. */
export function pageOf(addresses: readonly ProviderAddress[], origin: string): string {
  const rows = addresses.map(
    ({ title, baseUrl }) =>
      `<tr><th scope="row">${escaped(title)}</th><td><code>${escaped(baseUrl.slice(origin.length))}</code></td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>msw-llm</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<script type="module" src="/__llm/panel.js"></script>
<header>
  <h1>msw-llm serve</h1>
  <span id="connection" role="status">connecting</span>
  <nav><a href="/__llm">Control API</a> <a href="/__llm/journal">Journal</a> <a href="/__llm/usage">Usage</a> <a href="/health">Health</a></nav>
</header>
<main>
  <div id="panel"><noscript>The panel needs JavaScript; <a href="/__llm/journal">the journal</a> does not.</noscript></div>
  <aside>
    <h2>Environment</h2>
    <button type="button" data-copy="environment">Copy</button>
    <pre id="environment" tabindex="0">${escaped(environmentText(addresses.filter(hasVariables)))}</pre>
    <h2>Base URLs</h2>
    <p>Below <code>${escaped(origin)}</code>; any API key will do.</p>
    <table>${rows.join('\n')}</table>
  </aside>
</main>
`
}

function hasVariables({ variables }: ProviderAddress): boolean {
  return Object.keys(variables).length > 0
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The colours are the panel's. */
const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1a2230, #e4e8ef);
  --soft: light-dark(#5b6675, #97a2b3);
  --line: light-dark(#dfe3ea, #2b323e);
  --ground: light-dark(#eef1f5, #0d1015);
  --raised: light-dark(#ffffff, #14181f);
  --accent: light-dark(#0b6e66, #4fd1c0);
  --bad: light-dark(#b3261e, #ff8a80);
  font: 13px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground);
}
* { box-sizing: border-box; }
body { display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 12px; height: 100vh; margin: 0; padding: 12px 16px 16px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; }
h1 { font-size: 16px; margin: 0; color: var(--accent); }
h2 { font-size: 13px; margin: 0; }
#connection { color: var(--soft); }
#connection::before { content: ''; display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 4px; background: var(--accent); }
#connection[data-away] { color: var(--bad); }
#connection[data-away]::before { background: var(--bad); }
nav { display: flex; flex-wrap: wrap; gap: 0 14px; margin-left: auto; }
a { color: var(--accent); }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); gap: 16px; min-height: 0; }
#panel { min-height: 0; color: var(--soft); }
#panel > * { height: 100%; }
aside {
  display: grid; grid-template-columns: 1fr auto; grid-auto-rows: max-content; gap: 8px; align-content: start; align-items: center; min-height: 0; overflow: auto;
  padding: 12px 14px; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; scrollbar-width: thin;
}
aside > pre, aside > p, aside > table { grid-column: 1 / -1; }
aside > table, aside > p { margin: 0; }
aside > p { color: var(--soft); }
aside > table + h2, aside > pre + h2 { margin-top: 8px; grid-column: 1 / -1; }
button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 2px 10px; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
pre { margin: 0; padding: 8px 10px; overflow-x: auto; background: var(--ground); border-radius: 6px; font: 11.5px/1.6 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; }
th { padding: 3px 10px 3px 0; text-align: left; font-weight: 400; color: var(--soft); vertical-align: top; }
td { padding: 3px 0; overflow-wrap: anywhere; }
tr + tr > * { border-top: 1px solid var(--line); }
code { font: 11.5px/1.5 ui-monospace, monospace; }
@media (max-width: 900px) {
  body { height: auto; grid-template-rows: auto; }
  main { grid-template-columns: minmax(0, 1fr); }
  #panel { height: 80vh; }
}
`
