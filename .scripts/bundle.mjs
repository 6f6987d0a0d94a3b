// Bundles the built modules twice into one file per entry and what entries share. For pages (`dist`) providers stay apart, so that a page has those
// that it takes. For Node (`dist/node`) what a test file imports is two files, not two hundred, and models are made when somebody asks for them:
// each file of a suite pays for that anew.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { shortLines } from './short-lines.mjs'

const { exports, bin } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const input = Object.fromEntries(
  Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map(({ default: file }) => [nameOf(file), `entry:${built(file)}`]),
)
for (const file of Object.values(bin)) input[nameOf(file)] = `command:${built(file)}`
/** An entry is a module of its own, which no chunk needs: so it exports what it should and nothing else. */
const entries = {
  name: 'entries',
  resolveId(id, importer) {
    if (/^(?:entry|command):/.test(id)) return id
    // A command is what it does.
    return importer?.startsWith('command:') ? { id, moduleSideEffects: true } : undefined
  },
  load(id) {
    const [, kind, path] = /^(entry|command):(.*)$/.exec(id) ?? []
    return kind && `${kind === 'entry' ? 'export * from' : 'import'} ${JSON.stringify(path)}`
  },
}
/** An error that nobody caught is printed with its line. */
const lines = {
  name: 'lines',
  generateBundle(_, output) {
    for (const chunk of Object.values(output)) if (chunk.type === 'chunk') chunk.code = shortLines(chunk.code)
  },
}
/** A card's models are made when they are first read. */
const lazyModels = {
  name: 'lazy-models',
  transform(code, id) {
    // Tables that take models of another provider are made as late as it.
    if (/modules\/handlers\/.*\/(?:models|[a-z]+-rows)\.js$/.test(id))
      return code.replaceAll(/import \{ ([^}]*) \} from '(\.[^']*\/models\.js)';/g, (statement, names, path) =>
        path.includes('/src/') ? statement : `const { ${names.replaceAll(' as ', ': ')} } = require('${path}')`,
      )
    if (id.startsWith('entry:') || !/modules\/handlers\/.*\/card\.js$/.test(id)) return undefined
    const [statement, path] = /import \{ catalog \} from '(\.[^']+)';\n/.exec(code) ?? []
    if (!statement || !code.includes('models: catalog,')) throw new Error(`${id} does not name its models as others do`)
    return code
      .replace(statement, '')
      .replace('models: catalog,', `get models() { return require('${path}').catalog },`)
  },
}
// What importing the package loads before anything is asked.
const start = reachable(new URL('../dist/modules/handlers/index.js', import.meta.url))
// What the entries that know all providers share.
const core = reachable(new URL('../dist/modules/handlers/core.js', import.meta.url))
const withFetch = reachable(new URL('../dist/modules/handlers/fetch.js', import.meta.url))
const named = new Set([...start].filter((id) => withFetch.has(id) && !core.has(id) && !id.includes('/replay/')))
// What a server has of the engine before it is asked.
const serving = reachable(new URL('../dist/modules/handlers/faces/server.js', import.meta.url))
// What a request loads besides its provider's endpoints.
const answering = reachable(new URL('../dist/modules/src/receive.js', import.meta.url))
/** What answers where no rule does. */
const inventing = reachable(new URL('../dist/modules/src/generate/model.js', import.meta.url))
const providers = Object.fromEntries(
  readdirSync(new URL('../dist/modules/handlers/', import.meta.url))
    .map((name) => [name, new URL(`../dist/modules/handlers/${name}/index.js`, import.meta.url)])
    .filter(([name, url]) => name !== 'compatible' && existsSync(new URL('card.js', url)))
    .map(([name, url]) => [name, reachable(url)]),
)
// Providers whose models are few share a file: each file costs a start 0.4 ms.
const SMALL = new Set([
  'compatible',
  'deepseek',
  'perplexity',
  'cerebras',
  'huggingface',
  'moonshot',
  'zai',
  'alibaba',
  'fireworks',
  'voyage',
])
/** What of OpenAI's is loaded when it is asked for; what both parts of it need is not in either. */
const late = {
  'openai-responses': reachable(new URL('../dist/modules/handlers/openai/responses/index.js', import.meta.url)),
  'openai-operations': reachable(new URL('../dist/modules/handlers/openai/operations.js', import.meta.url)),
}
const early = providers.openai
providers.openai = new Set([early, ...Object.values(late)].flatMap((modules) => [...modules]))
const inSource = (modules, id) => modules.has(id) && id.includes('/modules/src/')
const forPages = await write('dist', partOf)
/**
 * The tables of tokens are large: Node takes those of pages, and reads their text as it is, since compiling takes five times as long. Where a file
 * cannot be read (bundled, transformed, no permission) the table is imported.
 */
