import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { deriveFacts, loadFacts, saveFacts } from './derive-facts.ts'
import { ENDPOINTS } from './endpoints.ts'
import { fidelityText } from './fidelity.ts'
import { readRecordings, recordingsFolder } from './recording.ts'
import { reportText, unexplained, type EndpointMatches } from './report.ts'
import { walk } from './walk.ts'

/**
 * Derives the facts anew (`facts`), or answers every recording and reports (`walk`), writing the page of scores, too (`fidelity`). Gives
 * back the exit code.
 */
export async function run(root: string, mode: 'facts' | 'walk' | 'fidelity'): Promise<number> {
  const folder = recordingsFolder(root)
  if (!existsSync(folder)) return absent(folder, mode)
  return mode === 'facts' ? writeAll(folder) : walkAll(folder, join(root, 'test/wire/FIDELITY.md'), mode)
}

/** Without recordings there is nothing to do; that is a failure only where somebody asked for them. */
function absent(folder: string, mode: 'facts' | 'walk' | 'fidelity'): number {
  console.log(`\n!!! NO RECORDINGS at ${folder}: NOTHING WAS COMPARED WITH RECORDED TRAFFIC !!!`)
  console.log(
    '    Put the folder there or name it in MSW_LLM_RECORDINGS. The committed facts are checked by npm test.\n',
  )
  return mode !== 'walk' || process.env['MSW_LLM_RECORDINGS'] !== undefined ? 1 : 0
}

function writeAll(folder: string): number {
  for (const endpoint of ENDPOINTS) {
    const { scenarios } = saveFacts(endpoint, folder)
    const recordings = Object.values(scenarios).reduce((sum, one) => sum + one.recordings, 0)
    console.log(
      `test/wire/facts/${endpoint.name}.json: ${Object.keys(scenarios).length} scenarios of ${recordings} recordings`,
    )
  }
  return 0
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

/** Endpoints that have recordings and no row. */
function unanswered(folder: string): readonly string[] {
  const known = new Set(ENDPOINTS.map(({ name, from }) => from?.name ?? name))
  const names = foldersIn(folder).flatMap((place) =>
    foldersIn(join(folder, place)).map((endpoint) => `${place}.${endpoint}`),
  )
  return names
    .filter((name) => !known.has(name) && readRecordings(folder, name).length > 0)
    .map((name) => `NO ROW for ${name}: ${readRecordings(folder, name).length} recordings`)
}

async function walkAll(folder: string, page: string, mode: 'walk' | 'fidelity'): Promise<number> {
  const results: EndpointMatches[] = []
  for (const endpoint of ENDPOINTS) results.push({ endpoint: endpoint.name, matches: await walk(endpoint, folder) })
  console.log(reportText(results))
  for (const line of unanswered(folder)) console.log(line)
  const stale = ENDPOINTS.filter((one) => !isDeepStrictEqual(deriveFacts(one, folder), loadFacts(one)))
  for (const { name } of stale) console.log(`STALE FACTS of ${name}: run npm run wire:facts`)
  const unknown = unexplained(results)
  if (unknown.length > 0) console.log(`${unknown.length} misses are not in test/wire/known-misses.ts`)
  const titles = Object.fromEntries(ENDPOINTS.map(({ name, provider }) => [name, provider.title]))
  const scores = fidelityText(results, titles)
  if (mode === 'fidelity') writeFileSync(page, scores)
  const isStale = !existsSync(page) || readFileSync(page, 'utf8') !== scores
  if (isStale) console.log('STALE test/wire/FIDELITY.md: run npm run test:wire -- --fidelity')
  return unknown.length > 0 || stale.length > 0 || isStale ? 1 : 0
}
