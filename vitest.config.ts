import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'

/** Takes packages from another folder than node_modules: how the matrix runs the same tests with another major. */
function takenFrom(folder: string | undefined, names: RegExp): Plugin[] {
  if (folder === undefined) return []
  return [
    {
      name: `taken-from ${folder}`,
      enforce: 'pre',
      resolveId(source) {
        return names.test(source) ? this.resolve(source, join(folder, 'anchor.js'), { skipSelf: true }) : undefined
      },
    },
  ]
}

const isServed = process.env['MSW_LLM_TRANSPORT'] === 'serve'

/** What the suites of `npm run test:serve` take in the place of the sources: the same, over a server. */
function served(): Plugin {
  const stand = { 'handlers/index.ts': 'test/serve/index.ts', 'src/simulation.ts': 'test/serve/simulation.ts' }
  return {
    name: 'served',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (!importer.includes('/test/') || importer.includes('/test/serve/')) return undefined
      const found = Object.entries(stand).find(([path]) => source.endsWith(`../${path}`))
      return found && fileURLToPath(new URL(found[1], import.meta.url))
    },
  }
}

/** Takes the packed package, as it is installed in a folder, in the place of the sources. */
function packed(folder: string): Plugin {
  return {
    name: 'packed',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const isOurs = importer.includes('/test/') && source.endsWith('../handlers/index.ts')
      return isOurs ? join(folder, 'node_modules/msw-llm/dist/handlers/index.js') : undefined
    },
  }
}

/** Suites that set nothing up outside themselves: their files share the modules they import, which is most of their time. */
const UNIT = ['contract', 'engine', 'generate', 'handlers', 'properties', 'tokens'].map(
  (name) => `test/${name}/**/*.test.ts`,
)

export default defineConfig({
  plugins: [
    ...takenFrom(process.env['MSW_LLM_MSW_FOLDER'], /^msw(?:\/|$)/),
    ...(isServed ? [served()] : []),
    ...(process.env['MSW_LLM_PACKED'] ? [packed(process.env['MSW_LLM_PACKED'])] : []),
    ...takenFrom(process.env['MSW_LLM_AI_SDK_FOLDER'], /^(?:ai|@ai-sdk\/[\w-]+)(?:\/|$)/),
  ],
  // The examples import the package by name; here it is its sources.
  resolve: {
    alias: [
      { find: /^msw-llm$/, replacement: fileURLToPath(new URL('handlers/index.ts', import.meta.url)) },
      {
        find: /^msw-llm\/(compatible|lab)$/,
        replacement: `${fileURLToPath(new URL('handlers/', import.meta.url))}$1/index.ts`,
      },
    ],
  },
  test: {
    // Left alone, Vitest keeps one core free.
    maxWorkers: '100%',
    restoreMocks: true,
    setupFiles: isServed ? ['test/serve/setup.ts'] : [],
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT, isolate: false } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts', 'examples/{gateway,migration,own-provider,vitest}/*.test.ts'],
          // The browser's tests need Chromium and real time; `npm run test:browser` runs them.
          exclude: [
            ...UNIT,
            'test/bench/**',
            ...(process.env['MSW_LLM_BROWSER'] ? [] : ['test/browser/**']),
            // These ask a server of another runtime; `npm run test:runtimes` starts them.
            ...(process.env['MSW_LLM_RUNTIME'] ? [] : ['test/runtimes/**']),
          ],
        },
      },
    ],
  },
})
