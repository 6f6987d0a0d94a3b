// Bundles the built modules into one file per entry and what entries share: a test file that imports the package opens five files, not two hundred.
import { readFileSync, rmSync } from 'node:fs'
import { rolldown } from 'rolldown'

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const input = Object.fromEntries(
  Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map(({ default: file }) => [file.replace(/^\.\/dist\//, '').replace(/\.js$/, ''), file.replace('./dist/', './dist/modules/')]),
)
const bundle = await rolldown({ input, external: [/^msw/, /^tiktoken/, /^@faker-js/, 'vitest'], platform: 'neutral', logLevel: 'warn' })
const { output } = await bundle.write({ dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: false })
await bundle.close()
rmSync('dist/modules', { recursive: true, force: true })
console.log(`${output.length} files bundled`)
