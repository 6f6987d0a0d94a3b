import type { LabFigures, Percentiles } from './figures.ts'

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

export function usd(amount: number): string {
  return `${amount.toFixed(Math.abs(amount) < 0.01 ? 6 : 4)} USD`
}

/** A duration, as short as it may be told. */
export function time(ms: number): string {
  return Math.abs(ms) < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(Math.abs(ms) < 10_000 ? 2 : 1)} s`
}

/** The counted things, `a 3, b 1`. */
function list(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`)
  return words.length > 0 ? words.join(', ') : 'none'
}

function spread(figures: Percentiles | null): string {
  return figures ? `p50 ${time(figures.p50)}, p95 ${time(figures.p95)}, p99 ${time(figures.p99)}` : 'nothing to measure'
}

/** What a report says, line by line: a name and its value. */
export function linesOf(figures: LabFigures): readonly (readonly [name: string, value: string])[] {
  const { budgetUsd, costUsd, regret, requests } = figures
  return [
    ['success', `${percent(figures.successRate)} (${figures.answered} of ${requests})`],
    ['cost', budgetUsd === undefined ? usd(costUsd) : `${usd(costUsd)} of a budget of ${usd(budgetUsd)}`],
    ['latency', spread(figures.latencyMs)],
    ['first token', spread(figures.ttftMs)],
    ['providers', list(figures.byProvider)],
    ['models', list(figures.byModel)],
    ['fallbacks', `${figures.fallbacks} (retries ${figures.retries}, attempts ${figures.attempts})`],
    ['failures', list(figures.failures)],
    [
      'providers failed',
      Object.entries(figures.providerFailures)
        .map(([name, counts]) => `${name}: ${list(counts)}`)
        .join('; ') || 'never',
    ],
    [
      'regret',
      regret.compared === 0
        ? 'nothing to compare'
        : `${percent(regret.agreement)} chosen as the reference router would; first choices ${differences(regret)}`,
    ],
    ...figures.outages.map(
      ({ provider = 'everybody', fromMs, toMs, what }) =>
        ['trouble', `${provider}: ${what} from ${time(fromMs)} to ${time(toMs)}`] as const,
    ),
  ]
}

/** How far choices are from those of the reference router. */
function differences({ costUsd, latencyMs, quality }: LabFigures['regret']): string {
  return [
    `${usd(Math.abs(costUsd))} ${costUsd < 0 ? 'cheaper' : 'dearer'} in all`,
    `${time(Math.abs(latencyMs))} ${latencyMs < 0 ? 'faster' : 'slower'}`,
    `${Math.abs(quality).toFixed(3)} ${quality < 0 ? 'better' : 'worse'} each`,
  ].join(', ')
}

export function textOf(figures: LabFigures): string {
  const head = `${figures.name}: ${figures.requests} requests in ${time(figures.durationMs)} of simulated time (seed ${figures.seed})`
  return [head, ...linesOf(figures).map(([name, value]) => `  ${name.padEnd(17)} ${value}`)].join('\n')
}
