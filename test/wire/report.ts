import type { Difference } from './compare.ts'
import { KNOWN_MISSES, knownMiss } from './known-misses.ts'
import type { Match } from './walk.ts'

/** The matches of one endpoint. */
export interface EndpointMatches {
  readonly endpoint: string
  readonly matches: readonly Match[]
}

/** Misses that nobody has explained. */
export function unexplained(results: readonly EndpointMatches[]): readonly Match[] {
  return results.flatMap(({ matches }) => matches).filter((match) => isMiss(match) && !knownMiss(match.recording))
}

/** The whole report as text: scores by endpoint and scenario, then every miss with its differences. */
export function reportText(results: readonly EndpointMatches[]): string {
  const all = results.flatMap(({ matches }) => matches)
  const misses = all.filter(isMiss)
  return [
    'Recorded traffic, answered from its own requests',
    '',
    ...table(results),
    '',
    ...(misses.length > 0 ? ['Misses', ...misses.flatMap(missLines), ''] : []),
    ...staleLines(all),
  ].join('\n')
}

const HEAD = ['endpoint', 'scenario', 'recordings', 'matched', 'score', 'checks'] as const

function table(results: readonly EndpointMatches[]): readonly string[] {
  const rows = results.flatMap(({ endpoint, matches }) => {
    const scenarios = [...new Set(matches.map(scenarioName))].toSorted()
    const parts = scenarios.map((name) =>
      row(
        '',
        name,
        matches.filter((match) => scenarioName(match) === name),
      ),
    )
    return [row(endpoint, 'all', matches), ...parts]
  })
  const total = row(
    'total',
    '',
    results.flatMap(({ matches }) => matches),
  )
  const lines = [[...HEAD], ...rows, total]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line) => `  ${line.map((cell, column) => pad(cell, widths[column]!, column)).join('  ')}`.trimEnd())
}

function pad(cell: string, width: number, column: number): string {
  return column < 2 ? cell.padEnd(width) : cell.padStart(width)
}

function row(endpoint: string, scenario: string, matches: readonly Match[]): string[] {
  const matched = matches.filter((match) => !isMiss(match)).length
  const checks = sum(matches.map((match) => match.checks))
  const passed = checks - sum(matches.map((match) => match.differences.length))
  return [
    endpoint,
    scenario,
    String(matches.length),
    String(matched),
    percent(matched, matches.length),
    percent(passed, checks),
  ]
}

function missLines(match: Match): readonly string[] {
  const known = knownMiss(match.recording)
  const title = `  ${match.recording.name} (${match.recording.recorded_at ?? 'no date'})`
  const lines = (known ? match.differences.slice(0, 3) : match.differences).map(differenceLine)
  const rest = match.differences.length - lines.length
  return [
    title,
    known ? `    known: ${known.reason}` : '    NOT KNOWN',
    ...lines,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ]
}

function differenceLine({ check, where, recorded, ours, hint }: Difference): string {
  const seen = hint === undefined ? '' : ` (${hint})`
  return `    ${check}${where === '' ? '' : ` ${where}`}: recorded ${cut(recorded)}, ours ${cut(ours)}${seen}`
}

function staleLines(all: readonly Match[]): readonly string[] {
  const needed = new Set(all.filter(isMiss).map((match) => knownMiss(match.recording)))
  const stale = KNOWN_MISSES.filter((known) => !needed.has(known))
  return stale.map(({ recording }) => `MATCHED AGAIN, take it out of test/wire/known-misses.ts: ${recording}`)
}

function isMiss({ differences }: Match): boolean {
  return differences.length > 0
}

function scenarioName({ recording }: Match): string {
  return (recording.stream ? 'stream ' : '') + recording.scenario
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
