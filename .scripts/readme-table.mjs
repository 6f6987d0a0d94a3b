// Writes the table of providers in README.md, between its markers, from the registry in dist.
//
//   node .scripts/readme-table.mjs            write it
//   node .scripts/readme-table.mjs --check    exit 1 when it is out of date
import { readFileSync, writeFileSync } from 'node:fs'
import { providers } from '../dist/handlers/index.js'
import { tokenizerFamilies } from '../dist/src/tokens/families.js'

const readme = new URL('../README.md', import.meta.url)
const [START, END] = ['<!-- table:start -->', '<!-- table:end -->']

const text = readFileSync(readme, 'utf8')
const [start, end] = [text.indexOf(START), text.indexOf(END)]
if (start < 0 || end < start) {
  console.error(`README.md has no ${START} … ${END}.`)
  process.exit(1)
}
const definitions = await Promise.all(Object.values(providers).map((provider) => provider.load()))
const wanted = `${text.slice(0, start + START.length)}\n${table()}\n${text.slice(end)}`
if (process.argv.includes('--check')) {
  if (wanted !== text) {
    console.error('The table of providers in README.md is out of date: node .scripts/readme-table.mjs')
    process.exit(1)
  }
} else writeFileSync(readme, wanted)

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
