// The guides whose tests need nothing but Vitest, in one run.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { GUIDES } from './guides.ts'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../node_modules/.vite',
  test: {
    include: ['guides.test.ts', 'own-provider/*.test.ts', ...GUIDES.map((name) => `${name}/*.test.ts`)],
    testTimeout: 20_000,
  },
})
