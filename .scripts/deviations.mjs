// Writes what is known to differ from the real services: in short between the markers of README.md, in full into test/wire/DEVIATIONS.md.
// Sources: the known misses of the wire suite, and the rows of the tables of bad requests that nobody recorded or documented.
//
//   node .scripts/deviations.mjs            write both, and print how many rows each table has
//   node .scripts/deviations.mjs --check    exit 1 when one is out of date or a table is too short
//   node .scripts/deviations.mjs --counts   print the counts only, exit 1 when a table is too short
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withSources } from './sources.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [START, END] = ['<!-- deviations:start -->', '<!-- deviations:end -->']
const recordings = process.env.MSW_LLM_RECORDINGS ?? join(root, '../shared/recordings')
const collector = join(root, 'test/refusals/collector.ts')

// Tables are parts of tests: they are loaded with a `test` that lists their rows in place of running them.
const problems = await withSources(root, (load) => write(load, process.argv[2]), { vitest: collector })
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)

async function write(load, mode) {
  const { countTable, leastRows, tableFiles } = await load('/test/refusals/list.ts')
  const { takeRows } = await load('/test/refusals/collector.ts')
  const { KNOWN_MISSES } = await load('/test/wire/known-misses.ts')
  const tables = new Map()
  for (const [name, files] of tableFiles(root)) {
    for (const file of files) await load(`/test/handlers/${file}`)
    tables.set(name, takeRows())
  }
  const problems = [...tables]
    .filter(([name, rows]) => name !== 'call-checks' && rows.length < leastRows(name))
    .map(([name, rows]) => `${name}: ${rows.length} bad requests of at least ${leastRows(name)}`)
  if (mode !== '--check') console.log(countTable(tables))
  if (mode === '--counts') return problems
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)]
  if (start < 0 || end < start) return [...problems, `README.md has no ${START} … ${END}.`]
  const short = `${readme.slice(0, start + START.length)}\n${shortList(KNOWN_MISSES, tables)}\n${readme.slice(end)}`
  const files = { 'README.md': short, 'test/wire/DEVIATIONS.md': fullList(KNOWN_MISSES, tables, countTable(tables)) }
  for (const [name, text] of Object.entries(files)) {
    if (mode !== '--check') writeFileSync(join(root, name), text)
    // Rows of recordings are not listed where these are missing.
    else if (existsSync(recordings) && readFileSync(join(root, name), 'utf8') !== text)
      problems.push(`${name} is out of date: node .scripts/deviations.mjs`)
  }
  return problems
}

/** Reasons of misses by how many entries have them, the most frequent first. */
function reasonsOf(misses) {
  const byReason = new Map()
  for (const miss of misses) byReason.set(miss.reason, [...(byReason.get(miss.reason) ?? []), miss.recording])
  return [...byReason].toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
}

function shortList(misses, tables) {
  const rows = [...tables.values()].flat()
  const reconstructed = rows.filter(({ source }) => source === 'reconstructed').length
  const most = reasonsOf(misses)
    .slice(0, 6)
    .map(([reason, names]) => `${reason} (${names.length})`)
  return [
    `- ${misses.length} recordings (or groups of them) that ours do not equal in every point, in most since the recording is no longer, or not for everybody, what the API says. The most frequent reasons: ${most.join('; ')}.`,
    `- Refusals: ${reconstructed} of the ${rows.length} bad requests in the tables are worded after others of their kind, since nobody recorded or documented them.`,
    '- Each of them: [test/wire/DEVIATIONS.md](test/wire/DEVIATIONS.md).',
  ].join('\n')
}

function fullList(misses, tables, counts) {
  const section = (title, chosen) => [
    `## ${title}`,
    '',
    ...reasonsOf(chosen).map(([reason, names]) => `- ${reason}: ${names.map((name) => `\`${name}\``).join(', ')}`),
    '',
  ]
  const refusals = [...tables].flatMap(([name, rows]) => {
    const titles = rows.filter(({ source }) => source === 'reconstructed').map(({ title }) => title)
    return titles.length > 0 ? [`- ${name}: ${[...new Set(titles)].join('; ')}`] : []
  })
  return [
    '# What is known to differ',
    '',
    'Written by `node .scripts/deviations.mjs` from the known misses of the wire suite and the tables of bad requests.',
    '',
    ...section(
      'Recordings that ours does not equal',
      misses.filter(({ odd }) => !odd),
    ),
    ...section(
      'Recordings that are not what the API says to everybody',
      misses.filter(({ odd }) => odd),
    ),
    '## Bad requests by the source of their answers',
    '',
    ...counts.split('\n').map((line) => `| ${line} |`),
    '',
    '## Reconstructed refusals',
    '',
    'Nobody recorded or documented these answers; they are worded after others of their kind.',
    '',
    ...refusals,
    '',
  ].join('\n')
}