const sameTables = {
  name: 'same-tables',
  resolveId(id) {
    const [, kind, name] = /^(\.\/tables\/|table:)(\w+-base)\.js$/.exec(id) ?? []
    if (!name) return undefined
    return kind === 'table:' ? { id: `../../${tableOf(name).fileName}`, external: true } : `read:${name}`
  },
  transform: (code, id) =>
    id.endsWith('/tokens/encoding.js')
      ? `import { kindRuns as packedRuns } from './tables/kinds.js'\n${code
          .replaceAll(
            /import\('\.\/tables\/(\w+-base\.js)'\)/g,
            "import('./tables/$1').catch(() => import('table:$1'))",
          )
          .replace("import('./tables/kinds.js')", '{ kindRuns: packedRuns }')}`
      : undefined,
  async load(id) {
    const [, name] = /^read:(.*)$/.exec(id) ?? []
    if (!name) return undefined
    const { fileName, code } = tableOf(name)
    const { table } = await import(new URL(`../dist/${fileName}`, import.meta.url))
    const { merges, ...rest } = table
    const start = code.indexOf(merges)
    if (start === -1 || /[^\0-\x7f]/.test(code)) throw new Error(`${fileName} does not hold its merges as plain text`)
    return `import { readFileSync } from 'node:fs'
// Deno would ask for a permission.
if ('Deno' in globalThis) throw new Error('not read')
const text = readFileSync(new URL('../../${fileName}', import.meta.url), 'latin1')
if (text.length !== ${code.length}) throw new Error('not the file that was built')
export const table = { ...${JSON.stringify(rest)}, merges: text.slice(${start}, ${start + merges.length}) }`
  },
}
function tableOf(name) {
  return forPages.find((one) => one.name === name)
}
/** Text without other letters is read three times as fast and takes half the memory: a dozen dashes would decide it for the largest files. */
const plainLetters = {
  name: 'plain-letters',
  generateBundle(_, output) {
    for (const chunk of Object.values(output))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replaceAll(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
  },
}
/** Tables of prices are text until their provider is asked for: compilers read a string four times as fast as what it would say in their language. */
const tablesAsText = {
  name: 'tables-as-text',
  async transform(code, id) {
    if (!/modules\/handlers\/[a-z]+\/prices\.js$/.test(id)) return undefined
    const { prices, ...rest } = await import(pathToFileURL(id))
    if (!prices || Object.keys(rest).length > 0) throw new Error(`${id} exports something else than its prices`)
    return `export const prices = JSON.parse(${JSON.stringify(JSON.stringify(prices))})`
  },
}
/**
 * A part that is imported when it is needed gets a file that only says what of a chunk it is: taken from the chunk itself, it is no
 * file to load. Bundlers of pages keep those: they see by them what of a chunk is used.
 */
const withoutFronts = {
  name: 'without-fronts',
  generateBundle(_, output) {
    const fronts = new Map()
    for (const [file, { type, code, isEntry }] of Object.entries(output)) {
      const [, names, chunk] =
        (type === 'chunk' && !isEntry && /^export ?\{([^}]+)\} ?from ?"([^"]+)";\s*$/.exec(code)) || []
      if (!names) continue
      const members = names.split(',').map((one) => one.trim().split(' as '))
      const taken = members.map(([inChunk, name = inChunk]) => `${name}:e.${inChunk}`).join()
      fronts.set(basename(file), { chunk: basename(chunk), taken: `.then(e=>({${taken}}))` })
      delete output[file]
    }
    for (const chunk of Object.values(output))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replaceAll(
          /\bimport\((["'`])([^"'`]*\/)([^"'`/]+)\1\)/g,
          (call, quote, folder, file) => {
            const front = fronts.get(file)
            return front ? `import(${quote}${folder}${front.chunk}${quote})${front.taken}` : call
          },
        )
  },
}
const forNode = await write('dist/node', nodePartOf, [
  lazyModels,
  tablesAsText,
  sameTables,
  plainLetters,
  withoutFronts,
])
rmSync('dist/modules', { recursive: true, force: true })
console.log(`${forPages.length} files bundled for pages, ${forNode.length} for Node`)

async function write(dir, name, plugins = []) {
  const bundle = await rolldown({
    input,
    plugins: [entries, ...plugins, lines],
    external: [/^msw/, /^tiktoken/, /^@faker-js/, /^node:/, /^srvx/, 'vitest'],
    platform: 'neutral',
    // What splitting without dependencies asks for; entries are modules of their own, so that they gain no exports.
    preserveEntrySignatures: 'allow-extension',
    // On a machine under load it would tell how long plugins take.
    checks: { pluginTimings: false },
    logLevel: 'warn',
  })
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Names of functions and classes stay, so that stack traces read well; comments, blanks and the names of what they hold go, since every test file
    // compiles what it imports.
    banner: (chunk) => (Object.values(bin).some((file) => nameOf(file) === chunk.name) ? '#!/usr/bin/env node' : ''),
    minify: { compress: true, mangle: { toplevel: false, keepNames: true }, codegen: { removeWhitespace: true } },
    // What every test file loads: the engine up to its first request, and the providers' cards with their models. What answers is another
    // chunk, and each provider's endpoints are one more. The faces stay apart: Jest's must not load Vitest.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'parts', name, priority: 1 }],
    },
  })
  await bundle.close()
  return output
}

function nameOf(file) {
  return file.slice('./dist/'.length, -'.js'.length)
}

function built(file) {
  return fileURLToPath(new URL(file.replace('./dist/', '../dist/modules/'), import.meta.url))
}

/**
 * The chunk that a module goes to. No two chunks may need each other, or one of them would run before what it needs: so what only one provider uses goes
 * to that provider, what several use to the nearest chunk below them, and OpenAI's dialect and what compatible providers share, which need each other,
 * are one.
 */
function partOf(id) {
  if (id.startsWith('entry:')) return null
  // Each provider's for itself: a page that bundles one does not get the others'.
  const [, cards] =
    /modules\/handlers\/([a-z]+)\/(?:.*\/)?(?:card|models|prices|[a-z]+-(?:rows|traits|name))\.js$/.exec(id) ?? []
  if (cards) return SMALL.has(cards) ? 'small-card' : `${cards}-card`
  if (inSource(start, id) || inSource(serving, id)) return 'engine'
  if (inSource(answering, id)) return 'answering'
  if (named.has(id)) return 'named'
  const latePart = latePartOf(id)
  if (latePart) return latePart
  const users = usersOf(id)
  if (users.length === 0) return null
  return users.length === 1 ? users[0] : id.includes('/modules/src/') ? 'shared' : folderOf(id)
}

/** The same for Node: one chunk before the first request, one more for who has MSW, one for who has none, one that answers. */
function nodePartOf(id) {
  if (id.startsWith('entry:')) return null
  if (id.includes('rolldown/runtime') || (withFetch.has(id) && start.has(id)) || inSource(serving, id)) return 'start'
  if (withFetch.has(id)) return 'front'
  if (start.has(id)) return 'msw'
  const part = partOf(id)
  // What invents is needed where nothing is scripted.
  if (inSource(inventing, id) && !answering.has(id)) return 'inventing'
  if (part === 'shared' && id.includes('/modules/src/generate/')) return 'shared'
  // Whatever answers counts.
  return part === 'shared' || /modules\/src\/tokens\/(?:\w+|tables\/kinds)\.js$/.test(id) ? 'answering' : part
}

/**
 * The part of OpenAI's endpoints that alone has a module, or something that the module needs: whoever else takes such an endpoint loads that
 * part.
 */
function latePartOf(id) {
  const isOwn = id.includes('/modules/src/')
    ? usersOf(id).join() === 'openai'
    : /\/modules\/handlers\/(?:openai|compatible)\//.test(id)
  if (early.has(id) || !isOwn) return undefined
  const parts = Object.keys(late).filter((name) => late[name].has(id))
  if (parts.length > 0) return parts.length === 1 ? parts[0] : undefined
  const needed = [...reachable(pathToFileURL(id))].filter((one) => one !== id).map(latePartOf)
  return needed.find((part) => part !== undefined)
}

/** The providers' folders from which a module is reached when they load. */
function usersOf(id) {
  return Object.keys(providers).filter((name) => providers[name].has(id))
}

function folderOf(id) {
  const [, folder] = /modules\/handlers\/([a-z]+)\//.exec(id) ?? []
  // What OpenAI itself has no need of.
  return /^(?:openai|compatible)$/.test(folder) ? (early.has(id) ? 'openai' : 'compatible') : (folder ?? null)
}

/** A module and all that it imports statically. */
function reachable(url, seen = new Set()) {
  const file = fileURLToPath(url)
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gm)) {
    reachable(new URL(path, url), seen)
  }
  return seen
}
