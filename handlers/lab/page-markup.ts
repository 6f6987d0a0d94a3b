import { escaped } from './escaped.ts'
import type { LabFigures } from './figures.ts'
import { linesOf, percent, time } from './report-text.ts'

/** What the page says without its plots. */
export function markup(figures: LabFigures): string {
  const { name, requests, durationMs, seed } = figures
  return `<main>
<h1>${escaped(name)}</h1>
<p class="about">${requests.toLocaleString('en')} requests in ${time(durationMs)} of simulated time, seed ${escaped(String(seed))}</p>
<div class="tiles">${tiles(figures)}</div>
${plot('latency', 'Latency over time', 'Each point is an answer, from its arrival to its last byte. Shaded: a provider was in trouble.')}
<div class="pair">
${plot('success', 'Success and fallbacks', 'Of the requests that arrived in each span, how many were answered, and for how many another model had to be asked.')}
${plot('cost', 'Cost', figures.budgetUsd === undefined ? 'Of all requests so far.' : 'Of all requests so far; dashed: the budget.')}
</div>
<section><h2>Share by model</h2><p>Who gave the answers.</p>${shares(figures)}</section>
<section><h2>Summary</h2><table class="facts"><tbody>${linesOf(figures)
    .map(([key, value]) => `<tr><th scope="row">${key}</th><td>${escaped(value)}</td></tr>`)
    .join('')}</tbody></table></section>
</main>`
}

function plot(id: string, title: string, about: string): string {
  return `<section><h2>${title}</h2><p>${about}</p><div class="plot" id="${id}" role="img" aria-label="${title}"></div></section>`
}

function tiles({ successRate, costUsd, budgetUsd, latencyMs, ttftMs, fallbacks, regret }: LabFigures): string {
  const standing = successRate >= 0.99 ? 'good' : successRate >= 0.9 ? 'warn' : 'bad'
  const cost = budgetUsd === undefined ? 'cost' : `cost, of a budget of ${dollars(budgetUsd)}`
  return [
    tile(percent(successRate), 'answered', standing),
    tile(dollars(costUsd), cost, budgetUsd !== undefined && costUsd >= budgetUsd ? 'bad' : ''),
    tile(latencyMs ? time(latencyMs.p50) : '–', latencyMs ? `median latency; p95 ${time(latencyMs.p95)}` : 'latency'),
    tile(ttftMs ? time(ttftMs.p50) : '–', ttftMs ? `median first token; p95 ${time(ttftMs.p95)}` : 'first token'),
    tile(String(fallbacks), fallbacks === 1 ? 'request fell back' : 'requests fell back'),
    tile(percent(regret.agreement), 'chosen as the reference router'),
  ].join('')
}

/** With two digits that count. */
function dollars(amount: number): string {
  return `$${amount >= 1 ? amount.toFixed(2) : Number(amount.toPrecision(2))}`
}

function tile(value: string, name: string, standing = ''): string {
  return `<div class="tile"><b class="${standing}">${escaped(value)}</b><span>${escaped(name)}</span></div>`
}

function shares({ byModel, answered }: LabFigures): string {
  const rows = Object.entries(byModel)
  if (rows.length === 0) return '<p>No request was answered.</p>'
  const most = Math.max(...rows.map(([, count]) => count))
  const body = rows.map(([name, count]) => {
    const provider = name.slice(0, name.indexOf(':'))
    const model = name.slice(provider.length + 1)
    const bar = `<span class="bar" data-provider="${escaped(provider)}" style="width:${((100 * count) / most).toFixed(1)}%"></span>`
    return `<tr><td>${escaped(provider)}</td><td>${escaped(model)}</td><td class="number">${count}</td><td class="number">${percent(count / answered)}</td><td class="share">${bar}</td></tr>`
  })
  return `<table><thead><tr><th>Provider</th><th>Model</th><th class="number">Answers</th><th class="number">Share</th><th></th></tr></thead><tbody>${body.join('')}</tbody></table>`
}
