// Bundles the built modules into one file per entry and what entries share: a test file that imports the package opens five files, not two hundred.
import { readFileSync, rmSync } from 'node:fs'
import { rolldown } from 'rolldown'

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const input = Object.fromEntries(
  Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map(({ default: file }) => [
      file.replace(/^\.\/dist\//, '').replace(/\.js$/, ''),
      file.replace('./dist/', './dist/modules/'),
    ]),
)
const bundle = await rolldown({
  input,
  external: [/^msw/, /^tiktoken/, /^@faker-js/, /^node:/, 'vitest'],
  platform: 'neutral',
  logLevel: 'warn',
})
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  // Names stay, so that stack traces read well; comments and blanks go, since every test file compiles what it imports.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  // One chunk for the engine and one for each provider, not one for every set of importers. The faces stay apart: Jest's must not load Vitest.
  codeSplitting: {
    groups: [
      { name: 'engine', test: /modules\/src\/(?!tokens\/tables|generate\/)/, priority: 2 },
      {
        debugName: 'provider',
        name: (id) => /modules\/handlers\/(?!faces)([a-z]+)\//.exec(id)?.[1] ?? null,
        priority: 1,
      },
    ],
  },
})
await bundle.close()
rmSync('dist/modules', { recursive: true, force: true })
console.log(`${output.length} files bundled`)
