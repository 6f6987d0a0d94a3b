import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** MSW's worker straight from its package. In a project of yours, `npx msw init public` puts it where it is served. */
function mswWorker(): Plugin {
  const fileName = 'mockServiceWorker.js'
  const source = readFileSync(createRequire(import.meta.url).resolve(`msw/${fileName}`))
  return {
    name: 'msw-worker',
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, (_, response) => {
        response.setHeader('content-type', 'text/javascript')
        response.end(source)
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
  }
}

export default defineConfig({
  root: here('.'),
  base: './',
  cacheDir: here('../../.cache/vite'),
  plugins: [mswWorker()],
  // The package by its sources, so that nothing has to be built first. In a project of yours there is no alias.
  resolve: {
    alias: [
      { find: /^msw-llm$/, replacement: here('../../handlers/index.ts') },
      { find: /^msw-llm\/panel$/, replacement: here('../../handlers/faces/panel/index.ts') },
    ],
  },
  optimizeDeps: { include: ['openai', '@anthropic-ai/sdk', '@google/genai', 'msw', 'msw/browser'] },
  server: { open: process.stdout.isTTY, fs: { allow: [here('../..')] } },
  build: { outDir: here('../../.cache/playground'), emptyOutDir: true, chunkSizeWarningLimit: 4000 },
})
