import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/bench/**'],
    // Shipped code is loaded as it is; nothing of a test leaks into the next.
    restoreMocks: true,
    testTimeout: 20_000,
  },
})
