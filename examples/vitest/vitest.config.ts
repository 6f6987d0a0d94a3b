import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../../node_modules/.vite',
  test: {
    projects: [
      { test: { name: 'node', include: ['assistant.test.ts'], setupFiles: ['./setup.ts'] } },
      { test: { name: 'jsdom', environment: 'jsdom', include: ['chat-widget.test.js'] } },
      {
        test: {
          name: 'happy-dom',
          environment: 'happy-dom',
          // With msw 3, happy-dom's own fetch is at work, which would ask for CORS.
          environmentOptions: { happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } } },
          include: ['chat-widget.test.js'],
        },
      },
    ],
  },
})
