import type { EndpointMatches } from './report.ts'
import type { Match } from './walk.ts'

/**
 * The scores as a page: a table for each provider, in the order of the wire suite's endpoints. `titles`: the provider's name in prose, by
 * endpoint.
 */
export function fidelityText(results: readonly EndpointMatches[], titles: Readonly<Record<string, string>>): string {
  const sections = [...new Set(results.map(({ endpoint }) => titles[endpoint]))].flatMap((title) => {
    const own = results.filter(({ endpoint }) => titles[endpoint] === title)
    return [`## ${title}`, '', ...table(own.map(({ endpoint, matches }) => [`\`${endpoint}\``, matches] as const)), '']
  })
  return [
    '# How true the wire is',
    '',
    'Written by `npm run test:wire -- --fidelity`: recorded traffic of the real APIs, answered from its own requests. Compared are the structure of bodies, order of keys and events, kinds of ids, style of JSON and headers; each such point of a recording is a check. What does not equal is listed with its reason in [DEVIATIONS.md](DEVIATIONS.md).',
    '',
    ...table([['all', results.flatMap(({ matches }) => matches)]]),
    '',
    ...sections,
  ].join('\n')
}

function table(rows: readonly (readonly [string, readonly Match[]])[]): readonly string[] {
  return [
    '| endpoint | recordings | equal in every point | checks passed |',
    '| --- | ---: | ---: | ---: |',
    ...rows.map(([name, matches]) => row(name, matches)),
  ]
}

function row(name: string, matches: readonly Match[]): string {
  const equal = matches.filter(({ differences }) => differences.length === 0).length
  const checks = matches.reduce((sum, match) => sum + match.checks, 0)
  const failed = matches.reduce((sum, match) => sum + match.differences.length, 0)
  return `| ${name} | ${matches.length} | ${equal} | ${share(checks - failed, checks)} |`
}

/** Rounded down: 100 % is all. */
function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`
}
