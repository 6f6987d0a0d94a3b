// What size-limit weighs: each entry of the built package as a page's bundler makes it, the files that load at once and those that load
// when they are needed. MSW and test runners are the user's and stay outside.
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { initialChunks } from './initial-chunks.mjs'
import { cache } from './install.mjs'

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** The package's entries that are modules, by name: `.`, `./openai`, … */
export const entryNames = Object.keys(exports).filter((name) => typeof exports[name] === 'object')

/**
 * Bundles a page of this code, where `msw-llm/…` is the built package.
 *
 * @param {string} name of the folder that takes its files
 * @param {string} code
 * @returns {Promise<{ initial: string[], lazy: string[] }>} paths: those that load with the page, and those that load later
 */
export async function pageFiles(name, code) {
  const dir = join(cache, 'sizes', name)
  rmSync(dir, { recursive: true, force: true })
  const page = {
    name: 'page',
    resolveId: (id) => (id === 'page' ? id : ownFile(id)),
    load: (id) => (id === 'page' ? code : undefined),
  }
  const bundle = await rolldown({
    input: 'page',
    plugins: [page],
    external: [/^msw(?:\/|$)/, /^node:/, /^srvx/, /^@playwright\//, /^@pydantic\//, /^tiktoken/, 'vitest'],
    platform: 'browser',
    logLevel: 'silent',
  })
  const { output } = await bundle.write({ dir, format: 'esm', minify: true })
  await bundle.close()
  const chunks = output.filter(({ type }) => type === 'chunk')
  const initial = initialChunks(chunks)
  const paths = (isInitial) =>
    chunks.filter(({ fileName }) => initial.has(fileName) === isInitial).map(({ fileName }) => resolve(dir, fileName))
  return { initial: paths(true), lazy: paths(false) }
}

function ownFile(id) {
  const entry = /^msw-llm(?=\/|$)/.test(id) ? exports[id.replace('msw-llm', '.')] : undefined
  return entry && fileURLToPath(new URL(entry.default.replace('./', '../'), import.meta.url))
}
