// Writes the tables of providers in README.md and handlers/README.md, between their markers, from the registry in dist.
//
//   node .scripts/readme-table.mjs            write it
//   node .scripts/readme-table.mjs --check    exit 1 when it is out of date
import { readFileSync, writeFileSync } from 'node:fs'
import { providers } from '../dist/handlers/index.js'
import { tokenizerFamilies } from '../dist/src/tokens/families.js'

const definitions = await Promise.all(
  Object.values(providers).map(async (provider) => {
    const { endpoints, ...definition } = await provider.load()
    return { ...definition, endpoints: await Promise.all(endpoints.map((one) => one.load?.() ?? one)) }
  }),
)
const stale = [
  ['../README.md', 'providers', overview()],
  ['../handlers/README.md', 'table', table()],
].filter(([file, name, wanted]) => write(new URL(file, import.meta.url), name, wanted))
if (stale.length > 0 && process.argv.includes('--check')) {
  console.error('The tables of providers are out of date: node .scripts/readme-table.mjs')
  process.exit(1)
}

/** Writes a table between its markers, unless it is only checked; gives back whether it was another. */
function write(file, name, wanted) {
  const [START, END] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const text = readFileSync(file, 'utf8')
  const [start, end] = [text.indexOf(START), text.indexOf(END)]
  if (start < 0 || end < start) throw new Error(`${file.pathname} has no ${START} … ${END}.`)
  const made = `${text.slice(0, start + START.length)}\n${wanted}\n${text.slice(end)}`
  if (made !== text && !process.argv.includes('--check')) writeFileSync(file, made)
  return made !== text
}

/** A line for each provider: what it does, not how it is called. */
function overview() {
  const WORDS = { 'count-tokens': 'token counts', transcription: 'transcription', speech: 'speech', ocr: 'OCR' }
  const rows = definitions.map(({ name, title, baseUrls, endpoints }) => {
    const kindOf = ({ operation, path }) => (path.endsWith('/responses') ? 'responses' : operation)
    const operations = [...new Set(endpoints.map(kindOf))].filter((one) => /^[a-z-]+$/.test(one))
    const streams = new Set(endpoints.filter(({ encodeStream }) => encodeStream).map(({ operation }) => operation))
    const did = operations.map(
      (one) => `${WORDS[one] ?? one}${one === 'chat' && streams.has('chat') ? ' (streams)' : ''}`,
    )
    return [title, `\`${name}\``, `\`${baseUrls[0]}\`${others(baseUrls)}`, did.join(', ')]
  })
  const titles = ['Provider', 'Name', 'Address', 'What answers']
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function table() {
  const rows = definitions.map((provider) => {
    const { name, title, baseUrls, endpoints, models } = provider
    return [
      `${title} (\`${name}\`)`,
      `\`${baseUrls[0]}\`${others(baseUrls)}`,
      endpointsOf(endpoints),
      ...modelsOf(models),
    ]
  })
  const titles = ['Provider', 'Address', 'Endpoints', 'Models', 'Tokens']
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function others(baseUrls) {
  return baseUrls.length > 1 ? ` and ${baseUrls.length - 1} more` : ''
}

function endpointsOf(endpoints) {
  return endpoints
    .map(({ method, path, encodeStream }) => `\`${method} ${path}\`${encodeStream ? ' (streams)' : ''}`)
    .join('<br>')
}

/** How many models a catalogue has, and whether their tokens are exact. */
function modelsOf({ models }) {
  const families = new Set(models.map((model) => model.tokenizer))
  const kinds = new Set([...families].map((family) => ('factor' in tokenizerFamilies[family] ? 'calibrated' : 'exact')))
  return [String(models.length), [...kinds].toSorted().join(', ')]
}
