// Each bundler as it comes: an entry, production, a folder for the files. Nothing is set for the package.
import { createRequire } from 'node:module'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { initialChunks } from '../../.scripts/initial-chunks.mjs'

/**
 * @typedef {object} Built
 * @property {string} root folder to serve, with an index.html
 * @property {{ file: string, isInitial: boolean, modules: string[] }[]} chunks paths of files and of the modules in them
 * @property {string[]} warnings
 */

/** @type {Record<string, (folder: string, page: string) => Promise<Built>>} */
export const bundlers = {
  vite: buildWithVite,
  webpack: (folder, page) => buildWithWebpack('webpack', folder, page),
  rspack: (folder, page) => buildWithWebpack('@rspack/core', folder, page),
}

async function load(folder, name) {
  const path = createRequire(join(folder, 'package.json')).resolve(name)
  const module = await import(pathToFileURL(path).href)
  return module.default ?? module
}

async function buildWithVite(folder, page) {
  const { build } = await import(pathToFileURL(join(folder, 'node_modules/vite/dist/node/index.js')).href)
  const root = join(folder, 'out', `vite-${page}`)
  const source = join(folder, 'pages', `${page}-html`)
  mkdirSync(source, { recursive: true })
  writeFileSync(join(source, 'index.html'), html(`../${page}.js`))
  const warnings = []
  const warn = (text) => void warnings.push(text)
  const { output } = await build({
    root: source,
    configFile: false,
    base: './',
    customLogger: {
      info() {},
      warn,
      warnOnce: warn,
      error: warn,
      clearScreen() {},
      hasErrorLogged: () => false,
      hasWarned: false,
    },
    build: { outDir: root, emptyOutDir: true },
  })
  const chunks = output.filter(({ type }) => type === 'chunk')
  const initial = initialChunks(chunks)
  return {
    root,
    warnings,
    chunks: chunks.map(({ fileName, moduleIds }) => ({
      file: join(root, fileName),
      isInitial: initial.has(fileName),
      modules: moduleIds.map((id) => relative(folder, id)),
    })),
  }
}

/** webpack 5, and Rspack, which takes the same. */
async function buildWithWebpack(name, folder, page) {
  const bundle = await load(folder, name)
  const root = join(folder, 'out', `${name.replace(/\W+/g, '-').replace(/^-/, '')}-${page}`)
  rmSync(root, { recursive: true, force: true })
  const stats = await new Promise((resolve, reject) => {
    bundle(
      { mode: 'production', context: folder, entry: `./pages/${page}.js`, output: { path: root } },
      (error, result) => (error ? reject(error) : resolve(result)),
    )
  })
  const { errors, warnings, chunks } = stats.toJson({
    all: false,
    errors: true,
    warnings: true,
    chunks: true,
    chunkModules: true,
    chunkModulesSpace: Infinity,
    modulesSpace: Infinity,
    nestedModules: true,
    nestedModulesSpace: Infinity,
    orphanModules: true,
    cachedModules: true,
    dependentModules: true,
    ids: true,
  })
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  const initial = chunks.filter((chunk) => chunk.initial)
  writeFileSync(join(root, 'index.html'), html(...initial.flatMap(({ files }) => files)))
  return {
    root,
    warnings: warnings.map(({ moduleName, message }) => `${moduleName ?? ''} ${message}`),
    chunks: chunks.map(({ files, modules, initial: isInitial }) => ({
      file: join(root, files[0]),
      isInitial,
      modules: modules.flatMap(flat),
    })),
  }
}

function flat({ name, modules }) {
  return modules ? modules.flatMap(flat) : [name]
}

function html(...scripts) {
  const tags = scripts.map((src) => `<script type="module" src="${src}"></script>`)
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>${tags.join('')}\n`
}
