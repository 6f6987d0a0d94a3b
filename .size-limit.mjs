// What a page loads at once (initial) and what it may load later (lazy: endpoints, the simulated model, token tables, faker's English) with
// the entries of the built package; gzip, MSW outside. A limit is today's weight and a little more; 30 kB for the
// page and 20 kB for a provider are aims.
import { entryNames, pageFiles } from './.scripts/sizes.mjs'

const PAGE = `import { createSimulation } from 'msw-llm/core'
import { openai } from 'msw-llm/openai'
globalThis.llm = createSimulation({ providers: [openai] })`

// kB of what loads at once.
const LIMITS = {
  '.': 82,
  './core': 26,
  './fetch': 88,
  './engine': 15,
  './compatible': 130,
  // Their models are those of others.
  './azure': 25,
  './bedrock': 24,
  './bedrock-mantle': 24,
  './node': 12,
  './vitest': 77,
  './jest': 77,
  './lab': 28,
}
const FACES = {
  './panel': 20,
  './prices': 1,
  './record': 15.5,
  './vitest-reporter': 1,
  './tokens': 47,
  './tiktoken': 47,
  './server': 19,
  // For Node alone.
  './playwright': 100,
}
const PROVIDER_KB = 20

const rows = []
await weigh('a page with core and openai', 'page', PAGE, 30)
for (const name of entryNames) {
  const title = `msw-llm${name.slice(1)}`
  await weigh(title, name.slice(2) || 'all', `export * from '${title}'`, LIMITS[name] ?? FACES[name] ?? PROVIDER_KB)
}

async function weigh(name, folder, code, kb) {
  const { initial, lazy } = await pageFiles(folder, code)
  rows.push({
    name: `${name}: initial`,
    path: initial,
    limit: `${kb} kB`,
    gzip: true,
  })
  // The tables of tokens are most of it.
  if (lazy.length > 0) rows.push({ name: `${name}: lazy`, path: lazy, limit: '2.3 MB', gzip: true })
}

export default rows
